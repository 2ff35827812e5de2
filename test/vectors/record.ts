/**
 * Records the session that stands in this folder, from a broker of your own:
 *
 *     npx tsx test/vectors/record.ts amqp://guest:guest@localhost:5672 > test/vectors/session-….json
 */
import { type Channel, connect, Explicit, type FieldTable } from '../../src/index.ts'

const QUEUE = 'wirehare.session'
const BODY_BYTES = 9000

const headers: FieldTable = {
  text: 'grüß dich, 兎',
  empty: '',
  '': 'a name of no length',
  yes: true,
  no: false,
  small: 42,
  negative: -1,
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

const target = process.argv[2] ?? 'amqp://guest:guest@localhost'
const pieces: [direction: 'in' | 'out', hex: string][] = []

// The smallest frame-max that every RabbitMQ agrees to, so that a body of a few pages makes two frames.
const connection = await connect(target, {
  frameMaxBytes: 8192,
  clientProperties: { platform: 'a recording' },
  tap: (direction, bytes) => {
    const hex = Buffer.from(bytes).toString('hex')
    const last = pieces.at(-1)
    if (last?.[0] === direction) last[1] += hex
    else pieces.push([direction, hex])
  },
})
const { product, version } = connection.serverProperties
await converse(await connection.openChannel())
await connection.close()
console.log(
  [
    '{',
    `  "origin": "Recorded from ${String(product)} ${String(version)} by record.ts with the client's own tap: connect, declare, bind, publish, get, consume, ack, close.",`,
    '  "pieces": [',
    pieces.map((piece) => `    ${JSON.stringify(piece)}`).join(',\n'),
    '  ]',
    '}',
  ].join('\n'),
)

async function converse(channel: Channel): Promise<void> {
  await channel.queueDeclare({
    queue: QUEUE,
    exclusive: true,
    arguments: { 'x-max-length': 10, 'x-overflow': 'drop-head' },
  })
  await channel.queueBind({
    queue: QUEUE,
    exchange: 'amq.headers',
    arguments: { 'x-match': 'any', small: 42 },
  })
  await channel.confirmSelect()
  channel.basicPublish(
    { exchange: 'amq.headers', routingKey: 'rich', mandatory: true },
    {
      contentType: 'text/plain',
      contentEncoding: 'identity',
      headers,
      deliveryMode: 2,
      priority: 5,
      correlationId: 'correlation',
      replyTo: 'amq.gen-reply',
      expiration: '60000',
      messageId: 'message-1',
      timestamp: 1_709_208_000,
      type: 'order.created',
      userId: 'guest',
      appId: 'wirehare',
    },
    'hello',
  )
  channel.basicPublish({ routingKey: QUEUE }, undefined, '')
  channel.basicPublish({ routingKey: QUEUE }, { messageId: 'split' }, 'abcdefghi '.repeat(BODY_BYTES / 10))
  await channel.basicGet({ queue: QUEUE }).then((message) => message?.ack())
  await channel.basicQos({ prefetchCount: 10 })
  await new Promise<void>((resolve) => {
    void channel.basicConsume({ queue: QUEUE, consumerTag: 'hare' }, (delivery) => {
      delivery.ack()
      if (delivery.properties.messageId === 'split') resolve()
    })
  })
  await channel.basicCancel({ consumerTag: 'hare' })
  await channel.basicGet({ queue: QUEUE })
  await channel.queueDelete({ queue: QUEUE })
  await channel.close()
}
