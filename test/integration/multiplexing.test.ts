import { expect, test } from 'vitest'
import { type Channel, connect } from '../../src/index.ts'
import { deferred } from '../../src/util/deferred.ts'
import { eachBroker } from '../support/brokers.ts'

const CHANNELS = 2_000
const MESSAGES_EACH = 5

eachBroker((broker) => {
  test('2,000 channels publish and consume interleaved, and nothing is lost or mixed up', async () => {
    await using connection = await connect(broker.url)
    const channels = await Promise.all(Array.from({ length: CHANNELS }, () => connection.openChannel()))
    const [first] = channels as [Channel]
    const exchange = `wirehare.interleaved.${Math.trunc(performance.now())}`
    await first.exchangeDeclare({ exchange, type: 'direct', autoDelete: true })

    const received: string[][] = channels.map(() => [])
    let missing = CHANNELS * MESSAGES_EACH
    const all = deferred<void>()
    await Promise.all(
      channels.map(async (channel, index) => {
        const { queue } = await channel.queueDeclare({ exclusive: true })
        await channel.queueBind({ queue, exchange, routingKey: String(index) })
        await channel.basicConsume({ queue }, (delivery) => {
          received[index]?.push(delivery.text())
          delivery.ack()
          if (--missing === 0) all.resolve()
        })
      }),
    )
    // Each channel publishes for its neighbour, so that every frame of content has others around it. Long bodies take
    // several frames.
    for (let round = 0; round < MESSAGES_EACH; round++) {
      channels.forEach((channel, index) => {
        const target = (index + 1) % CHANNELS
        const body = `${target}:${round}`.padEnd(round === 0 && index % 100 === 0 ? 200_000 : 10)
        channel.basicPublish({ exchange, routingKey: String(target) }, undefined, body)
      })
    }
    await all.promise
    const expected = channels.map((_, index) =>
      Array.from({ length: MESSAGES_EACH }, (_, round) => `${index}:${round}`),
    )
    expect(received.map((bodies) => bodies.map((body) => body.trimEnd()))).toEqual(expected)
  }, 120_000)
})
