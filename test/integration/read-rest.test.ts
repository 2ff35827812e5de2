// With rests between reads, what a broker sends is the same, over TCP and through a tap.

import { expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import { deferred } from '../../src/util/deferred.ts'
import { eachBroker } from '../support/brokers.ts'

const COUNT = 3000

/** Some are so large that they come in many reads. */
function textOf(i: number): string {
  return `${i} `.repeat(i % 500 === 0 ? 60_000 : 1 + (i % 40))
}

eachBroker((broker) => {
  test.each([
    ['deliveries without acks', { noAck: true }],
    ['deliveries that wait for acks', { prefetch: 100 }],
  ])('%s come whole and in order', async (_what, how) => {
    let taps = 0
    await using connection = await connect(broker.url, { readRestMs: 2, tap: () => taps++ })
    const publisher = await connection.createPublisher()
    const { queue } = await publisher.channel.queueDeclare({ exclusive: true })
    for (let i = 1; i <= COUNT; i++) {
      if (!publisher.basicPublish({ routingKey: queue }, undefined, textOf(i))) await publisher.drained()
    }
    await publisher.waitForConfirms()
    let seen = 0
    const done = deferred<void>()
    const consumer = await connection.createConsumer({ queue, ...how }, (delivery) => {
      seen++
      if (delivery.text() !== textOf(seen)) done.reject(new Error(`message ${seen} is another`))
      if (seen === COUNT) done.resolve()
    })
    await done.promise
    await consumer.close()
    expect((await publisher.channel.queueDeclare({ queue, passive: true })).messageCount).toBe(0)
    expect(taps).toBeGreaterThan(0)
  })
})
