import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { methodInfos, propertyInfos } from '../../src/generated/metadata.ts'
import { dissect, type FrameRange, fieldRangesOf, leavesOf, type Range } from '../../src/inspect/index.ts'
import { Explicit, type FieldTable } from '../../src/wire/field-value.ts'
import { PROTOCOL_HEADER } from '../../src/wire/frame.ts'
import { arbitraryMethodArgs } from '../support/arbitraries.ts'
import { bodyFrame, frame, headerFrame, heartbeatFrame, methodFrame } from './frames.ts'

const text = (words: string): Uint8Array => new TextEncoder().encode(words)

describe('a method frame', () => {
  const { children } = dissect(methodFrame(7, { apiName: 'queueDeclare' }, { queue: 'hello', durable: true }))
  const [declare] = children as [FrameRange]

  it('has a name, a place and a value for each octet', () => {
    const rows = leavesOf(declare).map(({ path, range }) => [
      path.join('.'),
      range.offset,
      range.length,
      range.value,
    ])
    expect(rows).toEqual([
      ['type', 0, 1, 1],
      ['channel', 1, 2, 7],
      ['size', 3, 4, 17],
      ['classId', 7, 2, 50],
      ['methodId', 9, 2, 10],
      ['reserved1', 11, 2, 0],
      ['queue.length', 13, 1, 5],
      ['queue.text', 14, 5, 'hello'],
      ['bits', 19, 1, undefined],
      ['arguments.length', 20, 4, 0],
      ['frameEnd', 24, 1, undefined],
    ])
  })

  it('says which channel, which method', () => {
    expect(declare).toMatchObject({ type: 'method', channel: 7, method: { name: 'queue.declare' } })
    expect(find(declare, 'classId').meaning).toBe('queue')
    expect(find(declare, 'methodId').meaning).toBe('declare')
  })

  it('has the bits by name, the first in the lowest bit', () => {
    expect(find(declare, 'bits').bits?.map(({ label, bit, value }) => [label, bit, value])).toEqual([
      ['passive', 0, false],
      ['durable', 1, true],
      ['exclusive', 2, false],
      ['auto-delete', 3, false],
      ['no-wait', 4, false],
    ])
  })

  it('has the words of the specification, and of what RabbitMQ does otherwise', () => {
    const info = methodInfos.find(({ name }) => name === 'queue.declare')
    expect(find(declare, 'methodId').docs).toBe(info?.docs)
    expect(find(declare, 'queue').docs).toBe(info?.fields.find(({ name }) => name === 'queue')?.docs)
    expect(find(declare, 'frameEnd').docs?.rabbitmq).toContain('501')
  })
})

it.each(methodInfos)('has all words about $name and its fields, and what RabbitMQ does otherwise', (info) => {
  const [args] = fc.sample(arbitraryMethodArgs(info), { numRuns: 1, seed: 1 })
  const [method] = dissect(methodFrame(1, info, args!)).children as [FrameRange]
  expect(find(method, 'methodId').docs).toBe(info.docs)
  const words = fieldRangesOf(method).flatMap((field) =>
    (field.bits ?? [field]).map(({ name, docs }) => [name, docs]),
  )
  // A reply code that stands for something has the words for that.
  const wanted = info.fields.map(({ name, docs }) => [name, docs])
  const known = words.find(([name]) => name === 'replyCode')
  expect(words.filter((word) => word !== known)).toEqual(wanted.filter(([name]) => name !== 'replyCode'))
})

it('has all words about the properties', () => {
  const properties = {
    type: 'a',
    userId: 'b',
    appId: 'c',
    headers: {},
    expiration: '1',
    priority: 1,
    replyTo: 'd',
  }
  const [header] = dissect(headerFrame(1, 0, properties)).children
  for (const { name, docs } of fieldRangesOf(header!)) {
    expect(docs).toBe(propertyInfos.find((info) => info.name === name)?.docs)
  }
  expect(
    find(header!, 'flags')
      .bits?.slice(0, -1)
      .map(({ docs }) => docs),
  ).toEqual(propertyInfos.map(({ docs }) => docs))
})

it('has a length, a name, a tag and a value for each entry of a table', () => {
  const headers = {
    n: new Explicit('s', -2),
    list: ['x', null],
    inside: { d: new Explicit('D', { scale: 1, unscaled: 5 }) },
  }
  const [header] = dissect(headerFrame(1, 0, { headers })).children
  const rows = leavesOf(find(header!, 'headers')).map(({ path, range }) => [path.join('.'), range.value])
  expect(rows).toEqual([
    ['length', 42],
    ['n.name.length', 1],
    ['n.name.text', 'n'],
    ['n.tag', 's'],
    ['n.value', -2],
    ['list.name.length', 4],
    ['list.name.text', 'list'],
    ['list.tag', 'A'],
    ['list.value.length', 7],
    ['list.value.0.tag', 'S'],
    ['list.value.0.value.length', 1],
    ['list.value.0.value.text', 'x'],
    ['list.value.1.tag', 'V'],
    ['inside.name.length', 6],
    ['inside.name.text', 'inside'],
    ['inside.tag', 'F'],
    ['inside.value.length', 8],
    ['inside.value.d.name.length', 1],
    ['inside.value.d.name.text', 'd'],
    ['inside.value.d.tag', 'D'],
    ['inside.value.d.value.scale', 1],
    ['inside.value.d.value.digits', 5],
  ])
  expect(find(header!, 'headers').value).toEqual({ ...headers, n: -2 })
})

it('says of a tag what RabbitMQ makes of it', () => {
  const [header] = dissect(headerFrame(1, 0, { headers: { n: new Explicit('s', 1) } })).children
  expect(find(header!, 'tag').docs?.rabbitmq).toContain('In the standard this tag is a short string')
})

it('names the times and the modes of a message', () => {
  const [header] = dissect(headerFrame(1, 0, { timestamp: 1_709_208_000, deliveryMode: 2 })).children
  expect(find(header!, 'timestamp')).toMatchObject({ value: 1_709_208_000, meaning: '2024-02-29T12:00:00Z' })
  expect(find(header!, 'deliveryMode')).toMatchObject({ value: 2, meaning: 'persistent' })
})

it('has an owner for each bit, or says that it is unused', () => {
  const [ack] = dissect(methodFrame(1, { apiName: 'basicAck' }, { deliveryTag: 1 })).children
  expect(find(ack!, 'bits').unusedBits).toEqual([1, 2, 3, 4, 5, 6, 7])
  const flags = find(dissect(headerFrame(1, 0, {})).children[0]!, 'flags')
  expect([flags.bits?.at(-1)?.name, flags.unusedBits]).toEqual(['continuation', [1]])
})

it('names the reply code of a close, and nothing after a constant that is none', () => {
  const [other] = dissect(methodFrame(1, { apiName: 'channelClose' }, { replyCode: 206 })).children
  expect(find(other!, 'replyCode').meaning).toBeUndefined()
  const [close] = dissect(methodFrame(1, { apiName: 'channelClose' }, { replyCode: 404 })).children
  expect(find(close!, 'replyCode')).toMatchObject({ value: 404, meaning: 'not-found' })
})

it.each([
  ['connectionStartOk', { mechanism: 'PLAIN', response: '\0guest\0secret', locale: 'en_US' }, 'response'],
  ['connectionSecureOk', { response: 'secret' }, 'response'],
  ['connectionUpdateSecret', { newSecret: 'secret', reason: 'it expires' }, 'newSecret'],
])('marks the secret of %s', (apiName, args, field) => {
  const [method] = dissect(methodFrame(0, { apiName }, args)).children
  const secrets = leavesOf(method!).filter(({ range }) => range.secret === true)
  expect(secrets.map(({ path }) => path)).toEqual([[field, 'text']])
})

it('takes a stream apart frame by frame', () => {
  const stream = dissect(concat(PROTOCOL_HEADER, heartbeatFrame(), bodyFrame(3, text('hi'))))
  expect(stream.children.map(({ type, offset, length }) => [type, offset, length])).toEqual([
    ['protocol-header', 0, 8],
    ['heartbeat', 8, 8],
    ['body', 16, 10],
  ])
})

describe('damage', () => {
  it.each<[what: string, bytes: Uint8Array, leaf: string, problem: string | RegExp]>([
    ['an unknown method', ids(60, 99), 'methodId', /no method/],
    ['arguments behind an unknown method', ids(60, 99), 'unread', /cannot be read/],
    ['a method without its arguments', frame(1, 1, (w) => w.long(0x003c0050, '')), 'deliveryTag', /missing/],
    ['a text that claims too much', patched(declare(), 13, 200), 'text', 'wants 200 octets and gets 10'],
    ['a text that is not UTF-8', patched(declare(), 14, 0xff), 'text', /UTF-8/],
    [
      'octets behind the last argument',
      frame(1, 1, (w) => w.raw(Uint8Array.of(0, 20, 0, 41, 9, 9))),
      'surplus',
      /2 too many/,
    ],
    ['a table that claims too much', patched(declare(), 23, 9), 'arguments', 'wants 9 octets and gets 0'],
    ['an unknown tag', patched(headers({ a: 1 }), 27, 0x59), 'tag', /no tag/],
    ['a wrong class in a header', patched(headers({}), 8, 50), 'classId', 'has to be 60'],
    ['a weight', patched(headers({}), 10, 1), 'weight', 'has to be 0'],
    ['another word of flags', patched(headers({}), 20, 1), 'flags', /another word/],
    ['a flag without a property', patched(headers({}), 20, 2), 'flags', /stands for nothing/],
    ['a bit of no field', patched(declare(), 19, 0x82), 'bits', /bit 7 set/],
    ['a heartbeat with a payload', frame(8, 0, (w) => w.octet(1, '')), 'unread', /no payload/],
    ['a wrong frame end', patched(heartbeatFrame(), 7, 0), 'frameEnd', /0xce/],
    ['an unknown frame type', text('HTTP/1.1 400'), 'damage', /not with 72/],
    ['a table too deep', deep(33), 'unread', /deeper than 32/],
  ])('%s', (_what, bytes, leaf, problem) => {
    expect(problemsOf(dissect(bytes))).toContainEqual([leaf, expect.stringMatching(problem)])
  })

  it('of an unknown tag ends with its table', () => {
    const [header] = dissect(patched(headers({ a: 1, b: 2 }, 'behind it'), 27, 0x59)).children
    expect(problemsOf(header!).map(([name]) => name)).toEqual(['tag', 'unread'])
    expect(find(header!, 'appId').value).toBe('behind it')
  })

  it('says how much of a frame is missing', () => {
    const [cut] = dissect(declare().subarray(0, 15)).children
    expect(cut).toMatchObject({ type: 'method', problem: 'ends 10 octets early', length: 15 })
    expect(dissect(Uint8Array.of(1, 0)).children[0]).toMatchObject({
      problem: 'ends within its first 7 octets',
    })
  })
})

/** The outermost range of this name. */
function find(range: Range, name: string): Range {
  const level = [range]
  for (const candidate of level) {
    if (candidate.name === name) return candidate
    level.push(...candidate.children)
  }
  throw new Error(`there is no range ${name}`)
}

function problemsOf(range: Range): [name: string, problem: string][] {
  const own: [string, string][] = range.problem === undefined ? [] : [[range.name, range.problem]]
  return [...own, ...range.children.flatMap(problemsOf)]
}

function declare(): Uint8Array {
  return methodFrame(1, { apiName: 'queueDeclare' }, { queue: 'hello', durable: true })
}

function headers(table: FieldTable, appId?: string): Uint8Array {
  return headerFrame(1, 0, { headers: table, appId })
}

function ids(classId: number, methodId: number): Uint8Array {
  return frame(1, 1, (writer) => {
    writer.short(classId, 'class id')
    writer.short(methodId, 'method id')
    writer.octet(1, 'what follows')
  })
}

/** A header frame with tables in each other, written by hand because the writer has a limit. */
function deep(levels: number): Uint8Array {
  let table = Uint8Array.of(0, 0, 0, 2, 0, 0x56)
  for (let level = 1; level < levels; level++) {
    const size = table.length + 2
    table = Uint8Array.of(0, 0, size >> 8, size, 0, 0x46, ...table)
  }
  return frame(2, 1, (writer) => {
    writer.raw(Uint8Array.of(0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20, 0))
    writer.raw(table)
  })
}

function patched(bytes: Uint8Array, at: number, octet: number): Uint8Array {
  bytes[at] = octet
  return bytes
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}
