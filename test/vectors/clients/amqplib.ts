import { once } from 'node:events'
import { type Channel, connect } from 'amqplib'

const QUEUE = 'vectors.amqplib'
const EXCHANGE = 'vectors.amqplib.topic'
const REPLIES = 'amq.rabbitmq.reply-to'

/** Every type that amqplib can write into a table. */
const HEADERS = {
  text: 'grüß dich, 兎',
  empty: '',
  yes: true,
  small: 42,
  negative: -70_000,
  word: 40_000,
  large: 5_000_000_000,
  fraction: 1.5,
  nothing: null,
  bytes: Buffer.from([0, 1, 0xfe, 0xff]),
  list: [1, 'two', [3, { four: 4 }], null, true],
  table: { inner: { innermost: 'deep' }, beside: -7 },
  int8: { '!': 'int8', value: -128 },
  uint8: { '!': 'uint8', value: 255 },
  int16: { '!': 'int16', value: -32_768 },
  uint16: { '!': 'uint16', value: 65_535 },
  int32: { '!': 'int32', value: -2_147_483_648 },
  uint32: { '!': 'uint32', value: 4_294_967_295 },
  int64: { '!': 'int64', value: -4_294_967_296 },
  float: { '!': 'float', value: 0.25 },
  double: { '!': 'double', value: 0.1 },
  time: { '!': 'timestamp', value: 1_709_208_000 },
  decimal: { '!': 'decimal', value: { digits: 12_345, places: 2 } },
}

/** All that amqplib can say, over one connection. */
export async function converse(url: string): Promise<void> {
  const connection = await connect(`${url}?frameMax=8192&heartbeat=30`)
  await declareAndConsume(await connection.createChannel())
  const confirms = await connection.createConfirmChannel()
  await confirms.assertQueue(QUEUE, { exclusive: true })
  const returned = once(confirms, 'return')
  confirms.publish('', `${QUEUE}.nowhere`, Buffer.from('lost'), { mandatory: true })
  for (let i = 0; i < 5; i++)
    confirms.sendToQueue(QUEUE, Buffer.from(`confirmed ${i}`), { messageId: `${i}` })
  await Promise.all([confirms.waitForConfirms(), returned])
  await confirms.purgeQueue(QUEUE)
  await confirms.close()
  await connection.updateSecret(Buffer.from('guest'), 'a reason')
  await fail(await connection.createChannel())
  await connection.close()
}

async function declareAndConsume(channel: Channel): Promise<void> {
  await channel.assertExchange(EXCHANGE, 'topic', { autoDelete: true, alternateExchange: 'amq.fanout' })
  await channel.assertExchange(`${EXCHANGE}.inner`, 'headers', { internal: true, durable: false })
  await channel.bindExchange(`${EXCHANGE}.inner`, EXCHANGE, 'inner.#', { 'x-match': 'all', n: 1 })
  await channel.assertQueue(QUEUE, {
    exclusive: true,
    durable: false,
    messageTtl: 600_000,
    expires: 600_000,
    maxLength: 100,
    maxPriority: 5,
    deadLetterExchange: 'amq.fanout',
    deadLetterRoutingKey: 'dead',
    arguments: { 'x-overflow': 'drop-head' },
  })
  await channel.bindQueue(QUEUE, EXCHANGE, 'a.*.c')
  await channel.bindQueue(QUEUE, 'amq.headers', '', { 'x-match': 'any', small: 42, text: 'x' })
  channel.publish('amq.headers', 'rich', Buffer.from('hello'), {
    contentType: 'text/plain',
    contentEncoding: 'identity',
    headers: HEADERS,
    deliveryMode: 2,
    priority: 3,
    correlationId: 'correlation',
    replyTo: 'somewhere',
    expiration: '60000',
    messageId: 'message-1',
    timestamp: 1_709_208_000,
    type: 'order.created',
    userId: 'guest',
    appId: 'vectors',
    CC: [`${EXCHANGE}.cc`],
  })
  channel.publish(EXCHANGE, 'a.b.c', Buffer.alloc(0))
  channel.sendToQueue(QUEUE, Buffer.alloc(20_000, 'frames '))
  await channel.prefetch(10)
  await channel.prefetch(5, true)
  const got = await channel.get(QUEUE)
  if (got !== false) channel.nack(got)
  let left = 4
  await new Promise<void>((resolve, reject) => {
    channel
      .consume(
        QUEUE,
        (message) => {
          if (message === null) return reject(new Error('cancelled by the broker'))
          left--
          if (left === 3) channel.reject(message, true)
          else if (left === 0) channel.ack(message, true)
          if (left === 0) resolve()
        },
        { consumerTag: 'hare', arguments: { 'x-priority': 1 } },
      )
      .catch(reject)
  })
  await channel.cancel('hare')
  await channel.recover()
  await channel.get(QUEUE)
  await call(channel)
  await channel.unbindQueue(QUEUE, EXCHANGE, 'a.*.c')
  await channel.unbindExchange(`${EXCHANGE}.inner`, EXCHANGE, 'inner.#', { 'x-match': 'all', n: 1 })
  await channel.deleteExchange(`${EXCHANGE}.inner`)
  await channel.checkQueue(QUEUE)
  await channel.deleteQueue(QUEUE, { ifUnused: true, ifEmpty: true })
  await channel.close()
}

/** A call over direct reply-to, which the caller itself answers. */
async function call(channel: Channel): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const begin = async (): Promise<void> => {
      await channel.consume(REPLIES, () => resolve(), { noAck: true })
      channel.sendToQueue(QUEUE, Buffer.from('21'), { correlationId: '7', replyTo: REPLIES })
      let request = await channel.get(QUEUE, { noAck: true })
      while (request === false) request = await channel.get(QUEUE, { noAck: true })
      const { correlationId, replyTo } = request.properties as { correlationId: string; replyTo: string }
      channel.sendToQueue(replyTo, Buffer.from('42'), { correlationId })
    }
    begin().catch(reject)
  })
}

async function fail(channel: Channel): Promise<void> {
  channel.on('error', () => {})
  await channel.checkQueue(`${QUEUE}.missing`).catch(() => {})
}
