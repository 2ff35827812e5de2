/** Who releases deliveries has the memory that was read into written over: nobody else may notice. */
import { deepStrictEqual } from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChannelEvents } from '../../src/client/channel-events.ts'
import { ChannelLife } from '../../src/client/channel-life.ts'
import { Delivery, type FetchedMessage, type ReturnedMessage } from '../../src/client/delivery.ts'
import * as methods from '../../src/generated/methods.ts'
import type { BasicProperties } from '../../src/generated/properties.ts'
import type { PendingCall } from '../../src/protocol/rpc-queue.ts'
import { ReadMemory } from '../../src/transport/read-memory.ts'
import { bodyFrame, headerFrame, heartbeatFrame, methodFrame } from '../inspect/frames.ts'
import { RecordedCall } from '../support/core-recorders.ts'
import { LoneClient } from '../support/core-script.ts'

const CHANNELS = [1, 2] as const

interface Sent {
  readonly channel: number
  readonly kind: 'deliver' | 'return' | 'get' | 'ack' | 'heartbeat'
  readonly routingKey: string
  readonly properties: BasicProperties
  readonly body: Buffer
  /** Into how many frames the body is cut. */
  readonly pieces: number
  readonly isReleased: boolean
}

function arbitrarySent(kinds: readonly Sent['kind'][], isReleased: Arbitrary<boolean>): Arbitrary<Sent> {
  return fc.record({
    channel: fc.constantFrom(...CHANNELS),
    kind: fc.constantFrom(...kinds),
    routingKey: fc.string({ maxLength: 8 }),
    properties: fc.constantFrom<BasicProperties>(
      {},
      { messageId: 'an id', headers: { octets: Buffer.from('some'), text: 'tea', list: [1, 'two'] } },
    ),
    body: fc
      .tuple(
        fc.oneof(
          { weight: 4, arbitrary: fc.nat(40) },
          { weight: 4, arbitrary: fc.nat(3000) },
          { weight: 1, arbitrary: fc.nat(60_000) },
        ),
        fc.nat(255),
      )
      .map(([n, octet]) => Buffer.alloc(n, octet)),
    pieces: fc.constantFrom(1, 1, 1, 2, 3),
    isReleased,
  })
}

/** A message as the broker sends it. */
function framesOf({ channel, kind, routingKey, properties, body, pieces }: Sent): Uint8Array[] {
  if (kind === 'heartbeat') return [heartbeatFrame()]
  if (kind === 'ack') return [methodFrame(channel, { apiName: 'basicAck' }, { deliveryTag: 1 })]
  const fields = { exchange: 'ex', routingKey }
  const method =
    kind === 'deliver'
      ? methodFrame(channel, { apiName: 'basicDeliver' }, { ...fields, consumerTag: 'c', deliveryTag: 1 })
      : kind === 'get'
        ? methodFrame(channel, { apiName: 'basicGetOk' }, { ...fields, deliveryTag: 1 })
        : methodFrame(
            channel,
            { apiName: 'basicReturn' },
            { ...fields, replyCode: 312, replyText: 'NO_ROUTE' },
          )
  const size = Math.ceil(body.length / pieces)
  const bodies = Array.from({ length: pieces }, (_, i) => body.subarray(i * size, (i + 1) * size))
  return [
    method,
    headerFrame(channel, body.length, properties),
    ...bodies.filter(({ length }) => length > 0).map((part) => bodyFrame(channel, part)),
  ]
}

/** The frames of both channels among each other, those of one in order. */
function mixed(sent: readonly Sent[], turns: readonly boolean[]): Buffer {
  const left = CHANNELS.map((id) => sent.filter(({ channel }) => channel === id).flatMap(framesOf))
  const all: Uint8Array[] = []
  for (let i = 0; left.some(({ length }) => length > 0); i++) {
    const [first, second] = turns[i % turns.length] ? left : left.toReversed()
    all.push((first!.shift() ?? second!.shift()) as Uint8Array)
  }
  return Buffer.concat(all)
}

/**
 * A client that consumes on two channels, over a socket that reads into the memory of the last read where it may, and
 * into bodies where it should. All that is free is written over at once.
 */
class Reading {
  readonly client: LoneClient = LoneClient.opened()
  readonly taken: Map<number, (Delivery | ReturnedMessage)[]> = new Map()
  private readonly memory: ReadMemory = new ReadMemory()

  /** @param releases which messages of a channel are released, in order */
  constructor(releases: (channel: number) => boolean[]) {
    for (const id of CHANNELS) this.openChannel(id, releases(id))
  }

  /** Takes these octets in one read, and says whether nobody needs them any more. */
  read(bytes: Uint8Array): boolean {
    const { core } = this.client
    let over = true
    for (let at = 0; at < bytes.length; ) {
      const place = core.space
      const space = place ?? this.memory.next()
      const size = Math.min(space.length, bytes.length - at)
      space.set(bytes.subarray(at, at + size))
      const read = place === undefined ? this.memory.take(size) : place.subarray(0, size)
      core.receive(read, 0)
      if (place === undefined && core.loan.isOver) {
        read.fill(0xee)
        this.memory.takeBack()
      } else if (place === undefined) over = false
      at += size
    }
    return over
  }

  private openChannel(id: number, releases: boolean[]): void {
    const taken: (Delivery | ReturnedMessage)[] = []
    this.taken.set(id, taken)
    const { core } = this.client
    const take = (message: Delivery | ReturnedMessage): void => {
      taken.push(message)
      if (releases.shift() === true && message instanceof Delivery) {
        const { body } = message
        message.release()
        message.release()
        body.fill(0xee)
      }
    }
    const emitter = new EventEmitter<ChannelEvents>().on('return', take)
    const life = new ChannelLife(
      {
        id,
        remote: 'here',
        callTimeoutMs: 1000,
        tracesSettlements: false,
        emitter,
        confirmListener: undefined,
        handsOnLater: false,
        onConsumerGone() {},
        onLifeOver() {},
      },
      core,
    )
    life.consumers.add('c', { onDelivery: take, noAck: true })
    const channel = life.core
    channel.call(methods.channelOpen, {}, new RecordedCall('channel.open', methods.channelOpen.replies))
    this.client.hears(methodFrame(id, { apiName: 'channelOpenOk' }, {}))
    const { replies } = methods.basicGet
    for (let i = 0; i < 20; i++) {
      const call: PendingCall = {
        method: 'basic.get',
        replies,
        onReply: (_id, _args, content) => take(content as FetchedMessage),
        onError() {},
      }
      channel.call(methods.basicGet, {}, call)
    }
  }
}

/** Has a client take a stream in reads of these sizes; says of each read whether its memory was free again. */
function readAll(reading: Reading, stream: Uint8Array, cuts: readonly number[]): boolean[] {
  const free: boolean[] = []
  for (let at = 0, i = 0; at < stream.length; i++) {
    const end = at + cuts[i % cuts.length]!
    free.push(reading.read(stream.subarray(at, end)))
    at = end
  }
  return free
}

const turns = fc.array(fc.boolean(), { minLength: 1, maxLength: 20 })
const cuts = fc.array(fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 200, max: 9000 })), {
  minLength: 1,
  maxLength: 20,
})

describe('releasing', () => {
  test('has a large body put where the one before it was', () => {
    const reading = new Reading((id) => (id === 1 ? Array(4).fill(true) : []))
    const { core } = reading.client
    const places: (ArrayBufferLike | undefined)[] = []
    for (const octet of [1, 2, 3, 4]) {
      const sent = { channel: 1, kind: 'deliver', routingKey: '', properties: {}, isReleased: true } as const
      const frames = framesOf({ ...sent, body: Buffer.alloc(100_000, octet), pieces: 1 })
      const [method, header, body] = frames as [Uint8Array, Uint8Array, Uint8Array]
      reading.read(Buffer.concat([method, header, body.subarray(0, 10_000)]))
      places.push(core.space?.buffer)
      reading.read(body.subarray(10_000))
    }
    expect(reading.taken.get(1)).toHaveLength(4)
    // The first was made before anybody had released anything.
    const [first, second, third, fourth] = places
    expect(second).not.toBe(first)
    expect([third, fourth]).toEqual([second, second])
    expect(second).toBeInstanceOf(ArrayBuffer)
  })

  test('leaves alone what was not released, however the stream was cut', () => {
    const kinds = ['deliver', 'deliver', 'deliver', 'return', 'get', 'ack', 'heartbeat'] as const
    const messages = fc.array(arbitrarySent(kinds, fc.boolean()), { minLength: 1, maxLength: 15 })
    fc.assert(
      fc.property(messages, turns, cuts, (sent, turns, cuts) => {
        const messagesOf = (id: number): Sent[] =>
          sent.filter(({ channel, kind }) => channel === id && kind !== 'ack' && kind !== 'heartbeat')
        const reading = new Reading((id) => messagesOf(id).map(({ isReleased }) => isReleased))
        readAll(reading, mixed(sent, turns), cuts)
        for (const id of CHANNELS) {
          const wanted = messagesOf(id)
          expect(reading.taken.get(id)).toHaveLength(wanted.length)
          for (const [i, message] of reading.taken.get(id)!.entries()) {
            const { routingKey, properties, body, isReleased, kind } = wanted[i]!
            if (isReleased && message instanceof Delivery) continue
            deepStrictEqual(
              [message.exchange, message.routingKey, message.properties, message.body.equals(body)],
              ['ex', routingKey, properties, true],
            )
            if (kind === 'deliver') expect((message as Delivery).consumerTag).toBe('c')
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('frees each read, once anything was released, where all is', () => {
    const messages = fc.array(arbitrarySent(['deliver', 'ack', 'heartbeat'], fc.constant(true)), {
      minLength: 1,
      maxLength: 15,
    })
    fc.assert(
      fc.property(messages, turns, cuts, (sent, turns, cuts) => {
        const reading = new Reading(() => Array(20).fill(true))
        const first: Sent = { ...sent[0]!, kind: 'deliver', body: Buffer.from('first'), pieces: 1 }
        expect(reading.read(mixed([first], [true]))).toBe(true)
        const whole = sent.map((message) => ({ ...message, pieces: 1 }))
        expect(readAll(reading, mixed(whole, turns), cuts)).not.toContain(false)
      }),
      { numRuns: 500 },
    )
  })
})
