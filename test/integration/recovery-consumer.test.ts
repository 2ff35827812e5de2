// Consumers, loops and RPC over losses of their connection.

import { once } from 'node:events'
import { expect, test } from 'vitest'
import {
  type Connection,
  connect,
  type Delivery,
  OutcomeUnknownError,
  type RpcClientOptions,
  TimeoutError,
} from '../../src/index.ts'
import { deferred } from '../../src/util/deferred.ts'
import { eachBroker } from '../support/brokers.ts'
import { Mailbox } from '../support/mailbox.ts'
import { FAST, publishAll, recovered, type Scene, withGate, withStrikes } from '../support/recovering.ts'

eachBroker((broker) => {
  /** A durable queue with the messages 1 to `count`. */
  async function filled({ connection, name }: Scene, count: number): Promise<string> {
    const queue = name('consumed')
    await (await connection.openChannel()).queueDeclare({ queue, durable: true })
    const messages = Array.from({ length: count }, (_, i) => [{ routingKey: queue }, `${i + 1}`] as const)
    await publishAll(connection, messages)
    return queue
  }

  /** What a queue has still, and how many consume it. */
  async function stateOf(
    connection: Connection,
    queue: string,
  ): Promise<[messages: number, consumers: number]> {
    const channel = await connection.openChannel()
    const { messageCount, consumerCount } = await channel.queueDeclare({ queue, passive: true })
    await channel.close()
    return [messageCount, consumerCount]
  }

  test('a consumer of four at a time goes on over losses, and handles each message at least once', () =>
    withGate(broker, async (scene) => {
      const COUNT = 400
      const { connection, gate } = scene
      const queue = await filled(scene, COUNT)
      const acked = new Set<string>()
      const done = deferred<void>()
      let [running, most, losses, handled] = [0, 0, 0, 0]
      connection.on('lost', () => losses++)
      const handler = async (delivery: Delivery): Promise<void> => {
        most = Math.max(most, ++running)
        await new Promise(setImmediate)
        running--
        if (++handled % 100 === 0 && losses < 5) gate.cut()
        if (delivery.ack()) acked.add(delivery.text())
        if (acked.size === COUNT) done.resolve()
      }
      await using consumer = await connection.createConsumer({ queue, concurrency: 4, prefetch: 20 }, handler)
      const tag = consumer.consumerTag
      await done.promise
      // What was acked just before a loss may come once more.
      await expect.poll(() => stateOf(connection, queue)).toEqual([0, 1])
      expect(most).toBe(4)
      expect(losses).toBeGreaterThanOrEqual(4)
      expect(consumer.consumerTag).toBe(tag)
    }))

  test('a handler that is running when it is lost keeps its place; its message comes again', () =>
    withGate(broker, async (scene) => {
      const { connection, strike } = scene
      const queue = await filled(scene, 3)
      const begun = new Mailbox<[text: string, redelivered: boolean, end: () => void]>()
      const handler = (delivery: Delivery): Promise<void> =>
        new Promise((resolve) => begun.put([delivery.text(), delivery.redelivered, resolve]))
      await using _consumer = await connection.createConsumer({ queue }, handler)
      const [first, , endFirst] = await begun.next()
      await strike()
      // Wait until the broker has delivered again.
      await expect.poll(() => stateOf(connection, queue)).toEqual([0, 1])
      expect([first, begun.isEmpty]).toEqual(['1', true])
      endFirst()
      for (const expected of ['1', '2', '3']) {
        const [text, redelivered, end] = await begun.next()
        expect([text, redelivered]).toEqual([expected, true])
        end()
      }
      await expect.poll(() => stateOf(connection, queue)).toEqual([0, 1])
    }))

  test('closing a consumer while it is lost ends it, and it does not consume again', () =>
    withGate(broker, async (scene) => {
      const { connection, gate } = scene
      const queue = await filled(scene, 1)
      const running = deferred<() => void>()
      const consumer = await connection.createConsumer(
        { queue },
        () => new Promise<void>((resolve) => running.resolve(resolve)),
      )
      const end = await running.promise
      const [lost, back] = [once(connection, 'lost'), recovered(connection)]
      gate.shut()
      await lost
      const closed = consumer.close()
      end()
      await closed
      expect(await consumer.closed).toBeUndefined()
      gate.open()
      await back
      await expect.poll(() => stateOf(connection, queue)).toEqual([1, 0])
    }))

  test('a loop goes on over losses, and is left as ever', () =>
    withStrikes(broker, async ({ connection, strike, name }) => {
      const queue = name('looped')
      const channel = await connection.openChannel()
      await channel.queueDeclare({ queue, exclusive: true })
      const publish = (text: string): unknown => channel.basicPublish({ routingKey: queue }, undefined, text)
      publish('0')
      const texts: string[] = []
      for await (const delivery of connection.consume(queue)) {
        const round = texts.push(delivery.text())
        // Every other one is in hand while it is lost, and its ack comes too late.
        if (round % 2 === 0) delivery.ack()
        if (round === 6) break
        await strike()
        expect(delivery.isSettled || delivery.ack()).toBe(round % 2 === 0)
        // The message of a loop that is struck is gone with its exclusive queue.
        publish(`${round}`)
      }
      expect(texts).toEqual(Array.from({ length: 6 }, (_, i) => `${i}`))
      expect(await stateOf(connection, queue)).toEqual([0, 0])
    }))

  const ways: [string, RpcClientOptions][] = [
    ['direct reply-to', {}],
    ['an exclusive queue', { replyQueue: '' }],
  ]
  for (const [way, options] of ways) {
    test(`RPC over ${way} goes on, with client and server on the connection that is lost`, () =>
      withStrikes(broker, async ({ connection, strike, name }) => {
        const queue = name('rpc')
        await (await connection.openChannel()).queueDeclare({ queue, exclusive: true })
        await connection.createRpcServer({ queue }, (request) => request.text().toUpperCase())
        await using client = await connection.createRpcClient(options)
        const call = async (text: string): Promise<string> =>
          (await client.call({ routingKey: queue }, undefined, text)).text()
        expect(await call('before')).toBe('BEFORE')
        for (let round = 0; round < 3; round++) {
          await strike()
          expect(await Promise.all([call('a'), call('b')])).toEqual(['A', 'B'])
        }
        expect([client.outstanding, client.lateReplies]).toEqual([0, 0])
      }))

    test(`RPC over ${way}: a call under way is of unknown outcome, one made while it is lost waits`, () =>
      withGate(broker, async ({ connection, gate, url, name }) => {
        const queue = name('rpc')
        await using elsewhere = await connect(url, { recovery: FAST })
        await (await elsewhere.openChannel()).queueDeclare({ queue, durable: true })
        const requests = new Mailbox<[Delivery, (reply: string) => void]>()
        await elsewhere.createRpcServer(
          { queue, concurrency: 10 },
          (request) => new Promise<string>((resolve) => requests.put([request, resolve])),
        )
        await using client = await connection.createRpcClient(options)
        const call = (body: string, timeoutMs?: number): Promise<unknown> =>
          client.call({ routingKey: queue }, undefined, body, { timeoutMs }).then(
            (reply) => reply.text(),
            (error) => error,
          )
        const underWay = call('under way')
        const [, answer] = await requests.next()
        const [lost, back] = [once(connection, 'lost'), recovered(connection)]
        gate.shut()
        await lost
        expect(await underWay).toBeInstanceOf(OutcomeUnknownError)
        const [waiting, tooShort] = [call('waiting'), call('too short', 20)]
        expect(await tooShort).toBeInstanceOf(TimeoutError)
        gate.open()
        await back
        const [request, answerWaiting] = await requests.next()
        expect(request.text()).toBe('waiting')
        answer('too late')
        answerWaiting('in time')
        expect(await waiting).toBe('in time')
        expect(client.outstanding).toBe(0)
      }))
  }

  test('a server that is lost while it works handles the request again, and its caller gets one reply', () =>
    withGate(broker, async ({ connection, strike, url, name }) => {
      const queue = name('rpc')
      const begun = new Mailbox<() => void>()
      await (await connection.openChannel()).queueDeclare({ queue, durable: true })
      await connection.createRpcServer({ queue }, async (request) => {
        await new Promise<void>((resolve) => begun.put(resolve))
        return request.redelivered ? 'again' : 'first'
      })
      await using elsewhere = await connect(url)
      await using client = await elsewhere.createRpcClient()
      const reply = client.call({ routingKey: queue }, undefined, '')
      const end = await begun.next()
      await strike()
      end()
      const endAgain = await begun.next()
      endAgain()
      expect(['first', 'again']).toContain((await reply).text())
      await expect.poll(() => stateOf(elsewhere, queue)).toEqual([0, 1])
    }))
})
