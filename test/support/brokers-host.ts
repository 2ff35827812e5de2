// Program: hosts one broker for as long as the test run holds the channel to this process open.
// Its arguments are the kind of broker and how to set it up; its one message is a report, or the error that kept
// it from one.

import type { BrokerReport } from './brokers.ts'
import type { NativeSetup } from './brokers-native.ts'

export type BrokerKind = 'embedded' | 'rabbitmq-3.10' | 'rabbitmq-4' | 'amqp-url'
export type HostMessage = BrokerReport | { error: string }

/** What the modules that know how to start a broker give back. */
export interface HostedBroker {
  report: BrokerReport
  stop(): Promise<void>
}

// Each is loaded only in the process that needs it.
const starters: Record<BrokerKind, () => Promise<{ start(setup: NativeSetup): Promise<HostedBroker> }>> = {
  embedded: () => import('./brokers-embedded.ts'),
  'rabbitmq-3.10': () => import('./brokers-native.ts'),
  'rabbitmq-4': () => import('./brokers-container.ts'),
  'amqp-url': () => import('./brokers-url.ts'),
}

const over = new Promise<void>((resolve) => {
  process.once('disconnect', resolve)
  process.once('SIGTERM', resolve)
})

try {
  const { start } = await starters[process.argv[2] as BrokerKind]()
  const broker = await start(JSON.parse(process.argv[3] ?? '{}') as NativeSetup)
  tell(broker.report)
  await over
  await broker.stop()
} catch (error) {
  // While someone listens the error is theirs to show; afterwards, when the broker could not be stopped, ours.
  if (process.connected) tell({ error: (error as Error).message })
  else {
    console.error(error)
    process.exitCode = 1
  }
} finally {
  if (process.connected) process.disconnect()
}

function tell(message: HostMessage): void {
  // The test run may be over before the broker was ready; then there is nobody to tell.
  if (process.connected) process.send?.(message)
}
