import { Option } from 'commander'
import { startBroker } from '../broker/index.ts'

/** The option that names the broker to talk to. */
export function urlOption(): Option {
  return new Option('--url <url>', 'the broker to talk to (default: one that runs inside this command)').env(
    'AMQP_URL',
  )
}

/**
 * Uses the broker that was named, or else one of the command's own, which ends with it.
 * @param use gets where the broker is, and whether it is the command's own
 */
export async function onBroker(
  url: string | undefined,
  use: (url: string, isOwn: boolean) => Promise<void>,
): Promise<void> {
  if (url !== undefined) return use(url, false)
  await using broker = await startBroker({ port: 0 })
  await use(broker.url, true)
}
