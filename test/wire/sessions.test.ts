import { deepStrictEqual } from 'node:assert/strict'
import { describe, expect, it } from 'vitest'
import { methodInfos } from '../../src/generated/metadata.ts'
import { decodeBasicProperties } from '../../src/generated/properties.ts'
import { readTable } from '../../src/wire/field-table-reader.ts'
import { writeTable } from '../../src/wire/field-table-writer.ts'
import { Explicit } from '../../src/wire/field-value.ts'
import { FRAME_BODY, FRAME_HEADER, FRAME_METHOD, PROTOCOL_HEADER } from '../../src/wire/frame.ts'
import { FrameWriter } from '../../src/wire/frame-writer.ts'
import { Reader } from '../../src/wire/reader.ts'
import { Writer } from '../../src/wire/writer.ts'
import { type Frame, framesOf, readMethod, writeMethod } from './pipe.ts'
import { readSession } from './sessions.ts'

/** Class id, weight, body size and flags. */
const BEFORE_PROPERTIES = 14

describe.each(['session-rabbitmq-3.10', 'session-rabbitmq-4.3'])('%s', (name) => {
  const session = readSession(name)
  const sent = framesOf([session.out])
  const received = framesOf([session.in])

  it('begins with the protocol header, and is frames from there on', () => {
    expect(Buffer.from(sent[0]!.payload)).toEqual(Buffer.from(PROTOCOL_HEADER))
    expect(sent.length).toBeGreaterThan(20)
    expect(received.length).toBeGreaterThan(20)
  })

  it('holds the methods of a whole life, from start to close-ok', () => {
    expect(methodNames(sent, 'client')).toEqual([
      ...['connection.start-ok', 'connection.tune-ok', 'connection.open', 'channel.open'],
      ...['queue.declare', 'queue.bind', 'confirm.select', 'basic.publish', 'basic.publish', 'basic.publish'],
      ...['basic.get', 'basic.ack', 'basic.qos', 'basic.consume', 'basic.ack', 'basic.ack', 'basic.cancel'],
      ...['basic.get', 'queue.delete', 'channel.close', 'connection.close'],
    ])
    expect(methodNames(received, 'server').filter((name) => name !== 'basic.ack')).toEqual([
      ...['connection.start', 'connection.tune', 'connection.open-ok', 'channel.open-ok'],
      ...['queue.declare-ok', 'queue.bind-ok', 'confirm.select-ok'],
      ...[
        'basic.get-ok',
        'basic.qos-ok',
        'basic.consume-ok',
        'basic.deliver',
        'basic.deliver',
        'basic.cancel-ok',
      ],
      ...['basic.get-empty', 'queue.delete-ok', 'channel.close-ok', 'connection.close-ok'],
    ])
  })

  it.each([
    ['client', sent],
    ['server', received],
  ] as const)('each method of the %s is written back to the same octets', (peer, frames) => {
    for (const frame of frames.filter(({ type }) => type === FRAME_METHOD)) {
      const { id, args } = readMethod(frame.payload, peer)
      const writer = new FrameWriter()
      writeMethod(writer, frame.channel, methodInfos.find((info) => info.id === id)!, args!)
      deepStrictEqual(framesOf(writer.take()), [frame])
    }
  })

  it('the rich headers came back from the broker as they were sent, tag by tag', () => {
    const [out, back] = [richHeader(sent), richHeader(received)]
    expect(decodeBasicProperties(new Reader(back, BEFORE_PROPERTIES - 2))).toEqual(
      decodeBasicProperties(new Reader(out, BEFORE_PROPERTIES - 2)),
    )
    const tables = [out, back].map((payload) => {
      const reader = new Reader(payload, BEFORE_PROPERTIES)
      reader.shortstr('content type')
      reader.shortstr('content encoding')
      const from = reader.at
      return {
        table: readTable(reader, 'headers', { explicit: true }),
        octets: payload.subarray(from, reader.at),
      }
    })
    expect(tables[1]?.table).toEqual(tables[0]?.table)
    const writer = new Writer()
    writeTable(writer, tables[0]?.table, 'headers')
    expect(writer.written()).toEqual(tables[0]?.octets)
    expect(tables[0]?.table).toMatchObject({
      text: new Explicit('S', 'grüß dich, 兎'),
      '': new Explicit('S', 'a name of no length'),
      s: new Explicit('s', -32768),
      u: new Explicit('u', 65535),
      D: new Explicit('D', { scale: 2, unscaled: 12345 }),
      beyond: new Explicit('l', 2n ** 60n),
    })
  })

  it('a body longer than a frame came in pieces that make up the whole', () => {
    const bodies = received.filter(({ type }) => type === FRAME_BODY).map(({ payload }) => payload)
    const whole = Buffer.concat(bodies).toString()
    expect(bodies.length).toBeGreaterThan(2)
    expect(whole).toBe(`hello${'abcdefghi '.repeat(900)}`)
  })

  it.each(['in', 'out'] as const)('is the same frames wherever the stream %s is split', (side) => {
    const stream = session[side]
    const whole = framesOf([stream])
    for (let at = 1; at < stream.length; at++) {
      expectSameFrames(framesOf([stream.subarray(0, at), stream.subarray(at)]), whole, `split at ${at}`)
    }
  })

  it.each(['in', 'out'] as const)(
    'is the same frames in chunks of any size %s, down to single octets',
    (side) => {
      const stream = session[side]
      const whole = framesOf([stream])
      for (let size = 1; size <= 300; size++) {
        const chunks: Uint8Array[] = []
        for (let at = 0; at < stream.length; at += size) chunks.push(stream.subarray(at, at + size))
        expectSameFrames(framesOf(chunks), whole, `chunks of ${size}`)
      }
    },
  )
})

function methodNames(frames: readonly Frame[], peer: 'client' | 'server'): (string | undefined)[] {
  return frames
    .filter(({ type }) => type === FRAME_METHOD)
    .map(({ payload }) => methodInfos.find(({ id }) => id === readMethod(payload, peer).id)?.name)
}

function richHeader(frames: readonly Frame[]): Uint8Array {
  return frames.find(({ type }) => type === FRAME_HEADER)!.payload
}

/** Without the matchers, which are too slow for as many frames as these. */
function expectSameFrames(found: readonly Frame[], wanted: readonly Frame[], where: string): void {
  const same =
    found.length === wanted.length &&
    found.every(({ type, channel, payload }, index) => {
      const other = wanted[index]!
      return type === other.type && channel === other.channel && Buffer.compare(payload, other.payload) === 0
    })
  if (!same) deepStrictEqual(found, wanted, where)
}
