// Global setup of the integration tests: starts every broker that can be had, all at the same time, and ends
// them after the last test.

import type { TestProject } from 'vitest/node'
import type { BrokerReport } from './brokers.ts'
import type { BrokerKind } from './brokers-host.ts'
import { hostBroker } from './brokers-hosting.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const kinds: BrokerKind[] = ['embedded', 'rabbitmq-3.10', 'rabbitmq-4']
  if (process.env['AMQP_URL']) kinds.push('amqp-url')

  const hostings = kinds.map((kind) => hostBroker(kind))
  const stop = async () => {
    const failures = failuresOf(await Promise.allSettled(hostings.map((hosting) => hosting.stop())))
    if (failures.length > 0) throw new Error(failures.join('\n'))
  }

  const reports = await Promise.allSettled(hostings.map((hosting) => hosting.report))
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

function failuresOf(results: PromiseSettledResult<unknown>[]): string[] {
  return results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as Error).message] : []))
}

function describeReport(report: BrokerReport): string {
  if ('skipped' in report) return `${report.name} skipped: ${report.skipped}`
  return `${report.name}: ${report.product} ${report.version} at ${new URL(report.url).host}`
}
