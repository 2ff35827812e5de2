// Each broker runs under a process of its own (`brokers-host.ts`), joined to this one by a channel. When the
// channel closes the host ends its broker; so a run that is interrupted or killed leaves nothing behind.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { BrokerReport } from './brokers.ts'
import type { BrokerKind, HostMessage } from './brokers-host.ts'
import type { NativeSetup } from './brokers-native.ts'

const HOST = fileURLToPath(new URL('./brokers-host.ts', import.meta.url))

export interface Hosting {
  /**
   * Resolves when the broker takes connections, or is known not to be there.
   * @throws where it did not start, or is not there and required
   */
  readonly report: Promise<BrokerReport>
  stop(): Promise<void>
}

/** Starts a broker; `setup` is for the one on this machine's PATH. */
export function hostBroker(kind: BrokerKind, setup: NativeSetup = {}): Hosting {
  // Detached, so that Ctrl-C in a terminal reaches the test run only: the host then ends its broker in order.
  const host = fork(HOST, [kind, JSON.stringify(setup)], {
    detached: true,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return { report: reportOf(host, kind), stop: () => stopHost(host) }
}

async function reportOf(host: ChildProcess, kind: BrokerKind): Promise<BrokerReport> {
  const message = await Promise.race([
    once(host, 'message').then(([first]) => first as HostMessage),
    once(host, 'exit').then(([status]) => ({ error: `its process ended early, with status ${status}` })),
  ])
  if ('error' in message) throw new Error(`${kind} did not start: ${message.error}`)
  if (
    'skipped' in message &&
    kind.startsWith('rabbitmq') &&
    process.env['WIREHARE_REQUIRE_RABBITMQ'] === '1'
  ) {
    throw new Error(`${kind} is required (WIREHARE_REQUIRE_RABBITMQ=1) but not there: ${message.skipped}`)
  }
  return message
}

async function stopHost(host: ChildProcess): Promise<void> {
  if (host.exitCode === null && host.signalCode === null) {
    const exited = once(host, 'exit')
    if (host.connected) host.disconnect()
    await exited
  }
  if (host.exitCode !== 0)
    throw new Error(`A broker's process ended with status ${host.exitCode ?? host.signalCode}`)
}
