// A connection that comes back, to brokers in memory that come and go.

import { onTestFinished } from 'vitest'
import { Broker, type BrokerOptions } from '../../src/broker/index.ts'
import { type ConnectOptions, connect, type RecoveryOptions } from '../../src/index.ts'
import { memoryPair } from '../../src/transport/memory.ts'
import type { Transport } from '../../src/transport/transport.ts'

/** A place where a broker is, most of the time. */
export class Place {
  broker: Broker | undefined = new Broker()
  /** How many streams were opened. */
  dialled: number = 0

  readonly transport = (): Transport => {
    this.dialled++
    if (this.broker !== undefined) return this.broker.transport()
    const [near, far] = memoryPair()
    far.destroy()
    return near
  }

  /** The broker goes; another one with these options comes, unless there is to be none. */
  async strike(next: BrokerOptions | false = {}): Promise<void> {
    const { broker } = this
    this.broker = next === false ? undefined : new Broker(next)
    await broker?.close()
  }
}

export async function scene(recovery: RecoveryOptions = {}, options: ConnectOptions = {}) {
  const place = new Place()
  const connection = await connect({
    transport: place.transport,
    recovery: { minDelayMs: 1, maxDelayMs: 5, ...recovery },
    ...options,
  })
  onTestFinished(async () => {
    await connection.close()
    await place.broker?.close()
  })
  return { place, connection }
}
