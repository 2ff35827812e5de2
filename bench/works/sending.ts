import type { AnyClient } from '../clients/client.ts'
import { measure } from './measure.ts'
import { warmUp } from './warm-up.ts'
import type { Bench, Outcome, Target } from './work.ts'

/** A connection with all that it takes to publish. */
export interface Sending {
  readonly connection: unknown
  /** Publishes so many messages, and waits until all that is asked of them has happened. */
  publish(count: number): Promise<void>
}

/** Measures how `count` messages are published to the target, after a warm-up against the null peer. */
export async function measureSending(
  bench: Bench,
  client: AnyClient,
  count: number,
  begin: (target: Target) => Promise<Sending>,
): Promise<Outcome> {
  await warmUp(bench, async (timed) => {
    const warm = await begin(bench.nullPeer)
    await timed(() => warm.publish(Math.ceil(count / 8)))
    await client.close(warm.connection)
  })
  const { connection, publish } = await begin(bench.target)
  const measures = await measure(() => publish(count))
  await client.close(connection)
  return { count, ...measures }
}
