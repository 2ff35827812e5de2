import { once } from 'node:events'
import { type Channel, Connection } from 'rabbitmq-client'

const QUEUE = 'vectors.rabbitmq-client'
const EXCHANGE = 'vectors.rabbitmq-client.direct'

/** Every type that rabbitmq-client can write into a table. */
const HEADERS = {
  text: 'grüß dich, 兎',
  empty: '',
  yes: true,
  small: 42,
  negative: -70_000,
  word: 40_000,
  large: 5_000_000_000,
  beyond: 2n ** 60n,
  fraction: 1.5,
  nothing: null,
  list: [1, 'two', [3, { four: 4 }], null, true],
  table: { inner: { innermost: 'deep' }, beside: -7 },
}

/** All that rabbitmq-client can say, over one connection. */
export async function converse(url: string): Promise<void> {
  const connection = new Connection({ url, frameMax: 8192, heartbeat: 30, connectionName: 'vectors' })
  connection.on('error', () => {})
  const channel = await connection.acquire()
  await declareAndConsume(channel)
  await channel.close()
  await transact(await connection.acquire())
  await confirm(await connection.acquire())
  const failing = await connection.acquire()
  failing.on('error', () => {})
  await failing.queueDeclare({ queue: `${QUEUE}.missing`, passive: true }).catch(() => {})
  await call(connection)
  await connection.close()
}

async function declareAndConsume(channel: Channel): Promise<void> {
  await channel.exchangeDeclare({
    exchange: EXCHANGE,
    type: 'direct',
    autoDelete: true,
    arguments: { 'alternate-exchange': 'amq.fanout' },
  })
  await channel.exchangeDeclare({ exchange: `${EXCHANGE}.inner`, type: 'fanout', internal: true })
  await channel.exchangeBind({ destination: `${EXCHANGE}.inner`, source: EXCHANGE, routingKey: 'inner' })
  await channel.queueDeclare({
    queue: QUEUE,
    exclusive: true,
    arguments: { 'x-max-length': 100, 'x-queue-mode': 'lazy', 'x-single-active-consumer': false },
  })
  await channel.queueBind({ queue: QUEUE, exchange: EXCHANGE, routingKey: 'key' })
  await channel.queueBind({
    queue: QUEUE,
    exchange: 'amq.headers',
    arguments: { 'x-match': 'any', small: 42, text: 'x' },
  })
  await channel.basicPublish(
    {
      exchange: 'amq.headers',
      routingKey: 'rich',
      contentType: 'text/plain',
      contentEncoding: 'identity',
      headers: HEADERS,
      durable: true,
      priority: 3,
      correlationId: 'correlation',
      replyTo: 'somewhere',
      expiration: '60000',
      messageId: 'message-1',
      timestamp: 1_709_208_000,
      type: 'order.created',
      userId: 'guest',
      appId: 'vectors',
    },
    Buffer.from('hello'),
  )
  await channel.basicPublish({ exchange: EXCHANGE, routingKey: 'key' }, Buffer.alloc(0))
  await channel.basicPublish(QUEUE, { an: 'object', list: [1, 2, 3] })
  await channel.basicPublish(QUEUE, Buffer.alloc(20_000, 'frames '))
  await channel.basicQos({ prefetchCount: 10 })
  const got = await channel.basicGet({ queue: QUEUE })
  if (got !== undefined) channel.basicNack({ deliveryTag: got.deliveryTag, requeue: true })
  let left = 4
  await new Promise<void>((resolve, reject) => {
    channel
      .basicConsume({ queue: QUEUE, consumerTag: 'hare' }, ({ deliveryTag }) => {
        left--
        if (left === 0) channel.basicAck({ deliveryTag, multiple: true })
        if (left === 0) resolve()
      })
      .catch(reject)
  })
  await channel.basicCancel('hare')
  await channel.basicRecover({ requeue: true })
  await channel.basicGet(QUEUE)
  await channel.queueUnbind({ queue: QUEUE, exchange: EXCHANGE, routingKey: 'key' })
  await channel.exchangeUnbind({ destination: `${EXCHANGE}.inner`, source: EXCHANGE, routingKey: 'inner' })
  await channel.exchangeDelete({ exchange: `${EXCHANGE}.inner` })
  await channel.queuePurge(QUEUE)
  await channel.queueDelete({ queue: QUEUE, ifUnused: true, ifEmpty: true })
}

async function transact(channel: Channel): Promise<void> {
  await channel.queueDeclare({ queue: QUEUE, exclusive: true })
  await channel.txSelect()
  await channel.basicPublish(QUEUE, 'committed')
  await channel.txCommit()
  await channel.basicPublish(QUEUE, 'taken back')
  await channel.txRollback()
  await channel.close()
}

async function confirm(channel: Channel): Promise<void> {
  await channel.confirmSelect()
  const returned = once(channel, 'basic.return')
  const publishes = Array.from({ length: 5 }, (_, i) => channel.basicPublish(QUEUE, `confirmed ${i}`))
  publishes.push(channel.basicPublish({ routingKey: `${QUEUE}.nowhere`, mandatory: true }, 'lost'))
  await Promise.all([...publishes, returned])
  await channel.close()
}

/** A call over direct reply-to, which a consumer answers. */
async function call(connection: Connection): Promise<void> {
  const consumer = connection.createConsumer(
    { queue: `${QUEUE}.calls`, queueOptions: { exclusive: true }, qos: { prefetchCount: 1 } },
    async (_message, reply) => reply('42'),
  )
  await once(consumer, 'ready')
  const client = connection.createRPCClient({ confirm: false })
  await client.send(`${QUEUE}.calls`, '21')
  await client.close()
  await consumer.close()
}
