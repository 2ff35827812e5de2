// A broker that someone else runs, named by AMQP_URL.

import type { HostedBroker } from './brokers-host.ts'
import { identify } from './brokers-probe.ts'

export async function start(): Promise<HostedBroker> {
  const url = process.env['AMQP_URL'] ?? ''
  return { report: { name: 'amqp-url', url, ...(await identify(url)) }, stop: async () => {} }
}
