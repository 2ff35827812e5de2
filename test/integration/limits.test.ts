import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { type Channel, type Connection, type ConnectOptions, connect } from '../../src/index.ts'
import { deferred } from '../../src/util/deferred.ts'
import { eachBroker } from '../support/brokers.ts'

const MIB = 1024 * 1024
const MILLION = 1_000_000

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heapBytes(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

eachBroker((broker) => {
  async function using(
    options: ConnectOptions,
    body: (connection: Connection, channel: Channel, queue: string) => Promise<void>,
  ): Promise<void> {
    await using connection = await connect(broker.url, options)
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: true })
    await body(connection, channel, queue)
  }

  /** Publishes a body and returns what comes back. */
  async function roundTrip(connection: Connection, queue: string, body: Uint8Array): Promise<Buffer> {
    await using publisher = await connection.createPublisher({ timeoutMs: 60_000 })
    await publisher.publish({ routingKey: queue }, undefined, body)
    for await (const delivery of connection.consume(queue, { noAck: true })) return delivery.body
    throw new Error('the queue is gone')
  }

  test(
    'a message of 128 MiB arrives whole',
    () =>
      using({ maxMessageBytes: 128 * MIB }, async (connection, _channel, queue) => {
        // RabbitMQ 4 takes 16 MiB unless told otherwise; it reads its limit once, at its start.
        await broker.rabbitmqctl?.('eval', `persistent_term:put(max_message_size, ${128 * MIB}).`)
        const body = Buffer.alloc(128 * MIB, 'a body that is no power of two long ')
        const received = await roundTrip(connection, queue, body)
        expect(received.length).toBe(body.length)
        expect(Buffer.compare(received, body)).toBe(0)
      }),
    120_000,
  )

  test('a message over the limit is refused from its header, which ends its channel and nothing else', () =>
    using({ maxMessageBytes: MIB }, async (connection, channel, queue) => {
      const consuming = await connection.openChannel()
      await consuming.basicConsume({ queue }, () => {})
      channel.basicPublish({ routingKey: queue }, undefined, Buffer.alloc(MIB + 1))
      expect(await consuming.closed).toMatchObject({
        code: 'CONTENT_TOO_LARGE',
        replyCode: 311,
        initiator: 'library',
      })
      expect((await channel.queueDeclare({ queue, passive: true })).queue).toBe(queue)
    }))

  // RabbitMQ 4.1 and later refuse less than 8,192.
  const smallest = broker.isRabbitMq && broker.major >= 4 ? 8192 : 4096
  test.each([smallest, 8192, 0])('a frame-max of %i holds in both directions', (frameMaxBytes) =>
    using({ frameMaxBytes }, async (connection, _channel, queue) => {
      expect(connection.tune.frameMaxBytes).toBe(frameMaxBytes === 0 ? 131_072 : frameMaxBytes)
      for (const size of [frameMaxBytes, 100_000]) {
        const body = Buffer.alloc(size, 'odd')
        expect(Buffer.compare(await roundTrip(connection, queue, body), body)).toBe(0)
      }
    }),
  )

  if (smallest > 4096) {
    test('a frame-max that the broker does not allow is refused, and the error says so', async () => {
      const refused = connect(broker.url, { frameMaxBytes: 4096 })
      await expect(refused).rejects.toThrow(/after tune: limits or virtual host were most likely refused/)
    })
  }

  test('a producer that ignores false meets the bound as an error, and the connection goes on', () =>
    using({ maxBufferedBytes: 4 * MIB }, async (_connection, channel) => {
      const body = Buffer.alloc(MIB)
      const flood = (): void => {
        while (true) channel.basicPublish({ routingKey: 'nowhere' }, undefined, body)
      }
      expect(flood).toThrow(
        expect.objectContaining({ code: 'BUFFER_FULL', scope: 'operation', retriable: true }),
      )
      await channel.drained()
      expect(channel.basicPublish({ routingKey: 'nowhere' }, undefined, 'small')).toBe(true)
    }))

  test(
    'a million confirmed publishes and acked deliveries leave the heap as it was',
    () =>
      using({}, async (connection, channel, queue) => {
        let acked = 0
        const all = deferred<void>()
        const consuming = await connection.openChannel()
        await consuming.basicQos({ prefetchCount: 1000 })
        await consuming.basicConsume({ queue }, (delivery) => {
          delivery.ack()
          if (++acked === MILLION) all.resolve()
        })
        const publisher = await connection.createPublisher({ maxOutstanding: 1000 })
        const before = heapBytes()
        for (let i = 0; i < MILLION; i++) {
          void publisher.publish({ routingKey: queue }, undefined, 'sixteen bytes ok')
          if (publisher.outstanding === 1000) await publisher.waitForConfirms()
        }
        await publisher.waitForConfirms()
        await all.promise
        expect((heapBytes() - before) / MIB).toBeLessThan(50)
        expect((await channel.queueDeclare({ queue, passive: true })).messageCount).toBe(0)
      }),
    600_000,
  )
})
