// A connection that loses its broker again and again, and what tests need to see of it.

import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  type Channel,
  type Connection,
  type ConnectOptions,
  connect,
  type Delivery,
} from '../../src/index.ts'
import type { Broker } from './brokers.ts'
import { type Gate, gateTo } from './gate.ts'
import { Mailbox } from './mailbox.ts'
import { passing } from './outage.ts'

/** Back at once, for tests that have no time to lose. */
export const FAST = { minDelayMs: 10, maxDelayMs: 200 } as const

/** Resolves when the connection is back from the loss that is about to come. */
export async function recovered(connection: Connection): Promise<void> {
  await once(connection, 'recovered')
}

/** Breaks a connection, and resolves when it is back. */
export async function strikeWith(connection: Connection, strike: () => unknown): Promise<void> {
  const back = recovered(connection)
  await strike()
  await back
}

export interface Scene {
  readonly connection: Connection
  readonly url: string
  /** Breaks the connection, and resolves when it is back. The embedded broker has forgotten everything by then. */
  strike(): Promise<void>
  /** A name of one's own, for a queue or an exchange that is deleted after the test. */
  name(what: string): string
}

/** A connection to a broker that can be made to break it; all that was given a name is deleted after the test. */
export async function withStrikes(
  broker: Broker,
  body: (scene: Scene) => Promise<void>,
  options: ConnectOptions = {},
): Promise<void> {
  await using outage = await passing(broker)
  await using connection = await connect(outage.url, { recovery: FAST, ...options })
  await withNames(outage.url, (name) => {
    const strike = (): Promise<void> => strikeWith(connection, () => outage.strike())
    return body({ connection, url: outage.url, strike, name })
  })
}

export interface GateScene extends Scene {
  readonly gate: Gate
}

/** The same behind a gate. The broker remembers, the embedded one too; `url` leads to it without the gate. */
export async function withGate(
  broker: Broker,
  body: (scene: GateScene) => Promise<void>,
  options: ConnectOptions = {},
): Promise<void> {
  await using gate = await gateTo(broker.url)
  await using connection = await connect(gate.url, { recovery: FAST, ...options })
  await withNames(broker.url, (name) => {
    const strike = (): Promise<void> => strikeWith(connection, () => gate.cut())
    return body({ connection, url: broker.url, strike, name, gate })
  })
}

/** Gives names, and deletes the queues and exchanges that have them. */
export async function withNames(
  url: string,
  body: (name: (what: string) => string) => Promise<void>,
): Promise<void> {
  const names: string[] = []
  try {
    await body((what) => {
      const name = `recovery.${what}.${randomUUID()}`
      names.push(name)
      return name
    })
  } finally {
    await using connection = await connect(url, { recovery: false })
    for (const name of names) {
      for (const method of ['queueDelete', 'exchangeDelete'] as const) {
        // Each may be locked or missing: a channel of its own for each.
        const channel = await connection.openChannel()
        const args = { queue: name, exchange: name }
        await channel[method](args).catch(() => {})
        await channel.close()
      }
    }
  }
}

/** What arrives at a consumer of its own, which is fed by a queue without acks. */
export async function consumedBy(
  channel: Channel,
  queue: string,
  options: { readonly consumerTag?: string; readonly noAck?: boolean } = {},
): Promise<Mailbox<Delivery> & { readonly consumerTag: string }> {
  const mailbox = new Mailbox<Delivery>()
  const { consumerTag } = await channel.basicConsume({ queue, noAck: true, ...options }, mailbox.put)
  return Object.assign(mailbox, { consumerTag })
}

/** Publishes and waits until all of it is in the queues. */
export async function publishAll(
  connection: Connection,
  messages: readonly (readonly [
    args: { exchange?: string; routingKey?: string },
    body: string,
    headers?: object,
  ])[],
): Promise<void> {
  await using publisher = await connection.createPublisher()
  await Promise.all(
    messages.map(([args, body, headers]) =>
      publisher.publish(args, headers && { headers: { ...headers } as Record<string, string> }, body),
    ),
  )
}
