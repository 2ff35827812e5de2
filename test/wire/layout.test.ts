/** Frames as the standard draws them, set down octet by octet by hand: no generator and no encoder had a part in these. */
import { describe, expect, it } from 'vitest'
import * as constants from '../../src/generated/constants.ts'
import {
  basicAck,
  basicConsume,
  basicDeliver,
  basicGetOk,
  basicNack,
  basicPublish,
  channelClose,
  channelOpen,
  channelOpenOk,
  confirmSelect,
  connectionClose,
  connectionOpen,
  connectionStart,
  connectionStartOk,
  connectionTuneOk,
  exchangeDeclare,
  queueBind,
  queueDeclare,
  queueDeclareOk,
} from '../../src/generated/methods.ts'
import {
  type BasicProperties,
  decodeBasicProperties,
  encodeBasicProperties,
} from '../../src/generated/properties.ts'
import * as frame from '../../src/wire/frame.ts'
import { FrameWriter } from '../../src/wire/frame-writer.ts'
import type { Method } from '../../src/wire/method.ts'
import { Reader } from '../../src/wire/reader.ts'
import { framesOf, readMethod } from './pipe.ts'

describe('the numbers of frames', () => {
  it('are those of the specification', () => {
    expect(frame.FRAME_METHOD).toBe(constants.FRAME_METHOD)
    expect(frame.FRAME_HEADER).toBe(constants.FRAME_HEADER)
    expect(frame.FRAME_BODY).toBe(constants.FRAME_BODY)
    expect(frame.FRAME_HEARTBEAT).toBe(constants.FRAME_HEARTBEAT)
    expect(frame.FRAME_END).toBe(constants.FRAME_END)
    expect(frame.FRAME_MIN_BYTES).toBe(constants.FRAME_MIN_SIZE)
  })

  it('are 1, 2, 3 and 8 for the types, 206 for the end and 4096 for the smallest frame-max', () => {
    const { FRAME_METHOD, FRAME_HEADER, FRAME_BODY, FRAME_HEARTBEAT, FRAME_END, FRAME_MIN_BYTES } = frame
    expect([FRAME_METHOD, FRAME_HEADER, FRAME_BODY, FRAME_HEARTBEAT]).toEqual([1, 2, 3, 8])
    expect([FRAME_END, FRAME_MIN_BYTES, frame.FRAME_PREFIX_BYTES, frame.FRAME_OVERHEAD_BYTES]).toEqual([
      206, 4096, 7, 8,
    ])
  })

  it('and the protocol header says AMQP 0-9-1', () => {
    const { major, minor, revision } = constants.protocolVersion
    expect([...frame.PROTOCOL_HEADER]).toEqual([...Buffer.from('AMQP'), 0, major, minor, revision])
    expect([...frame.PROTOCOL_HEADER]).toEqual([65, 77, 81, 80, 0, 0, 9, 1])
  })
})

/** A method's frame on a channel: the ids, then the arguments, each piece of them in hex. */
const METHODS: [Method<never, unknown>, channel: number, args: object, hex: string[]][] = [
  [
    connectionStart,
    0,
    { versionMajor: 0, versionMinor: 9, serverProperties: { p: 'R' }, mechanisms: 'PLAIN', locales: 'en_US' },
    [
      '000a000a',
      '00',
      '09',
      '00000008',
      '0170',
      '53',
      '0000000152',
      '00000005504c41494e',
      '00000005656e5f5553',
    ],
  ],
  [
    connectionStartOk,
    0,
    { clientProperties: { a: true }, mechanism: 'PLAIN', response: '\0u\0p', locale: 'en_US' },
    ['000a000b', '00000004', '0161', '7401', '05504c41494e', '0000000400750070', '05656e5f5553'],
  ],
  [
    connectionTuneOk,
    0,
    { channelMax: 2047, frameMax: 131072, heartbeat: 60 },
    ['000a001f', '07ff', '00020000', '003c'],
  ],
  [connectionOpen, 0, { virtualHost: '/' }, ['000a0028', '012f', '00', '00']],
  [
    connectionClose,
    0,
    { replyCode: 320, replyText: 'bye', classId: 60, methodId: 40 },
    ['000a0032', '0140', '03627965', '003c', '0028'],
  ],
  [channelOpen, 1, {}, ['0014000a', '00']],
  [channelOpenOk, 1, {}, ['0014000b', '00000000']],
  [
    channelClose,
    65535,
    { replyCode: 200, replyText: '', classId: 0, methodId: 0 },
    ['00140028', '00c8', '00', '0000', '0000'],
  ],
  [
    exchangeDeclare,
    1,
    {
      exchange: 'e',
      type: 'topic',
      passive: false,
      durable: true,
      autoDelete: false,
      internal: true,
      noWait: false,
      arguments: {},
    },
    ['0028000a', '0000', '0165', '05746f706963', '0a', '00000000'],
  ],
  [
    queueDeclare,
    1,
    {
      queue: 'q',
      passive: false,
      durable: true,
      exclusive: false,
      autoDelete: true,
      noWait: true,
      arguments: { 'x-n': 5 },
    },
    ['0032000a', '0000', '0171', '1a', '00000009', '03782d6e', '4900000005'],
  ],
  [
    queueDeclareOk,
    1,
    { queue: 'q', messageCount: 7, consumerCount: 1 },
    ['0032000b', '0171', '00000007', '00000001'],
  ],
  [
    queueBind,
    1,
    { queue: 'q', exchange: 'e', routingKey: 'r.*', noWait: false, arguments: {} },
    ['00320014', '0000', '0171', '0165', '03722e2a', '00', '00000000'],
  ],
  [
    basicConsume,
    1,
    {
      queue: 'q',
      consumerTag: 't',
      noLocal: true,
      noAck: false,
      exclusive: true,
      noWait: false,
      arguments: {},
    },
    ['003c0014', '0000', '0171', '0174', '05', '00000000'],
  ],
  [
    basicPublish,
    1,
    { exchange: 'e', routingKey: 'rk', mandatory: true, immediate: false },
    ['003c0028', '0000', '0165', '02726b', '01'],
  ],
  [
    basicDeliver,
    1,
    { consumerTag: 't', deliveryTag: 258, redelivered: true, exchange: 'e', routingKey: 'rk' },
    ['003c003c', '0174', '0000000000000102', '01', '0165', '02726b'],
  ],
  [
    basicGetOk,
    1,
    { deliveryTag: 1, redelivered: false, exchange: '', routingKey: 'q', messageCount: 3 },
    ['003c0047', '0000000000000001', '00', '00', '0171', '00000003'],
  ],
  [basicAck, 1, { deliveryTag: 2, multiple: true }, ['003c0050', '0000000000000002', '01']],
  [basicNack, 1, { deliveryTag: 2, multiple: true, requeue: true }, ['003c0078', '0000000000000002', '03']],
  [confirmSelect, 1, { noWait: true }, ['0055000a', '01']],
]

describe('a method frame', () => {
  it.each(METHODS.map(([method, ...rest]) => [method.name, method, ...rest] as const))(
    'of %s',
    (_, method, channel, args, hex) => {
      const octets = frameOf(1, channel, hex.join(''))
      const writer = new FrameWriter()
      writer.beginFrame(1, channel)
      method.encode(writer, args as never)
      writer.endFrame()
      writer.commit()
      expect(Buffer.concat(writer.take()).toString('hex')).toBe(octets.toString('hex'))
      const [read] = framesOf([octets])
      const fields = {
        ...readMethod(read!.payload, 'server').args,
        ...readMethod(read!.payload, 'client').args,
      }
      expect(textsOf(fields)).toEqual(args)
    },
  )
})

describe('a content header frame', () => {
  const PROPERTIES: [string, BasicProperties, hex: string[]][] = [
    ['none at all', {}, ['0000']],
    ['the first', { contentType: 'a/b' }, ['8000', '03612f62']],
    ['the last', { appId: 'x' }, ['0008', '0178']],
    ['deliveryMode and priority', { deliveryMode: 2, priority: 9 }, ['1800', '02', '09']],
    [
      'all',
      {
        contentType: 'a',
        contentEncoding: 'b',
        headers: { h: null },
        deliveryMode: 1,
        priority: 0,
        correlationId: 'c',
        replyTo: 'd',
        expiration: 'e',
        messageId: 'f',
        timestamp: 1,
        type: 'g',
        userId: 'h',
        appId: 'i',
      },
      [
        ...['fff8', '0161', '0162', '00000003016856', '01', '00', '0163', '0164', '0165', '0166'],
        ...['0000000000000001', '0167', '0168', '0169'],
      ],
    ],
  ]

  it.each(PROPERTIES)('with the properties: %s', (_, properties, hex) => {
    const octets = Buffer.from(hex.join(''), 'hex')
    const writer = new FrameWriter()
    writer.beginFrame(2, 1)
    writer.short(60, 'class')
    writer.short(0, 'weight')
    writer.longlong(5, 'body size')
    encodeBasicProperties(writer, properties)
    writer.endFrame()
    writer.commit()
    const wanted = frameOf(2, 1, `003c00000000000000000005${hex.join('')}`)
    expect(Buffer.concat(writer.take()).toString('hex')).toBe(wanted.toString('hex'))
    expect(decodeBasicProperties(new Reader(octets))).toEqual(properties)
  })

  it('may bring the reserved property, which is passed over', () => {
    const octets = Buffer.from('800c016101780179', 'hex')
    expect(decodeBasicProperties(new Reader(octets))).toEqual({ contentType: 'a', appId: 'x' })
  })

  it('may bring the flag that stands for no property, which RabbitMQ lets pass', () => {
    expect(decodeBasicProperties(new Reader(Buffer.from('000a0178', 'hex')))).toEqual({ appId: 'x' })
  })

  it.each([
    ['a continuation of the flags', '00010000', 'property flags continue in a second word'],
    ['octets behind the last property', '0008017800', 'the property list has 1 octets too many'],
    ['a property that is not there', '0008', 'appId wants 1 octets where 0 are left'],
    ['half a word of flags', '00', 'property flags wants 2 octets where 1 are left'],
  ])('is refused with %s', (_, hex, message) => {
    const decode = (): unknown => decodeBasicProperties(new Reader(Buffer.from(hex, 'hex')))
    expect(decode).toThrow(expect.objectContaining({ name: 'ProtocolError', replyCode: 501 }))
    expect(decode).toThrow(message)
  })

  it('takes a text that is not UTF-8: brokers hand it on, and its reader is not to blame', () => {
    expect(decodeBasicProperties(new Reader(Buffer.from('000801ff', 'hex')))).toEqual({ appId: '\uFFFD' })
  })
})

it('a body frame is the body in a frame', () => {
  const writer = new FrameWriter()
  writer.bodyFrame(1, Buffer.from('hello'), false)
  writer.commit()
  expect(Buffer.concat(writer.take()).toString('hex')).toBe('0300010000000568656c6c6fce')
})

function frameOf(type: number, channel: number, hex: string): Buffer {
  const payload = Buffer.from(hex, 'hex')
  const prefix = Buffer.alloc(7)
  prefix.writeUInt8(type, 0)
  prefix.writeUInt16BE(channel, 1)
  prefix.writeUInt32BE(payload.length, 3)
  return Buffer.concat([prefix, payload, Buffer.of(0xce)])
}

/** Long strings as texts, which is what they were given as. */
function textsOf(fields: object): object {
  const texts = Object.entries(fields).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? `${Buffer.from(value)}` : value,
  ])
  return Object.fromEntries(texts)
}
