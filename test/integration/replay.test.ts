// Recordings are sent to brokers once more: sessions that are kept, and what is recorded here and now.

import { createReadStream } from 'node:fs'
import { expect, test } from 'vitest'
import { type AmqpError, connect } from '../../src/index.ts'
import { type CaptureEvent, Recorder, type Recording, readCapture, replay } from '../../src/inspect/index.ts'
import { deferred } from '../../src/util/deferred.ts'
import { sessionEvents } from '../inspect/recorded.ts'
import { eachBroker } from '../support/brokers.ts'

const QUEUE = 'wirehare.replay'

function recordingNamed(name: string): Recording {
  return readCapture(
    createReadStream(new URL(`../../docs/reference/recordings/${name}.pcapng`, import.meta.url)),
  )
}

eachBroker((broker) => {
  /** Records what `play` does, and replays it. */
  async function again(play: (open: typeof connect) => Promise<void>, timeoutMs = 5000) {
    const events: CaptureEvent[] = []
    const recorder = new Recorder((event) => events.push(event))
    await play((options) => connect(broker.url, { ...(options as object), tap: recorder.tap() }))
    return { events, report: await replay(events, broker.url, { timeoutMs }) }
  }

  test.each(['session-rabbitmq-3.10', 'session-rabbitmq-4.3'])('%s', async (name) => {
    const { differences, skippedCommands } = await replay(sessionEvents(name), broker.url, {
      timeoutMs: 5000,
    })
    // The session has a message in the name of the user guest, and ends with a queue of its own.
    expect(differences.map(({ words }) => words)).toEqual([])
    expect(skippedCommands).toBe(0)
  })

  test.each(['amqplib', 'wirehare'])('a recording of %s is answered as it was', async (name) => {
    // RabbitMQ 4 says that a connection is closed before the exclusive queue of it, which both recordings name, is gone.
    await untilGone(broker.url, 'wirehare.same-work')
    const { differences, sentCommands } = await replay(recordingNamed(name), broker.url)
    expect(differences.map(({ words }) => words)).toEqual([])
    expect(sentCommands).toBeGreaterThan(200)
  })

  test('names and tags that the broker chose are translated: queues, consumers, direct replies', async () => {
    const { report, events } = await again(async (open) => {
      const server = await open()
      const client = await open()
      const channel = await server.openChannel()
      const { queue } = await channel.queueDeclare({ queue: '', exclusive: true })
      await channel.queueBind({ queue, exchange: 'amq.direct', routingKey: queue })
      await channel.basicConsume({ queue }, (request) => {
        channel.basicPublish(
          { routingKey: request.properties.replyTo as string },
          { correlationId: request.properties.correlationId as string },
          request.body,
        )
        request.ack()
      })
      const rpc = await client.createRpcClient()
      for (const text of ['one', 'two', 'three'])
        await rpc.call({ exchange: 'amq.direct', routingKey: queue }, {}, text)
      await rpc.close()
      await client.close()
      await server.close()
    })
    expect(report.differences.map(({ words }) => words)).toEqual([])
    expect(report.skippedCommands).toBe(0)
    expect(events.filter(({ kind }) => kind === 'open')).toHaveLength(2)
  })

  test('confirms, returns, refusals and settlements come as they came', async () => {
    const { report } = await again(async (open) => {
      const connection = await open()
      const publisher = await connection.createPublisher()
      const channel = await connection.openChannel()
      const { queue } = await channel.queueDeclare({ queue: '', exclusive: true })
      await publisher.publish({ routingKey: 'wirehare.nowhere', mandatory: true }, {}, 'back').catch(() => {})
      for (let i = 0; i < 20; i++) await publisher.publish({ routingKey: queue }, {}, `${i}`)
      const all = deferred<void>()
      let count = 0
      await channel.basicQos({ prefetchCount: 5 })
      await channel.basicConsume({ queue }, (delivery) => {
        count++
        if (count === 7) delivery.nack({ requeue: true })
        else if (count % 3 === 0) delivery.reject()
        else delivery.ack()
        if (count === 21) all.resolve()
      })
      await all.promise
      await channel.queuePurge({ queue: 'wirehare.missing' }).catch(() => {})
      await connection.close()
    })
    expect(report.differences.map(({ words }) => words)).toEqual([])
    expect(report.skippedCommands).toBe(0)
  })

  test('what the broker does otherwise is told, and nothing hangs', async () => {
    const url = broker.url
    await using connection = await connect(url)
    await using channel = await connection.openChannel()
    await channel.queueDeclare({ queue: QUEUE, durable: true })
    const publisher = await connection.createPublisher()
    await publisher.publish({ routingKey: QUEUE }, {}, 'only once')
    const { report } = await again(async (open) => {
      const other = await open()
      const gets = await other.openChannel()
      await (await gets.basicGet({ queue: QUEUE }))?.ack()
      await other.close()
    })
    await channel.queueDelete({ queue: QUEUE })
    expect(report.differences.map(({ kind, words }) => [kind, words])).toEqual([
      ['answer', 'basic.get-empty came in place of basic.get-ok'],
      ['skipped', 'basic.ack was not sent: no delivery came that stands for 1'],
      ['missing', 'a message was not delivered'],
    ])
  })
})

async function untilGone(url: string, queue: string): Promise<void> {
  await using connection = await connect(url)
  for (let code: string | undefined; code !== 'NOT_FOUND'; ) {
    const channel = await connection.openChannel()
    code = await channel.queueDeclare({ queue, passive: true }).then(
      () => undefined,
      (error: AmqpError) => error.code,
    )
  }
}
