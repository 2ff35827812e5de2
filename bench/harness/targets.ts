import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { BrokerReport } from '../../test/support/brokers.ts'
import type { BrokerKind, HostMessage } from '../../test/support/brokers-host.ts'
import { identify } from '../../test/support/brokers-probe.ts'
import type { Target, TargetKind } from '../works/work.ts'
import type { Programs } from './programs.ts'

const BROKER_HOST = fileURLToPath(new URL('../../test/support/brokers-host.ts', import.meta.url))

/** Something to measure against, or the reason why it is not there. */
export type StartedTarget = {
  readonly kind: TargetKind
  readonly name: string
  readonly stop: () => Promise<void>
} & ({ readonly target: Target } | { readonly skipped: string })

/** Starts all that is to be measured against but the null peer. URLs name brokers that run already; then no RabbitMQ is started. */
export async function startTargets(
  kinds: readonly TargetKind[],
  urls: readonly string[],
): Promise<StartedTarget[]> {
  const starting: Promise<StartedTarget>[] = []
  if (kinds.includes('rabbitmq')) {
    if (urls.length > 0) starting.push(...urls.map(named))
    else starting.push(hosted('rabbitmq-3.10', 'rabbitmq'), hosted('rabbitmq-4', 'rabbitmq'))
  }
  if (kinds.includes('embedded')) starting.push(hosted('embedded', 'embedded'))
  return await Promise.all(starting)
}

export async function startNullPeer(
  programs: Programs,
): Promise<StartedTarget & { readonly target: Target }> {
  const peer = fork(programs.nullPeer, [programs.build], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { port } = (await answerOf(peer)) as { port: number }
  const name = 'null peer'
  const url = `amqp://guest:guest@127.0.0.1:${port}`
  return { kind: 'null', name, target: { kind: 'null', name, url }, stop: () => stop(peer) }
}

async function named(url: string): Promise<StartedTarget> {
  const common = { kind: 'rabbitmq', stop: async () => {} } as const
  try {
    const { product, version } = await identify(url)
    const name = `${product} ${version}`
    return { ...common, name, target: { kind: 'rabbitmq', name, url } }
  } catch (error) {
    return { ...common, name: new URL(url).host, skipped: (error as Error).message }
  }
}

/** A broker that the tests know how to start, in the same process of its own that they start it in. */
async function hosted(broker: BrokerKind, kind: TargetKind): Promise<StartedTarget> {
  const host = fork(BROKER_HOST, [broker], {
    detached: true,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const answer = (await answerOf(host)) as HostMessage
  const common = { kind, name: broker, stop: () => stop(host) }
  if ('error' in answer) return { ...common, skipped: answer.error }
  if ('skipped' in answer) return { ...common, skipped: answer.skipped }
  const name = nameOf(answer)
  return { ...common, name, target: { kind, name, url: answer.url } }
}

function nameOf(report: Extract<BrokerReport, { url: string }>): string {
  return report.name === 'embedded' ? 'embedded broker' : `${report.product} ${report.version}`
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  return await Promise.race([
    once(child, 'message').then(([message]) => message),
    once(child, 'exit').then(([status]) => ({ error: `its process ended early, with status ${status}` })),
  ])
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  if (child.connected) child.disconnect()
  await exited
}
