import { describe, expect, test } from 'vitest'
import { type Lane, PlainLane } from '../../../src/inspect/proxy/lane.ts'
import { ShapedLane, type Shaper, type Step } from '../../../src/inspect/proxy/shaped-lane.ts'
import type { Transport } from '../../../src/transport/transport.ts'

const READ_BYTES = 64 * 1024

/** A side of which only what a lane does to it is of interest. */
class Side implements Transport {
  readonly remote: string = 'nowhere'
  bufferedBytes: number = 0
  isPaused: boolean = false
  isEnded: boolean = false
  hasRoom: boolean = false

  start(): void {}
  write(pieces: readonly Uint8Array[]): boolean {
    for (const piece of pieces) this.bufferedBytes += piece.length
    return this.hasRoom
  }
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  end(): void {
    this.isEnded = true
  }
  destroy(): void {}
}

/** Frames with a body of so many octets. */
function bodyFrames(bytes: number, frameBytes: number): Buffer {
  const frame = Buffer.alloc(frameBytes)
  frame[0] = 3
  frame[2] = 1
  frame.writeUInt32BE(frameBytes - 8, 3)
  frame[frameBytes - 1] = 0xce
  return Buffer.concat(new Array<Buffer>(Math.ceil(bytes / frameBytes)).fill(frame))
}

function shaped(source: Side, target: Side, stepsFor: Shaper['stepsFor'], holds = false): ShapedLane {
  const shaper: Shaper = { holds: () => holds, stepsFor, bytesPerSecond: undefined }
  return new ShapedLane(1, 'client-to-broker', [source, target], shaper, undefined, () => {})
}

/** Reads from an endless source until the lane pauses it. */
function readUntilPaused(source: Side, lane: Lane): number {
  const chunk = bodyFrames(READ_BYTES, 1024)
  let read = 0
  while (!source.isPaused && read < 100 * READ_BYTES) {
    lane.receive(chunk)
    read += chunk.length
  }
  return read
}

const unchanged: Shaper['stepsFor'] = ({ bytes }) => [bytes]
const waiting: Shaper['stepsFor'] = ({ bytes }): Step[] => [
  (lane, onDone) => lane.wait(60_000, onDone),
  bytes,
]

describe('a lane reads no more than it has room for', () => {
  test.each<[string, number, (source: Side, target: Side) => Lane]>([
    [
      'that carries, while the target is full',
      1,
      (source, target) => new PlainLane(source, target, undefined),
    ],
    [
      'that looks at frames, while the target is full',
      1,
      (source, target) => shaped(source, target, unchanged),
    ],
    ['that lets frames wait', 5, (source, target) => shaped(source, target, waiting)],
    ['that holds a frame', 5, (source, target) => shaped(source, target, unchanged, true)],
  ])('%s', (_name, reads, make) => {
    const [source, target] = [new Side(), new Side()]
    const lane = make(source, target)
    expect(readUntilPaused(source, lane)).toBeLessThanOrEqual(reads * READ_BYTES)
    // Once nobody is there to receive, all is read to its end.
    lane.stop()
    expect(source.isPaused).toBe(false)
    lane.receive(Buffer.alloc(READ_BYTES))
    expect(source.isPaused).toBe(false)
  })

  test('that parks frames keeps no more of them than it may', () => {
    const [source, target] = [new Side(), new Side()]
    target.hasRoom = true
    const parking: Step = (lane, onDone) => {
      lane.park(1)
      onDone()
    }
    const lane = shaped(source, target, ({ bytes }) => [bytes, parking])
    for (let read = 0; read < 20 * READ_BYTES; ) {
      lane.receive(bodyFrames(READ_BYTES, 1024))
      read += READ_BYTES
      expect(read - target.bufferedBytes).toBeLessThanOrEqual(6 * READ_BYTES)
    }
    lane.stop()
  })

  test('and reads on when there is room', () => {
    for (const make of [
      (source: Side, target: Side) => new PlainLane(source, target, undefined),
      (source: Side, target: Side) => shaped(source, target, unchanged),
    ]) {
      const [source, target] = [new Side(), new Side()]
      const lane = make(source, target)
      readUntilPaused(source, lane)
      lane.onDrain()
      expect(source.isPaused).toBe(false)
    }
  })
})

test('a frame that is not whole when the direction ends is carried all the same', () => {
  const [source, target] = [new Side(), new Side()]
  const lane = shaped(source, target, unchanged)
  lane.receive(bodyFrames(100, 100).subarray(0, 60))
  expect([target.bufferedBytes, target.isEnded]).toEqual([0, false])
  lane.end()
  expect(target.bufferedBytes).toBe(60)
  lane.onDrain()
  expect(target.isEnded).toBe(true)
})
