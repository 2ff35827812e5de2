import { type Channel, type Connection, connect, Explicit, type FieldTable } from '../../../src/index.ts'

const QUEUE = 'vectors.wirehare'
const EXCHANGE = 'vectors.wirehare.topic'

/** Every type of a table. */
const HEADERS: FieldTable = {
  text: 'grüß dich, 兎',
  empty: '',
  '': 'a name of no length',
  yes: true,
  small: 42,
  large: 5_000_000_000,
  beyond: 2n ** 60n,
  fraction: 1.5,
  time: new Date('2024-02-29T12:00:00Z'),
  bytes: Uint8Array.of(0, 1, 0xfe, 0xff),
  nothing: null,
  list: [1, 'two', [3, { four: 4 }], null],
  table: { inner: { innermost: 'deep' }, beside: -7 },
  b: new Explicit('b', -128),
  B: new Explicit('B', 255),
  s: new Explicit('s', -32768),
  u: new Explicit('u', 65535),
  i: new Explicit('i', 4_294_967_295),
  f: new Explicit('f', 0.25),
  D: new Explicit('D', { scale: 2, unscaled: 12_345 }),
}

/** All that wirehare can say, over one connection. */
export async function converse(url: string): Promise<void> {
  const connection = await connect(url, {
    frameMaxBytes: 8192,
    heartbeatSeconds: 30,
    connectionName: 'vectors',
  })
  await declareAndConsume(await connection.openChannel())
  await transact(await connection.openChannel())
  await confirm(connection)
  await call(connection)
  const failing = await connection.openChannel()
  await failing.queueDeclare({ queue: `${QUEUE}.missing`, passive: true }).catch(() => {})
  await connection.updateSecret('guest', 'a reason')
  await connection.close()
}

async function declareAndConsume(channel: Channel): Promise<void> {
  await channel.exchangeDeclare({
    exchange: EXCHANGE,
    type: 'topic',
    autoDelete: true,
    arguments: { 'alternate-exchange': 'amq.fanout' },
  })
  await channel.exchangeDeclare({ exchange: `${EXCHANGE}.inner`, type: 'headers', internal: true })
  await channel.exchangeBind({
    destination: `${EXCHANGE}.inner`,
    source: EXCHANGE,
    routingKey: 'inner.#',
    arguments: { 'x-match': 'all', n: 1 },
  })
  await channel.queueDeclare({
    queue: QUEUE,
    exclusive: true,
    arguments: { 'x-max-length': 100, 'x-max-priority': 5, 'x-overflow': 'drop-head' },
  })
  await channel.queueBind({ queue: QUEUE, exchange: EXCHANGE, routingKey: 'a.*.c' })
  await channel.queueBind({
    queue: QUEUE,
    exchange: 'amq.headers',
    arguments: { 'x-match': 'any', small: 42 },
  })
  channel.basicPublish(
    { exchange: 'amq.headers', routingKey: 'rich', mandatory: true },
    {
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
    },
    'hello',
  )
  channel.basicPublish({ exchange: EXCHANGE, routingKey: 'a.b.c' }, undefined, '')
  channel.basicPublish({ routingKey: QUEUE }, { messageId: 'split' }, 'frames '.repeat(3000))
  await channel.basicQos({ prefetchCount: 10 })
  await channel.basicGet({ queue: QUEUE }).then((message) => message?.nack())
  let left = 4
  await new Promise<void>((resolve, reject) => {
    channel
      .basicConsume({ queue: QUEUE, consumerTag: 'hare', arguments: { 'x-priority': 1 } }, (delivery) => {
        left--
        if (left === 3) delivery.reject({ requeue: true })
        else if (left > 0) delivery.ack()
        else {
          channel.basicAck({ deliveryTag: 0, multiple: true })
          resolve()
        }
      })
      .catch(reject)
  })
  await channel.basicCancel({ consumerTag: 'hare' })
  await channel.basicRecover({ requeue: true })
  await channel.channelFlow({ active: true })
  await channel.basicGet({ queue: QUEUE })
  await channel.queueUnbind({ queue: QUEUE, exchange: EXCHANGE, routingKey: 'a.*.c' })
  await channel.exchangeUnbind({
    destination: `${EXCHANGE}.inner`,
    source: EXCHANGE,
    routingKey: 'inner.#',
    arguments: { 'x-match': 'all', n: 1 },
  })
  await channel.exchangeDelete({ exchange: `${EXCHANGE}.inner` })
  await channel.queuePurge({ queue: QUEUE })
  await channel.queueDelete({ queue: QUEUE, ifUnused: true, ifEmpty: true })
  await channel.close()
}

async function transact(channel: Channel): Promise<void> {
  await channel.queueDeclare({ queue: QUEUE, exclusive: true })
  await channel.txSelect()
  channel.basicPublish({ routingKey: QUEUE }, undefined, 'committed')
  await channel.txCommit()
  channel.basicPublish({ routingKey: QUEUE }, undefined, 'taken back')
  await channel.txRollback()
  await channel.close()
}

async function confirm(connection: Connection): Promise<void> {
  const publisher = await connection.createPublisher()
  const publishes = Array.from({ length: 5 }, (_, i) =>
    publisher.publish({ routingKey: QUEUE }, { messageId: `${i}` }, `confirmed ${i}`),
  )
  const lost = publisher.publish({ routingKey: `${QUEUE}.nowhere`, mandatory: true }, undefined, 'lost')
  await Promise.allSettled([...publishes, lost])
  await publisher.close()
}

async function call(connection: Connection): Promise<void> {
  const channel = await connection.openChannel()
  await channel.queueDeclare({ queue: `${QUEUE}.calls`, exclusive: true })
  await channel.basicConsume(
    { queue: `${QUEUE}.calls`, noAck: true },
    ({ properties: { replyTo, correlationId } }) => {
      channel.basicPublish({ routingKey: replyTo as string }, { correlationId }, '42')
    },
  )
  const client = await connection.createRpcClient()
  await client.call({ routingKey: `${QUEUE}.calls` }, undefined, '21')
  await client.close()
  await channel.close()
}
