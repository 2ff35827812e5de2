// The embedded broker of this project, over TCP.

import { startBroker } from '../../src/broker/index.ts'
import type { HostedBroker } from './brokers-host.ts'
import { identify } from './brokers-probe.ts'

export async function start(): Promise<HostedBroker> {
  const broker = await startBroker({ port: 0 })
  const report = { name: 'embedded', url: broker.url, ...(await identify(broker.url)) }
  return { report, stop: () => broker.close() }
}
