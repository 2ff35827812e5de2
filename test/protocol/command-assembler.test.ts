import { describe, expect, test } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { BASIC_ACK, BASIC_DELIVER } from '../../src/generated/constants.ts'
import { CommandAssembler } from '../../src/protocol/command-assembler.ts'
import type { Content } from '../../src/protocol/content.ts'
import { Reader } from '../../src/wire/reader.ts'

const MAX_BODY_BYTES = 1000

/** What an assembler makes of a channel's frames. */
class Commands {
  readonly commands: { id: number; content: Content | undefined }[] = []
  readonly oversized: [id: number, bodyBytes: number][] = []
  readonly assembler: CommandAssembler

  constructor(maxBodyBytes = MAX_BODY_BYTES) {
    this.assembler = new CommandAssembler(this, maxBodyBytes)
  }

  onCommand(id: number, _args: object, content: Content | undefined): void {
    this.commands.push({ id, content })
  }

  onOversized(id: number, bodyBytes: number): void {
    this.oversized.push([id, bodyBytes])
  }

  method(id: number): this {
    this.assembler.receiveMethod(id, {})
    return this
  }

  header(bodyBytes: number | bigint, { classId = 60, weight = 0, flags = [0, 0] } = {}): this {
    const payload = Buffer.alloc(12 + flags.length)
    payload.writeUInt16BE(classId, 0)
    payload.writeUInt16BE(weight, 2)
    payload.writeBigUInt64BE(BigInt(bodyBytes), 4)
    payload.set(flags, 12)
    this.assembler.receiveHeader(new Reader(payload))
    return this
  }

  body(bytes: number | Uint8Array): this {
    const payload = typeof bytes === 'number' ? Buffer.alloc(bytes) : bytes
    this.assembler.receiveBody(payload, 0, payload.length, 0)
    return this
  }

  bodies(): string[] {
    return this.commands.map(({ content }) => Buffer.from(content?.body ?? []).toString())
  }
}

/** The reply code and the words of what is thrown. */
function refused(act: () => unknown): [number | undefined, string] {
  try {
    act()
  } catch (error) {
    if (error instanceof ProtocolError) return [error.replyCode, error.message]
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('commands', () => {
  test('a method without content is a command at once', () => {
    const { commands } = new Commands().method(BASIC_ACK)
    expect(commands).toEqual([{ id: BASIC_ACK, content: undefined }])
  })

  test('a method with an empty body is a command as soon as its header is there', () => {
    const channel = new Commands().method(BASIC_DELIVER)
    expect(channel.commands).toEqual([])
    expect(channel.header(0).bodies()).toEqual([''])
  })

  test('a body that comes in one frame is not copied', () => {
    const payload = Buffer.from('whole')
    const { commands } = new Commands().method(BASIC_DELIVER).header(5).body(payload)
    expect(commands[0]?.content?.body).toBe(payload)
  })

  test('a body in pieces is put together, whatever their sizes', () => {
    const channel = new Commands().method(BASIC_DELIVER).header(10)
    for (const piece of ['', 'abc', '', 'd', 'efghi', '']) channel.body(Buffer.from(piece))
    expect(channel.commands).toEqual([])
    expect(channel.body(Buffer.from('j')).bodies()).toEqual(['abcdefghij'])
  })

  test('bodies of one message after the other share no memory', () => {
    const channel = new Commands()
    for (const text of ['first', 'second']) {
      channel.method(BASIC_DELIVER).header(text.length)
      channel.body(Buffer.from(text.slice(0, 2))).body(Buffer.from(text.slice(2)))
    }
    expect(channel.bodies()).toEqual(['first', 'second'])
  })

  test('a body as large as the limit is taken', () => {
    const channel = new Commands(7).method(BASIC_DELIVER).header(7).body(7)
    expect(channel.oversized).toEqual([])
    expect(channel.commands[0]?.content?.bodyBytes).toBe(7)
  })
})

describe('frames out of place', () => {
  test('a header without a method is refused with 505', () => {
    expect(refused(() => new Commands().header(1))).toEqual([
      505,
      'a content header came where a method was due',
    ])
  })

  test('a header after a method that carries no content is refused with 505', () => {
    const channel = new Commands().method(BASIC_ACK)
    expect(refused(() => channel.header(1))[0]).toBe(505)
  })

  test('a body without a method is refused with 505', () => {
    expect(refused(() => new Commands().body(1))).toEqual([
      505,
      'a piece of a body came where a method was due',
    ])
  })

  test('a body where a header is due is refused with 505', () => {
    const channel = new Commands().method(BASIC_DELIVER)
    const words = 'a piece of a body came where the content header of basic.deliver was due'
    expect(refused(() => channel.body(1))).toEqual([505, words])
  })

  test('a method where a header is due is refused with 505', () => {
    const channel = new Commands().method(BASIC_DELIVER)
    const words = 'the method basic.ack came where the content header of basic.deliver was due'
    expect(refused(() => channel.method(BASIC_ACK))).toEqual([505, words])
  })

  test('a method where more of a body is due is refused with 505', () => {
    const channel = new Commands().method(BASIC_DELIVER).header(3).body(2)
    const words = 'the method basic.ack came where more of the body was due'
    expect(refused(() => channel.method(BASIC_ACK))).toEqual([505, words])
  })

  test('a second header is refused with 505', () => {
    const channel = new Commands().method(BASIC_DELIVER).header(3)
    expect(refused(() => channel.header(3))[0]).toBe(505)
  })

  test('a body after an empty one is refused with 505, even an empty piece', () => {
    const channel = new Commands().method(BASIC_DELIVER).header(0)
    expect(refused(() => channel.body(0))[0]).toBe(505)
  })
})

describe('broken content', () => {
  test('a header of another class is refused with 505', () => {
    const channel = new Commands().method(BASIC_DELIVER)
    expect(refused(() => channel.header(1, { classId: 50 }))).toEqual([
      505,
      'a content header of the class 50',
    ])
  })

  test('a header with a weight is refused with 505', () => {
    const channel = new Commands().method(BASIC_DELIVER)
    expect(refused(() => channel.header(1, { weight: 1 }))).toEqual([
      505,
      'a content header with the weight 1',
    ])
  })

  test('a header that is too short for property flags is refused with 501', () => {
    const channel = new Commands().method(BASIC_DELIVER)
    expect(refused(() => channel.header(1, { flags: [0] }))).toEqual([501, 'a content header of 13 octets'])
  })

  test('a header that is too short is told from its place in the chunk as well', () => {
    const { assembler } = new Commands().method(BASIC_DELIVER)
    expect(refused(() => assembler.receiveHeader(new Reader(Buffer.alloc(40), 20, 33)))[0]).toBe(501)
  })

  test('a body longer than announced is refused with 501, in one frame or in several', () => {
    const words = 'a body longer than the 3 bytes announced'
    const begun = (): Commands => new Commands().method(BASIC_DELIVER).header(3)
    expect(refused(() => begun().body(4))).toEqual([501, words])
    expect(refused(() => begun().body(2).body(2))).toEqual([501, words])
  })
})

describe('bodies over the limit', () => {
  test('an oversized message is told of once, and skipped', () => {
    const channel = new Commands().method(BASIC_DELIVER).header(1001)
    expect(channel.oversized).toEqual([[BASIC_DELIVER, 1001]])
    channel.body(500).body(501)
    channel.method(BASIC_ACK)
    expect(channel.commands).toEqual([{ id: BASIC_ACK, content: undefined }])
    expect(channel.oversized).toHaveLength(1)
  })

  test('an oversized message that comes in one frame is skipped as well', () => {
    const channel = new Commands().method(BASIC_DELIVER).header(1001).body(1001)
    channel.method(BASIC_DELIVER).header(2).body(Buffer.from('ok'))
    expect(channel.bodies()).toEqual(['ok'])
  })

  test('a size of 2^63 or 2^64 - 1 is over every limit', () => {
    for (const size of [2n ** 63n, 2n ** 64n - 1n]) {
      const channel = new Commands(Number.MAX_SAFE_INTEGER).method(BASIC_DELIVER).header(size)
      expect(channel.oversized).toEqual([[BASIC_DELIVER, Number(size)]])
    }
  })

  test('an abandoned message is forgotten, and what follows is a new command', () => {
    const channel = new Commands().method(BASIC_DELIVER).header(10).body(4)
    channel.assembler.abandon()
    channel.method(BASIC_DELIVER).header(2).body(Buffer.from('ok'))
    expect(channel.bodies()).toEqual(['ok'])
  })
})

describe('memory', () => {
  /** The size of the memory that the body lies in. */
  const memoryOf = (channel: Commands): number =>
    (channel.assembler as unknown as { body: Uint8Array }).body.buffer.byteLength

  test('a header alone sets no memory aside, and a first byte no more than a megabyte', () => {
    const channel = new Commands(2 ** 40).method(BASIC_DELIVER).header(2 ** 40)
    expect(memoryOf(channel)).toBe(0)
    expect(memoryOf(channel.body(1))).toBe(1024 * 1024)
  })

  test('memory stays within twice of what has come', () => {
    const channel = new Commands(2 ** 40).method(BASIC_DELIVER).header(2 ** 40)
    for (let received = 0; received < 8 * 1024 * 1024; received += 128 * 1024) {
      expect(memoryOf(channel.body(128 * 1024))).toBeLessThanOrEqual(
        Math.max(1024 * 1024, 2 * (received + 128 * 1024)),
      )
    }
  })

  test('nothing is lost when memory grows', () => {
    const whole = Buffer.from(Uint8Array.from({ length: 5 * 1024 * 1024 }, (_, i) => i % 251))
    const channel = new Commands(whole.length).method(BASIC_DELIVER).header(whole.length)
    for (let at = 0; at < whole.length; at += 100_000) channel.body(whole.subarray(at, at + 100_000))
    expect(whole.equals(channel.commands[0]?.content?.body ?? Buffer.of())).toBe(true)
  })

  test('a small body sets aside its own size', () => {
    const channel = new Commands().method(BASIC_DELIVER).header(10).body(1)
    expect(memoryOf(channel)).toBe(10)
  })

  test('nothing of a skipped body is kept', () => {
    const channel = new Commands().method(BASIC_DELIVER).header(2000).body(1000)
    expect(memoryOf(channel)).toBe(0)
  })
})
