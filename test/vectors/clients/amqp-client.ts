import { type AMQPBaseClient, type AMQPChannel, AMQPClient } from '@cloudamqp/amqp-client'

const QUEUE = 'vectors.amqp-client'
const EXCHANGE = 'vectors.amqp-client.fanout'
const REPLIES = 'amq.rabbitmq.reply-to'

/** Every type that amqp-client can write into a table. */
const HEADERS = {
  text: 'grüß dich, 兎',
  empty: '',
  yes: true,
  small: 42,
  negative: -70_000,
  large: 5_000_000_000,
  beyond: 2n ** 60n,
  fraction: 1.5,
  nothing: null,
  bytes: Uint8Array.of(0, 1, 0xfe, 0xff),
  time: new Date('2024-02-29T12:00:00Z'),
  list: [1, 'two', [3, { four: 4 }], null, true],
  table: { inner: { innermost: 'deep' }, beside: -7 },
}

/** All that amqp-client can say, over one connection. */
export async function converse(url: string): Promise<void> {
  const connection = await new AMQPClient(`${url}?name=vectors&frameMax=8192&heartbeat=30`).connect()
  await declareAndConsume(await connection.channel())
  await transact(await connection.channel())
  await confirm(await connection.channel())
  await fail(connection)
  await connection.close('goodbye')
}

async function declareAndConsume(channel: AMQPChannel): Promise<void> {
  await channel.exchangeDeclare(
    EXCHANGE,
    'fanout',
    { autoDelete: true },
    { 'alternate-exchange': 'amq.fanout' },
  )
  await channel.exchangeDeclare(`${EXCHANGE}.inner`, 'topic', { durable: false, internal: true })
  await channel.exchangeBind(`${EXCHANGE}.inner`, EXCHANGE, 'inner.#', { n: 1 })
  await channel.queueDeclare(
    QUEUE,
    { exclusive: true, durable: false },
    { 'x-max-length': 100, 'x-max-priority': 5 },
  )
  await channel.queueBind(QUEUE, EXCHANGE, '')
  await channel.queueBind(QUEUE, 'amq.headers', '', { 'x-match': 'any', small: 42, text: 'x' })
  await channel.basicPublish('amq.headers', 'rich', 'hello', {
    contentType: 'text/plain',
    contentEncoding: 'identity',
    headers: HEADERS,
    deliveryMode: 2,
    priority: 3,
    correlationId: 'correlation',
    replyTo: 'somewhere',
    expiration: '60000',
    messageId: 'message-1',
    timestamp: new Date('2024-02-29T12:00:00Z'),
    type: 'order.created',
    userId: 'guest',
    appId: 'vectors',
  })
  await channel.basicPublish(EXCHANGE, '', null)
  await channel.basicPublish('', QUEUE, Buffer.alloc(20_000, 'frames '))
  await channel.basicQos(10)
  const got = await channel.basicGet(QUEUE, { noAck: false })
  if (got !== null) await channel.basicNack(got.deliveryTag, true)
  let left = 4
  await new Promise<void>((resolve, reject) => {
    channel
      .basicConsume(
        QUEUE,
        { noAck: false, tag: 'hare', args: { 'x-priority': 1 } },
        async ({ deliveryTag }) => {
          left--
          if (left === 3) await channel.basicReject(deliveryTag, true)
          if (left === 0) await channel.basicAck(deliveryTag, true)
          if (left === 0) resolve()
        },
      )
      .catch(reject)
  })
  await channel.basicCancel('hare')
  await channel.basicRecover(true)
  await channel.basicFlow(true)
  await channel.basicGet(QUEUE)
  await call(channel)
  await channel.queueUnbind(QUEUE, EXCHANGE, '')
  await channel.exchangeUnbind(`${EXCHANGE}.inner`, EXCHANGE, 'inner.#', { n: 1 })
  await channel.exchangeDelete(`${EXCHANGE}.inner`)
  await channel.queuePurge(QUEUE)
  await channel.queueDelete(QUEUE, { ifUnused: true, ifEmpty: true })
  await channel.close('goodbye')
}

async function transact(channel: AMQPChannel): Promise<void> {
  await channel.queueDeclare(QUEUE, { exclusive: true })
  await channel.txSelect()
  await channel.basicPublish('', QUEUE, 'committed')
  const committed = channel.txCommit()
  await committed
  await channel.basicPublish('', QUEUE, 'taken back')
  await channel.txRollback()
  await channel.close()
}

async function confirm(channel: AMQPChannel): Promise<void> {
  await channel.confirmSelect()
  const publishes = Array.from({ length: 5 }, (_, i) => channel.basicPublish('', QUEUE, `confirmed ${i}`))
  channel.onReturn = () => {}
  publishes.push(channel.basicPublish('', `${QUEUE}.nowhere`, 'lost', {}, true))
  await Promise.all(publishes)
  await channel.close()
}

/** A call over direct reply-to, which the caller itself answers. */
async function call(channel: AMQPChannel): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const begin = async (): Promise<void> => {
      await channel.basicConsume(REPLIES, { noAck: true }, () => resolve())
      await channel.basicPublish('', QUEUE, '21', { correlationId: '7', replyTo: REPLIES })
      let request = await channel.basicGet(QUEUE)
      while (request === null) request = await channel.basicGet(QUEUE)
      const { correlationId, replyTo } = request.properties as { correlationId: string; replyTo: string }
      await channel.basicPublish('', replyTo, '42', { correlationId })
    }
    begin().catch(reject)
  })
}

async function fail(connection: AMQPBaseClient): Promise<void> {
  const channel = await connection.channel()
  await channel.queueDeclare(`${QUEUE}.missing`, { passive: true }).catch(() => {})
}
