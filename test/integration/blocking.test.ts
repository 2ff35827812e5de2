// What publishers are told when a broker is short of memory: RabbitMQ with an alarm, the embedded broker at its limit.

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Broker as EmbeddedBroker } from '../../src/broker/index.ts'
import { type Received, ScriptedClient } from '../../src/conform/scripted-client.ts'
import { confirmSelect, queueDeclare, queuePurge } from '../../src/generated/methods.ts'
import { eachControlledBroker } from '../support/brokers.ts'

const capabilities = { 'connection.blocked': true, 'basic.nack': true, publisher_confirms: true }

/** The next thing that is no confirm. */
async function nextOf(client: ScriptedClient): Promise<Received> {
  for (;;) {
    const next = await client.next()
    if (next.name !== 'basic.ack') return next
  }
}

/**
 * Publishes until the broker is short of memory, and on, and says what was told to whom.
 * @param relieve ends the shortage
 */
async function play(
  open: () => Promise<ScriptedClient>,
  queue: string,
  relieve: (other: ScriptedClient) => Promise<unknown>,
): Promise<string[]> {
  await using publisher = await open()
  await using other = await open()
  await other.call(1, queueDeclare, { queue, exclusive: true })
  await publisher.call(1, confirmSelect, {})
  const told: string[] = []
  const note = (who: string, { name, fields }: Received): void => {
    told.push(`${who}: ${name} ${fields.reason ?? ''}`.trim())
  }
  let next: Received
  do {
    publisher.publish(1, { routingKey: queue }, 'x')
    next = await publisher.next()
  } while (next.name === 'basic.ack')
  note('publisher', next)
  publisher.send(1, confirmSelect, {})
  // Who does not publish is served, and not told.
  note('other', await other.call(1, queueDeclare, { queue, passive: true }))
  await relieve(other)
  // What was sent meanwhile is heard after that.
  note('publisher', await nextOf(publisher))
  note('publisher', await nextOf(publisher))
  return told
}

eachControlledBroker((broker) => {
  test('who publishes is blocked and unblocked as by the embedded broker, and nobody else', async () => {
    const limit = (fraction: string): Promise<string> | undefined =>
      broker.rabbitmqctl('set_vm_memory_high_watermark', fraction)
    await using embedded = new EmbeddedBroker({ maxReadyBytes: 10 })
    const expected = await play(
      () => ScriptedClient.open(embedded.transport(), { capabilities }),
      'q',
      (other) => other.call(1, queuePurge, { queue: 'q' }),
    )
    expect(expected).toEqual([
      'publisher: connection.blocked low on memory',
      'other: queue.declare-ok',
      'publisher: connection.unblocked',
      'publisher: confirm.select-ok',
    ])
    await limit('0.0000001')
    try {
      const queue = `blocking-${randomUUID()}`
      const told = await play(
        () => ScriptedClient.open(broker.url, { capabilities }),
        queue,
        async () => limit('0.4'),
      )
      expect(told).toEqual(expected)
    } finally {
      await limit('0.4')
    }
  })
})
