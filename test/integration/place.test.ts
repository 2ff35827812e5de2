import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Channel, type Connection, connect } from '../../src/index.ts'
import { eachBroker } from '../support/brokers.ts'

/** The frame of a stack that names this function. */
function frameOf(error: unknown, functionName: string): string | undefined {
  return (error as Error).stack?.split('\n').find((frame) => frame.includes(functionName))
}

eachBroker((broker) => {
  async function using(body: (channel: Channel, connection: Connection) => Promise<void>): Promise<void> {
    await using connection = await connect(broker.url)
    await body(await connection.openChannel(), connection)
  }

  test('a queue that is not there: the error shows who asked for it', () =>
    using(async (channel) => {
      function lookForQueue() {
        return channel.queueDeclare({ queue: 'place.absent', passive: true })
      }
      function declareOther() {
        return channel.queueDeclare({ exclusive: true })
      }
      const [other, error] = await Promise.all([declareOther(), lookForQueue().catch((reason) => reason)])
      expect(other.queue).not.toBe('')
      expect(error).toMatchObject({ code: 'NOT_FOUND' })
      expect(frameOf(error, 'lookForQueue')).toContain('place.test.ts')
      expect(frameOf(error, 'declareOther')).toBeUndefined()
    }))

  test('a queue with other properties: the error shows who declared it', () =>
    using(async (channel) => {
      const queue = `place.${randomUUID()}`
      await channel.queueDeclare({ queue, exclusive: true })
      async function declareAgain() {
        await channel.queueDeclare({ queue, exclusive: true, autoDelete: true })
      }
      const error = await declareAgain().catch((reason) => reason)
      expect(error).toMatchObject({ code: 'PRECONDITION_FAILED' })
      expect(frameOf(error, 'declareAgain')).toContain('place.test.ts')
    }))

  test('a call that ends the connection: the error shows who made it', async () => {
    const connection = await connect(broker.url)
    const channel = await connection.openChannel()
    async function declareUnknownType() {
      await channel.exchangeDeclare({ exchange: 'place.unknown', type: 'nonsense' })
    }
    const error = await declareUnknownType().catch((reason) => reason)
    // RabbitMQ 4 ends the channel only.
    expect(error).toMatchObject({ replyCode: broker.major >= 4 ? 406 : 503 })
    expect(frameOf(error, 'declareUnknownType')).toContain('place.test.ts')
    await connection.close()
  })

  test('what takes several calls shows who began it: a consumer, a loop', () =>
    using(async (_channel, connection) => {
      function consumeAbsent() {
        return connection.createConsumer({ queue: 'place.absent' }, () => {})
      }
      async function loopOverAbsent() {
        for await (const delivery of connection.consume('place.absent')) delivery.ack()
      }
      const consumed = await consumeAbsent().catch((reason) => reason)
      expect(consumed).toMatchObject({ code: 'NOT_FOUND', method: 'basic.consume' })
      expect(frameOf(consumed, 'consumeAbsent')).toContain('place.test.ts')
      const looped = await loopOverAbsent().catch((reason) => reason)
      expect(looped).toMatchObject({ code: 'NOT_FOUND', method: 'basic.consume' })
      expect(frameOf(looped, 'loopOverAbsent')).toContain('place.test.ts')
    }))
})
