// Global setup of the integration tests: starts every broker that can be had, all at the same time, and ends
// them after the last test.
//
// Each runs under a process of its own (`brokers-host.ts`), joined to this one by a channel. When the channel
// closes the host ends its broker; so a run that is interrupted or killed leaves nothing behind.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import type { BrokerReport } from './brokers.ts'
import type { BrokerKind, HostMessage } from './brokers-host.ts'

const HOST = fileURLToPath(new URL('./brokers-host.ts', import.meta.url))

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const kinds: BrokerKind[] = ['embedded', 'rabbitmq-3.10', 'rabbitmq-4']
  if (process.env['AMQP_URL']) kinds.push('amqp-url')

  const hosts = kinds.map(startHost)
  const stop = async () => {
    const failures = failuresOf(await Promise.allSettled(hosts.map(stopHost)))
    if (failures.length > 0) throw new Error(failures.join('\n'))
  }

  const reports = await Promise.allSettled(
    hosts.map((host, index) => reportOf(host, kinds[index] as BrokerKind)),
  )
  const failures = failuresOf(reports)
  if (failures.length > 0) {
    await stop()
    throw new Error(`The integration tests lack a broker.\n${failures.join('\n')}`)
  }

  const brokers = reports.flatMap((report) => (report.status === 'fulfilled' ? [report.value] : []))
  for (const broker of brokers) console.log(` broker ${describeReport(broker)}`)
  project.provide('brokers', brokers)
  return stop
}

function startHost(kind: BrokerKind): ChildProcess {
  // Detached, so that Ctrl-C in a terminal reaches the test run only: the host then ends its broker in order.
  return fork(HOST, [kind], {
    detached: true,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
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

function failuresOf(results: PromiseSettledResult<unknown>[]): string[] {
  return results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as Error).message] : []))
}

function describeReport(report: BrokerReport): string {
  if ('skipped' in report) return `${report.name} skipped: ${report.skipped}`
  return `${report.name}: ${report.product} ${report.version} at ${new URL(report.url).host}`
}
