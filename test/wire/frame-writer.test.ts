import { describe, expect, it } from 'vitest'
import { FRAME_BODY, FRAME_HEADER, FRAME_HEARTBEAT, FRAME_METHOD } from '../../src/wire/frame.ts'
import { FrameWriter } from '../../src/wire/frame-writer.ts'
import { framesOf } from './pipe.ts'

/** Larger than the largest chunk that the writer sets aside ahead of need. */
const LARGE = 100_000

describe('a frame', () => {
  it('is what the standard draws: type, channel, size, payload, end', () => {
    const writer = new FrameWriter()
    writer.beginFrame(FRAME_HEADER, 0x1234)
    writer.short(0xabcd, 'field')
    expect(writer.endFrame()).toBe(10)
    writer.beginFrame(FRAME_HEARTBEAT, 0)
    expect(writer.endFrame()).toBe(8)
    writer.commit()
    expect(hexOf(writer.take())).toBe('02123400000002abcdce08000000000000ce')
  })

  it('with a body is the same whether it is copied or kept by reference', () => {
    const bodies = [Buffer.from('abc'), new Uint8Array(0), Buffer.alloc(LARGE, 7)]
    const [copied, referred] = [false, true].map((byReference) => {
      const writer = new FrameWriter()
      for (const body of bodies) writer.bodyFrame(5, body, byReference)
      writer.commit()
      return writer.take()
    })
    expect(hexOf(referred!)).toBe(hexOf(copied!))
    for (const body of bodies) expect(referred).toContain(body)
    expect(framesOf(copied!)).toHaveLength(3)
  })

  it('may be larger than any chunk', () => {
    const writer = new FrameWriter()
    writer.beginFrame(FRAME_METHOD, 1)
    writer.longstr('é'.repeat(LARGE), 'field')
    const size = writer.endFrame()
    writer.commit()
    expect(size).toBe(12 + 2 * LARGE)
    expect(writer.pendingBytes).toBe(size)
    const [frame] = framesOf(writer.take())
    expect(Buffer.from(frame!.payload.subarray(4)).toString()).toBe('é'.repeat(LARGE))
  })
})

describe('what waits', () => {
  it('is counted to the octet, and is what take gives', () => {
    const writer = new FrameWriter()
    expect(writer.pendingBytes).toBe(0)
    expect(writer.take()).toEqual([])
    writer.beginFrame(FRAME_METHOD, 1)
    writer.long(1, 'field')
    expect(writer.pendingBytes).toBe(0)
    writer.endFrame()
    expect(writer.pendingBytes).toBe(0)
    writer.commit()
    expect(writer.pendingBytes).toBe(12)
    writer.bodyFrame(1, Buffer.alloc(LARGE), true)
    writer.commit()
    expect(writer.pendingBytes).toBe(12 + LARGE + 8)
    expect(Buffer.concat(writer.take())).toHaveLength(12 + LARGE + 8)
    expect(writer.pendingBytes).toBe(0)
    expect(writer.take()).toEqual([])
  })

  it('does not hold a frame in the making', () => {
    const writer = new FrameWriter()
    writer.beginFrame(FRAME_METHOD, 1)
    writer.octet(1, 'field')
    expect(writer.take()).toEqual([])
    writer.octet(2, 'field')
    writer.endFrame()
    writer.commit()
    expect(hexOf(writer.take())).toBe('010001000000020102ce')
  })
})

describe('rollback', () => {
  it('leaves nothing of what failed, and all that was there before', () => {
    const writer = new FrameWriter()
    writeFrame(writer, 'before')
    writer.beginFrame(FRAME_METHOD, 1)
    writer.openCounted()
    writer.shortstr('half of a fra', 'field')
    writer.rollback()
    writeFrame(writer, 'after')
    expect(payloads(writer)).toEqual(['before', 'after'])
  })

  it('also where the frame had grown beyond its chunk', () => {
    const writer = new FrameWriter()
    writeFrame(writer, 'before')
    writer.beginFrame(FRAME_METHOD, 1)
    writer.raw(Buffer.alloc(LARGE))
    writer.rollback()
    expect(writer.pendingBytes).toBe(14)
    writeFrame(writer, 'after')
    expect(payloads(writer)).toEqual(['before', 'after'])
  })

  it('does not touch what was taken', () => {
    const writer = new FrameWriter()
    writeFrame(writer, 'taken')
    const taken = writer.take()
    const then = hexOf(taken)
    writer.beginFrame(FRAME_BODY, 1)
    writer.rollback()
    writeFrame(writer, 'after')
    expect(hexOf(taken)).toBe(then)
    expect(payloads(writer)).toEqual(['after'])
  })
})

describe('retract', () => {
  /** A frame, and the ends that it stands between. */
  function noted(writer: FrameWriter, text: string): [from: number, to: number] {
    const from = writer.end
    writeFrame(writer, text)
    return [from, writer.end]
  }

  it('forgets what came last, so that something else comes in its place', () => {
    const writer = new FrameWriter()
    writeFrame(writer, 'before')
    expect(writer.retract(...noted(writer, 'forgotten'))).toBe(true)
    writeFrame(writer, 'after')
    expect(payloads(writer)).toEqual(['before', 'after'])
  })

  it('also in the first frame of all, and in the first of a new chunk', () => {
    const writer = new FrameWriter()
    expect(writer.retract(...noted(writer, 'forgotten'))).toBe(true)
    expect(writer.pendingBytes).toBe(0)
    writeFrame(writer, 'x'.repeat(1000))
    const to = noted(writer, 'y'.repeat(1000))
    expect(writer.retract(...to)).toBe(true)
    writeFrame(writer, 'after')
    expect(payloads(writer)).toEqual(['x'.repeat(1000), 'after'])
  })

  it.each([
    ['that was taken', (writer: FrameWriter) => writer.take()],
    [
      'that was taken, and whose memory is free',
      (writer: FrameWriter) => {
        writer.take()
        writer.reuse()
      },
    ],
    ['behind which another came', (writer: FrameWriter) => writeFrame(writer, 'another')],
  ])('leaves a frame %s', (_what, then) => {
    const writer = new FrameWriter()
    writeFrame(writer, 'before')
    const ends = noted(writer, 'last')
    then(writer)
    expect(writer.retract(...ends)).toBe(false)
    writeFrame(writer, 'after')
    expect(payloads(writer).at(-1)).toBe('after')
  })
})

it('hands small frames on in few pieces', () => {
  const writer = new FrameWriter()
  for (let i = 0; i < 10_000; i++) writeFrame(writer, 'small')
  const pieces = writer.take()
  expect(Buffer.concat(pieces)).toHaveLength(130_000)
  expect(pieces.length).toBeLessThan(8)
})

describe('a chunk that was sent', () => {
  it('serves whichever writer needs one next, and is nowhere kept by one that needs none', () => {
    const [one, other] = [new FrameWriter(), new FrameWriter()]
    writeFrame(one, 'one')
    const { buffer } = one.take()[0] as Uint8Array
    one.reuse()
    expect(one.bytes).toHaveLength(0)
    writeFrame(other, 'other')
    const [piece] = other.take() as [Uint8Array]
    expect(piece.buffer).toBe(buffer)
    writeFrame(one, 'again')
    expect(one.take()[0]?.buffer).not.toBe(buffer)
    expect(Buffer.from(piece.subarray(7, -1)).toString()).toBe('other')
  })

  it('is as large as what is sent at a time, for two writers that send much in one turn', () => {
    const writers = [new FrameWriter(), new FrameWriter()]
    const rounds = [1, 2, 3, 4].map(() => {
      const pieces = writers.map((writer) => {
        for (let i = 0; i < 60; i++) writeFrame(writer, 'x'.repeat(1000))
        return writer.take().length
      })
      for (const writer of writers) writer.reuse()
      return pieces
    })
    expect(rounds.slice(2)).toEqual([
      [1, 1],
      [1, 1],
    ])
  })

  it('stays with who has not sent all that is in it', () => {
    const [one, other] = [new FrameWriter(), new FrameWriter()]
    writeFrame(one, 'waits')
    one.reuse()
    writeFrame(other, 'x'.repeat(300))
    expect(payloads(one)).toEqual(['waits'])
    one.beginFrame(FRAME_BODY, 1)
    one.reuse()
    writeFrame(other, 'y'.repeat(300))
    one.raw(Buffer.from('begun'))
    one.endFrame()
    one.commit()
    expect(payloads(one)).toEqual(['begun'])
  })

  it('is left to the collector where it was made for one very large frame', () => {
    const [one, other] = [new FrameWriter(), new FrameWriter()]
    writeFrame(one, 'x'.repeat(LARGE))
    one.take()
    one.reuse()
    writeFrame(other, 'other')
    expect(other.bytes.length).toBeLessThan(LARGE)
  })
})

function writeFrame(writer: FrameWriter, text: string): void {
  writer.beginFrame(FRAME_BODY, 1)
  writer.raw(Buffer.from(text))
  writer.endFrame()
  writer.commit()
}

function payloads(writer: FrameWriter): string[] {
  return framesOf(writer.take()).map(({ payload }) => Buffer.from(payload).toString())
}

function hexOf(pieces: readonly Uint8Array[]): string {
  return Buffer.concat(pieces).toString('hex')
}
