// A broker that goes away and comes back under the same address, for what clients do then.

import { startBroker } from '../../src/broker/index.ts'
import type { Broker } from './brokers.ts'
import { forwardTo } from './forwarder.ts'

export interface PassingBroker extends AsyncDisposable {
  readonly url: string
  /** Every connection breaks. Resolves when the next one can be made. */
  strike(): Promise<void>
}

/**
 * The embedded broker is stopped and started again, and has forgotten everything. The others belong to all tests: they
 * live on behind a forwarder that breaks the connections.
 */
export async function passing(broker: Broker): Promise<PassingBroker> {
  if (!broker.isEmbedded) {
    const forwarder = await forwardTo(broker.url)
    return {
      url: forwarder.url,
      strike: async () => forwarder.cut(),
      [Symbol.asyncDispose]: () => forwarder[Symbol.asyncDispose](),
    }
  }
  let own = await startBroker({ port: 0 })
  const { url, port } = own
  return {
    url,
    async strike() {
      await own.close()
      own = await startBroker({ port })
    },
    [Symbol.asyncDispose]: () => own.close(),
  }
}
