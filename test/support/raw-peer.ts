// A broker whose every frame the test sends itself: for what real ones seldom do, or never should.

import { methodNames } from '../../src/generated/constants.ts'
import { decodeFromClient } from '../../src/generated/dispatch.ts'
import * as methods from '../../src/generated/methods.ts'
import type { BasicProperties } from '../../src/generated/properties.ts'
import { Outbox } from '../../src/protocol/outbox.ts'
import { memoryPair } from '../../src/transport/memory.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { type Deferred, deferred } from '../../src/util/deferred.ts'
import { FRAME_METHOD, PROTOCOL_HEADER } from '../../src/wire/frame.ts'
import { FrameDecoder } from '../../src/wire/frame-decoder.ts'
import type { Method } from '../../src/wire/method.ts'
import { Reader } from '../../src/wire/reader.ts'

/** A method that the client sent. */
export interface Heard {
  readonly channel: number
  readonly name: string
  readonly args: Record<string, unknown>
}

export class RawPeer {
  /** The client's end, for the option `transport` of `connect`. */
  readonly transport: Transport
  /** Whether the client has ended its side of the stream. */
  readonly ended: Promise<void>
  private readonly own: Transport
  private readonly outbox: Outbox = new Outbox({ onPending() {} })
  private readonly heard: (Heard | 'protocol header')[] = []
  private waiter: Deferred<void> | undefined

  constructor() {
    const [transport, own] = memoryPair()
    const end = deferred<void>()
    this.transport = transport
    this.own = own
    this.ended = end.promise
    this.outbox.frameMaxBytes = 131_072
    const decoder = new FrameDecoder(
      {
        onProtocolHeader: () => this.note('protocol header'),
        onFrame: (type, channel, bytes, from, to) => {
          if (type === FRAME_METHOD) this.noteMethod(channel, new Reader(bytes, from, to))
        },
      },
      131_072,
    )
    own.start({
      onData: (bytes) => decoder.receive(bytes),
      onDrain: () => {},
      onEnd: () => end.resolve(),
      onClose: () => end.resolve(),
    })
  }

  /** The next method of the client; its hello counts as one. */
  async next(): Promise<Heard> {
    while (this.heard.length === 0) {
      this.waiter = deferred()
      await this.waiter.promise
    }
    const heard = this.heard.shift() as Heard | 'protocol header'
    return typeof heard === 'string' ? { channel: 0, name: heard, args: {} } : heard
  }

  /** The next method of the client; fails where it is another than expected. */
  async expect(name: string): Promise<Heard> {
    const heard = await this.next()
    if (heard.name !== name) throw new Error(`the client sent ${heard.name} where ${name} was expected`)
    return heard
  }

  /** Whether the client has sent nothing that was not expected. */
  get isQuiet(): boolean {
    return this.heard.length === 0
  }

  send<Args>(channel: number, method: Method<Args, unknown>, args: Args): void {
    this.outbox.method(channel, method, args)
    this.own.write(this.outbox.take())
  }

  deliver(channel: number, deliveryTag: number, body: string, properties?: BasicProperties): void {
    const args = { consumerTag: 'c', deliveryTag, exchange: '', routingKey: 'q' }
    this.outbox.content(channel, methods.basicDeliver, args, properties, body)
    this.own.write(this.outbox.take())
  }

  bytes(...octets: number[]): void {
    this.own.write([Uint8Array.from(octets)])
  }

  /** A frame of any type and payload. */
  frame(type: number, channel: number, payload: Uint8Array): void {
    const size = payload.length
    this.bytes(type, channel >> 8, channel, size >>> 24, size >>> 16, size >>> 8, size, ...payload, 0xce)
  }

  protocolHeader(): void {
    this.own.write([PROTOCOL_HEADER])
  }

  end(): void {
    this.own.end()
  }

  async start(mechanisms: string = 'PLAIN'): Promise<Heard> {
    await this.expect('protocol header')
    this.send(0, methods.connectionStart, {
      versionMinor: 9,
      serverProperties: { product: 'raw' },
      mechanisms,
      locales: 'en_US',
    })
    return this.expect('connection.start-ok')
  }

  /** The whole handshake, as RabbitMQ does it unless told otherwise. */
  async shakeHands(
    tune: { channelMax?: number; frameMax?: number; heartbeat?: number } = {},
  ): Promise<Heard> {
    await this.start()
    this.send(0, methods.connectionTune, { channelMax: 2047, frameMax: 131_072, heartbeat: 0, ...tune })
    const tuneOk = await this.expect('connection.tune-ok')
    await this.expect('connection.open')
    this.send(0, methods.connectionOpenOk, {})
    return tuneOk
  }

  /** Answers a call of the client. */
  async answer<Args>(name: string, method: Method<Args, unknown>, args: Args): Promise<Heard> {
    const heard = await this.expect(name)
    this.send(heard.channel, method, args)
    return heard
  }

  openChannel(): Promise<Heard> {
    return this.answer('channel.open', methods.channelOpenOk, {})
  }

  private noteMethod(channel: number, reader: Reader): void {
    const id = reader.long('id')
    const args = decodeFromClient(id, reader) as Record<string, unknown>
    this.note({ channel, name: methodNames[id] as string, args })
  }

  private note(heard: Heard | 'protocol header'): void {
    this.heard.push(heard)
    this.waiter?.resolve()
  }
}
