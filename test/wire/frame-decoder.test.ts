import { afterEach, describe, expect, it, vi } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { FRAME_BODY, FRAME_HEARTBEAT, FRAME_METHOD, PROTOCOL_HEADER } from '../../src/wire/frame.ts'
import { FrameDecoder, type FrameHandler } from '../../src/wire/frame-decoder.ts'
import { FrameList, framesOf } from './pipe.ts'

const MAX_FRAME_BYTES = 4096
const MIB = 2 ** 20

afterEach(() => vi.restoreAllMocks())

describe('a frame', () => {
  it('that stands whole in a chunk is handed on where it stands', () => {
    const chunk = Buffer.concat([
      frame(FRAME_METHOD, 1, 'one'),
      frame(FRAME_BODY, 0xffff, 'two'),
      frame(FRAME_HEARTBEAT, 0, ''),
    ])
    const handler = { onProtocolHeader: vi.fn(), onFrame: vi.fn() }
    new FrameDecoder(handler, MAX_FRAME_BYTES).receive(chunk)
    expect(handler.onFrame.mock.calls).toEqual([
      [1, 1, chunk, 7, 10],
      [3, 0xffff, chunk, 18, 21],
      [8, 0, chunk, 29, 29],
    ])
    for (const [, , bytes] of handler.onFrame.mock.calls) expect(bytes).toBe(chunk)
    expect(handler.onProtocolHeader).not.toHaveBeenCalled()
  })

  it('that comes in pieces is copied once, into memory that no chunk has part in', () => {
    const whole = frame(FRAME_BODY, 1, 'x'.repeat(1000))
    const copied: number[] = []
    const set = Uint8Array.prototype.set
    vi.spyOn(Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array, 'set').mockImplementation(function (
      this: Uint8Array,
      source: ArrayLike<number>,
      at?: number,
    ) {
      copied.push(source.length)
      return Reflect.apply(set, this, [source, at])
    })
    const pieces = [
      whole.subarray(0, 3),
      whole.subarray(3, 500),
      whole.subarray(500, 1007),
      whole.subarray(1007),
    ]
    const [found] = framesOf(pieces)
    vi.restoreAllMocks()
    whole.fill('y')
    expect(Buffer.from(found!.payload).toString()).toBe('x'.repeat(1000))
    expect(copied.reduce((sum, size) => sum + size, 0)).toBe(1001)
    // It may share its memory with others of the size, but keeps no more than Node's pool has in one piece.
    expect(found?.payload.buffer.byteLength).toBe(Buffer.poolSize)
  })

  it('that lacks no more than its end is not handed on yet', () => {
    const whole = frame(FRAME_METHOD, 1, 'abc')
    const list = new FrameList()
    const decoder = new FrameDecoder(list, MAX_FRAME_BYTES)
    decoder.receive(whole.subarray(0, -1))
    expect(list.frames).toEqual([])
    expect(decoder.isBetweenFrames).toBe(false)
    decoder.receive(new Uint8Array(0))
    decoder.receive(whole.subarray(-1))
    expect(list.frames).toHaveLength(1)
    expect(decoder.isBetweenFrames).toBe(true)
  })

  it('that ends in pieces leaves the rest of its chunk to the next, uncopied', () => {
    const [first, second] = [frame(FRAME_METHOD, 1, 'abc'), frame(FRAME_BODY, 2, 'defg')]
    const chunk = Buffer.concat([first.subarray(5), second])
    const frames = framesOf([first.subarray(0, 5), chunk])
    expect(frames.map(({ channel, payload }) => [channel, Buffer.from(payload).toString()])).toEqual([
      [1, 'abc'],
      [2, 'defg'],
    ])
    expect(frames[1]?.payload.buffer).toBe(chunk.buffer)
    expect(frames[1]?.payload.byteOffset).toBe(chunk.byteOffset + 6 + 7)
  })
})

describe('the protocol header', () => {
  it.each([1, 3, 7, 8, 20])('opens a stream, in chunks of %i octets', (size) => {
    const stream = Buffer.concat([PROTOCOL_HEADER, frame(FRAME_HEARTBEAT, 0, '')])
    const chunks = Array.from({ length: Math.ceil(stream.length / size) }, (_, i) =>
      stream.subarray(i * size, (i + 1) * size),
    )
    expect(framesOf(chunks)).toEqual([
      { type: 65, channel: 0, payload: PROTOCOL_HEADER },
      { type: FRAME_HEARTBEAT, channel: 0, payload: Buffer.alloc(0) },
    ])
  })

  it('is handed on in memory of its own', () => {
    const chunk = Buffer.from(PROTOCOL_HEADER)
    const [header] = framesOf([chunk])
    chunk.fill(0)
    expect(header?.payload).toEqual(PROTOCOL_HEADER)
  })

  it('is no header anywhere else', () => {
    const stream = Buffer.concat([PROTOCOL_HEADER, PROTOCOL_HEADER])
    expect(() => framesOf([stream])).toThrow(ProtocolError)
    const [first, ...others] = stream
    expect(() => framesOf([Buffer.of(first!), Buffer.from(others)])).toThrow('unknown frame type 65, in')
    expect(() => framesOf([Buffer.concat([frame(FRAME_HEARTBEAT, 0, ''), PROTOCOL_HEADER])])).toThrow(
      'unknown frame type 65',
    )
  })
})

describe('what is refused by its first seven octets', () => {
  it.each([0, 4, 5, 6, 7, 9, 255])('the type %i, which is none', (type) => {
    expect(() => framesOf([prefix(type, 0, 0)])).toThrow(ProtocolError)
    expect(() => framesOf([prefix(type, 0, 0)])).toThrow(`unknown frame type ${type}, in `)
  })

  it.each([FRAME_METHOD, 2, FRAME_BODY, FRAME_HEARTBEAT])(
    'one octet beyond the limit, and not before, for the type %i',
    (type) => {
      const largest = frame(type, 1, 'x'.repeat(MAX_FRAME_BYTES - 8))
      expect(framesOf([largest], MAX_FRAME_BYTES)).toHaveLength(1)
      const refusal = `a frame of ${MAX_FRAME_BYTES + 1} octets where at most ${MAX_FRAME_BYTES} were agreed on`
      const claim = prefix(type, 1, MAX_FRAME_BYTES - 7)
      expect(() => framesOf([claim], MAX_FRAME_BYTES)).toThrow(refusal)
      expect(() => framesOf([claim.subarray(0, 3), claim.subarray(3)], MAX_FRAME_BYTES)).toThrow(refusal)
    },
  )

  it('by the limit as it stands when the prefix is there', () => {
    const list = new FrameList()
    const decoder = new FrameDecoder(list, 16)
    decoder.receive(frame(FRAME_METHOD, 1, '8 octets'))
    decoder.maxFrameBytes = 17
    decoder.receive(frame(FRAME_METHOD, 1, '9 octets.'))
    expect(list.frames).toHaveLength(2)
    expect(() => decoder.receive(prefix(FRAME_METHOD, 1, 10))).toThrow(
      'a frame of 18 octets where at most 17',
    )
  })

  it('a claim of 4 GiB, for which no memory is set aside', () => {
    const claim = prefix(FRAME_BODY, 1, 0xffffffff)
    const before = process.memoryUsage().arrayBuffers
    for (let i = 0; i < 1000; i++) {
      const decoder = new FrameDecoder(new FrameList(), MAX_FRAME_BYTES)
      expect(() => decoder.receive(claim)).toThrow(
        'a frame of 4294967303 octets where at most 4096 were agreed on',
      )
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MIB)
  })

  it('a claim within the limit sets aside that much and no more', () => {
    const before = process.memoryUsage().arrayBuffers
    const decoder = new FrameDecoder(new FrameList(), 8 * MIB)
    decoder.receive(prefix(FRAME_BODY, 1, 4 * MIB))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * MIB + MIB / 2)
    expect(decoder.isBetweenFrames).toBe(false)
  })

  it('what speaks another protocol is shown as it came, and nothing that did not come', () => {
    const http = Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')
    expect(() => framesOf([http])).toThrow('unknown frame type 72, in "HTTP/1.1 400 Bad Request"')
    expect(() => framesOf([http.subarray(0, 5), http.subarray(5)])).toThrow(
      'unknown frame type 72, in "HTTP/1."',
    )
    const tlsAlert = Buffer.of(0x15, 3, 3, 0, 2, 2, 0x28)
    expect(() => framesOf([tlsAlert])).toThrow('unknown frame type 21, in 15 03 03 00 02 02 28')
    expect(() => framesOf([tlsAlert.subarray(0, 1), tlsAlert.subarray(1)])).toThrow('in 15 03 03 00 02 02 28')
    const behind = Buffer.concat([PROTOCOL_HEADER, tlsAlert])
    const octets = Array.from(behind, (octet) => Buffer.of(octet))
    expect(() => framesOf(octets)).toThrow(/in 15 03 03 00 02 02 28$/)
  })
})

describe('a wrong end of a frame', () => {
  const broken = frame(FRAME_METHOD, 1, 'abc')
  broken[broken.length - 1] = 0xcd

  it.each([1, 4, 10, broken.length])('is refused, with the first %i octets at once', (size) => {
    const receive = (): unknown => framesOf([broken.subarray(0, size), broken.subarray(size)])
    expect(receive).toThrow('a frame that ends with 205 instead of 206')
    expect(receive).toThrow(
      expect.objectContaining({ name: 'ProtocolError', replyCode: 501, scope: 'connection' }),
    )
  })

  it('keeps the last octet of a body back, wherever that is cut', () => {
    const body = frame(FRAME_BODY, 1, 'abc')
    body[body.length - 1] = 0xcd
    for (let cut = 1; cut < body.length; cut++) {
      let octets = 0
      const decoder = new FrameDecoder(
        {
          onProtocolHeader: () => {},
          onFrame: () => expect.unreachable(),
          onBodyPart: (_channel, _bytes, from, to) => {
            octets += to - from
          },
        },
        MAX_FRAME_BYTES,
      )
      decoder.receive(body.subarray(0, cut))
      expect(() => decoder.receive(body.subarray(cut))).toThrow('a frame that ends with 205 instead of 206')
      expect(octets).toBeLessThan(3)
    }
  })

  it('does not undo the frames before it', () => {
    const list = new FrameList()
    const decoder = new FrameDecoder(list, MAX_FRAME_BYTES)
    expect(() => decoder.receive(Buffer.concat([frame(FRAME_METHOD, 1, 'fine'), broken]))).toThrow(
      ProtocolError,
    )
    expect(list.frames).toHaveLength(1)
  })
})

describe('stop', () => {
  it('ends the stream within the chunk at hand', () => {
    const seen: number[] = []
    const handler: FrameHandler = {
      onProtocolHeader: () => {},
      onFrame: (_type, channel) => {
        seen.push(channel)
        if (channel === 2) decoder.stop()
      },
    }
    const decoder = new FrameDecoder(handler, MAX_FRAME_BYTES)
    decoder.receive(Buffer.concat([1, 2, 3].map((channel) => frame(FRAME_METHOD, channel, ''))))
    decoder.receive(Buffer.of(99))
    expect(seen).toEqual([1, 2])
  })
})

function prefix(type: number, channel: number, size: number): Buffer {
  const octets = Buffer.alloc(7)
  octets.writeUInt8(type, 0)
  octets.writeUInt16BE(channel, 1)
  octets.writeUInt32BE(size, 3)
  return octets
}

function frame(type: number, channel: number, payload: string): Buffer {
  return Buffer.concat([prefix(type, channel, payload.length), Buffer.from(payload), Buffer.of(0xce)])
}
