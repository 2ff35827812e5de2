// What four clients and RabbitMQ really said to each other: each octet has one owner, wherever the stream is cut.

import { describe, expect, it } from 'vitest'
import {
  type CaptureEvent,
  type Direction,
  dissect,
  FrameStream,
  type SeenFrame,
} from '../../src/inspect/index.ts'
import { randomOf } from '../support/mutations.ts'
import { RECORDINGS, readRecording } from '../vectors/recording.ts'
import { problemsOf, tilingFault } from './tiling.ts'

const DIRECTIONS: readonly Direction[] = ['client-to-broker', 'broker-to-client']

describe.each(RECORDINGS)('%s', (name) => {
  const events = readRecording(name)
  const streams = DIRECTIONS.map((direction) => octetsOf(events, direction))
  const whole = framesOf(events)

  it('is taken apart whole: no octet is left out, and nothing is wrong', () => {
    for (const stream of streams) {
      const tree = dissect(stream)
      expect(tilingFault(tree, stream.length)).toBeUndefined()
      expect(problemsOf(tree)).toEqual([])
    }
  })

  it('has the methods of many kinds that it was recorded for', () => {
    const methods = new Set(whole.map(({ frame }) => frame.method?.name))
    expect([...methods]).toEqual(expect.arrayContaining(SPOKEN))
    expect(methods.size).toBeGreaterThan(45)
    expect(whole.length).toBeGreaterThan(120)
  })

  it('is the same frames however it is cut, down to single octets', () => {
    const random = randomOf(1)
    const sizes = [() => 1, () => 7, () => 1460, () => 1 + Math.floor(random() * 40)]
    for (const sizeOf of sizes) {
      const frames = framesOf(chopped(events, sizeOf))
      for (const direction of DIRECTIONS) {
        expect(octets(frames, direction).equals(octets(whole, direction))).toBe(true)
      }
      expect(frames.length).toBe(whole.length)
      for (const { frame, bytes } of frames) {
        if (tilingFault(frame, bytes.length) !== undefined) expect.fail(tilingFault(frame, bytes.length))
        expect(problemsOf(frame)).toEqual([])
      }
    }
  })
})

/** What every one of the sessions holds. */
const SPOKEN = [
  ...['connection.start', 'connection.start-ok', 'connection.tune', 'connection.tune-ok', 'connection.open'],
  ...['connection.open-ok', 'connection.close', 'connection.close-ok'],
  ...['channel.open', 'channel.open-ok', 'channel.close', 'channel.close-ok'],
  ...['exchange.declare', 'exchange.declare-ok', 'exchange.delete', 'exchange.delete-ok'],
  ...['exchange.bind', 'exchange.bind-ok', 'exchange.unbind', 'exchange.unbind-ok'],
  ...['queue.declare', 'queue.declare-ok', 'queue.bind', 'queue.bind-ok', 'queue.unbind', 'queue.unbind-ok'],
  ...['queue.purge', 'queue.purge-ok', 'queue.delete', 'queue.delete-ok'],
  ...['basic.qos', 'basic.qos-ok', 'basic.consume', 'basic.consume-ok', 'basic.cancel', 'basic.cancel-ok'],
  ...['basic.publish', 'basic.return', 'basic.deliver', 'basic.get', 'basic.get-ok', 'basic.get-empty'],
  ...['basic.ack', 'basic.nack', 'basic.recover', 'basic.recover-ok', 'confirm.select', 'confirm.select-ok'],
]

function framesOf(events: readonly CaptureEvent[]): SeenFrame[] {
  const frames: SeenFrame[] = []
  const stream = new FrameStream((seen) => frames.push(seen))
  for (const event of events) stream.receive(event)
  stream.end()
  return frames
}

/** The same events with their octets in other pieces. */
function chopped(events: readonly CaptureEvent[], sizeOf: () => number): CaptureEvent[] {
  return events.flatMap((event) => {
    if (event.kind !== 'bytes') return [event]
    const pieces: CaptureEvent[] = []
    for (let at = 0; at < event.bytes.length; ) {
      const size = sizeOf()
      pieces.push({ ...event, bytes: event.bytes.subarray(at, at + size) })
      at += size
    }
    return pieces
  })
}

function octetsOf(events: readonly CaptureEvent[], direction: Direction): Buffer {
  return Buffer.concat(
    events.flatMap((event) => (event.kind === 'bytes' && event.direction === direction ? [event.bytes] : [])),
  )
}

function octets(frames: readonly SeenFrame[], direction: Direction): Buffer {
  return Buffer.concat(frames.flatMap((seen) => (seen.direction === direction ? [seen.bytes] : [])))
}
