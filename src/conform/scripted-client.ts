// A client that does what a test tells it, right or wrong, and shows what comes back, method by method.

import { methodNames } from '../generated/constants.ts'
import { decodeFromServer } from '../generated/dispatch.ts'
import {
  basicPublish,
  channelOpen,
  connectionOpen,
  connectionStartOk,
  connectionTuneOk,
} from '../generated/methods.ts'
import type { BasicProperties } from '../generated/properties.ts'
import type { BasicPublishArgs } from '../generated/types.ts'
import { CommandAssembler } from '../protocol/command-assembler.ts'
import type { Content } from '../protocol/content.ts'
import { Outbox } from '../protocol/outbox.ts'
import { dial } from '../transport/tcp.ts'
import type { Transport, TransportHandler } from '../transport/transport.ts'
import type { FieldTable } from '../wire/field-value.ts'
import { FRAME_BODY, FRAME_HEADER, FRAME_METHOD } from '../wire/frame.ts'
import { FrameDecoder, type FrameHandler } from '../wire/frame-decoder.ts'
import type { Method } from '../wire/method.ts'
import { Reader } from '../wire/reader.ts'

const DIAL_TIMEOUT_MS = 10_000
const MAX_BODY_BYTES = 64 * 1024 * 1024
const FRAME_MAX_BYTES = 131_072

/** A method that came, with its fields, and its content where it has one. */
export interface Received {
  readonly channel: number
  /** As in the standard, such as `basic.deliver`. */
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: a test says itself which fields it expects
  readonly fields: any
  readonly properties: BasicProperties | undefined
  readonly text: string | undefined
}

/** What a scripted client says in its handshake. */
export interface HandshakeOptions {
  readonly mechanism?: string
  readonly response?: string | Uint8Array
  readonly capabilities?: FieldTable
  readonly virtualHost?: string
  readonly tune?: { channelMax?: number; frameMax?: number; heartbeat?: number }
}

/** What a client of today understands. */
const CAPABILITIES: FieldTable = {
  authentication_failure_close: true,
  consumer_cancel_notify: true,
  'basic.nack': true,
  publisher_confirms: true,
}

export class ScriptedClient implements FrameHandler, TransportHandler, AsyncDisposable {
  /** Sees all bytes as they come. */
  onBytes: (bytes: Uint8Array) => void = () => {}
  /** Resolves when the stream is closed. */
  readonly closed: Promise<void>
  private readonly transport: Transport
  private readonly outbox: Outbox = new Outbox({ onPending() {} })
  private readonly decoder: FrameDecoder = new FrameDecoder(this, 16 * 1024 * 1024)
  private readonly assemblers: Map<number, CommandAssembler> = new Map()
  private readonly received: Received[] = []
  private isOver: boolean = false
  private wake: () => void = () => {}
  private onClosed: () => void = () => {}

  constructor(transport: Transport) {
    this.transport = transport
    this.outbox.frameMaxBytes = FRAME_MAX_BYTES
    this.closed = new Promise((resolve) => {
      this.onClosed = resolve
    })
    transport.start(this)
  }

  /** A stream to a broker, without a word said on it. */
  static async dial(url: string): Promise<ScriptedClient> {
    const { hostname, port } = new URL(url)
    return new ScriptedClient(
      await dial(hostname, Number(port || 5672), undefined, { timeoutMs: DIAL_TIMEOUT_MS }),
    )
  }

  /** An open connection with channel 1 open. */
  static async open(target: string | Transport, options: HandshakeOptions = {}): Promise<ScriptedClient> {
    const client = typeof target === 'string' ? await ScriptedClient.dial(target) : new ScriptedClient(target)
    await client.handshake(options)
    await client.openChannel(1)
    return client
  }

  /** From the protocol header to connection.open-ok. */
  async handshake(options: HandshakeOptions = {}): Promise<void> {
    await this.login(options)
    const tune = await this.receive('connection.tune')
    this.send(0, connectionTuneOk, { ...tune.fields, heartbeat: 0, ...options.tune })
    this.outbox.frameMaxBytes = options.tune?.frameMax ?? tune.fields.frameMax
    this.send(0, connectionOpen, { virtualHost: options.virtualHost ?? '/' })
    await this.receive('connection.open-ok')
  }

  /** The handshake up to the answer to connection.start-ok, which is not read. */
  async login({
    mechanism = 'PLAIN',
    response = '\0guest\0guest',
    capabilities,
  }: HandshakeOptions = {}): Promise<Received> {
    this.outbox.protocolHeader()
    this.flush()
    const start = await this.receive('connection.start')
    const clientProperties = { capabilities: capabilities ?? CAPABILITIES }
    this.send(0, connectionStartOk, { clientProperties, mechanism, response, locale: 'en_US' })
    return start
  }

  async openChannel(channel: number): Promise<void> {
    this.send(channel, channelOpen, {})
    await this.receive('channel.open-ok')
  }

  send<Args>(channel: number, method: Method<Args, unknown>, args: Args): void {
    this.outbox.method(channel, method, args)
    this.flush()
  }

  publish(
    channel: number,
    args: BasicPublishArgs,
    body: string | Uint8Array = '',
    properties: BasicProperties = {},
  ): void {
    this.outbox.content(channel, basicPublish, args, properties, body)
    this.flush()
  }

  /** Sends any bytes. */
  sendBytes(...bytes: Uint8Array[]): void {
    this.transport.write(bytes)
  }

  /** Sends several methods as one write. */
  batch(write: (outbox: Outbox) => void): void {
    write(this.outbox)
    this.flush()
  }

  /** Sends a method and waits for the next thing that comes, which has to be the answer named. */
  call<Args>(
    channel: number,
    method: Method<Args, unknown>,
    args: Args,
    answer: string = `${method.name}-ok`,
  ): Promise<Received> {
    this.send(channel, method, args)
    return this.receive(answer)
  }

  /** The next method that comes, which has to be this one. */
  async receive(name: string): Promise<Received> {
    const next = await this.next()
    if (next.name !== name)
      throw new Error(`expected ${name}, got ${next.name} ${JSON.stringify(next.fields)}`)
    return next
  }

  /** As many methods of this name in a row. */
  async receiveAll(name: string, count: number): Promise<Received[]> {
    const all: Received[] = []
    while (all.length < count) all.push(await this.receive(name))
    return all
  }

  /** The next method that comes, whatever it is. */
  async next(): Promise<Received> {
    while (this.received.length === 0) {
      if (this.isOver) throw new Error('the stream was closed')
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    return this.received.shift() as Received
  }

  /** Ends the stream without a word. */
  hangUp(): void {
    this.transport.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.transport.destroy()
    await this.closed
  }

  onFrame(type: number, channel: number, bytes: Uint8Array, from: number, to: number): void {
    const assembler = this.assemblerOf(channel)
    if (type === FRAME_METHOD) {
      const reader = new Reader(bytes, from, to)
      const id = reader.long('method')
      const fields = decodeFromServer(id, reader)
      if (fields === undefined) throw new Error(`a server may not send ${methodNames[id] ?? id}`)
      reader.finish('method')
      assembler.receiveMethod(id, fields)
    } else if (type === FRAME_HEADER) assembler.receiveHeader(new Reader(bytes, from, to))
    else if (type === FRAME_BODY) assembler.receiveBody(bytes, from, to, 0)
  }

  onProtocolHeader(header: Uint8Array): void {
    this.push({
      channel: 0,
      name: 'protocol header',
      fields: [...header.subarray(4)],
      properties: undefined,
      text: undefined,
    })
  }

  onData(bytes: Uint8Array): void {
    this.onBytes(bytes)
    this.decoder.receive(bytes)
  }

  onDrain(): void {}

  onEnd(): void {
    this.transport.end()
  }

  onClose(): void {
    this.isOver = true
    this.onClosed()
    this.wake()
  }

  private flush(): void {
    this.transport.write(this.outbox.take())
  }

  private assemblerOf(channel: number): CommandAssembler {
    let assembler = this.assemblers.get(channel)
    if (assembler === undefined) {
      const onCommand = (id: number, fields: object, content: Content | undefined): void => {
        const text = content && Buffer.from(content.body).toString()
        this.push({ channel, name: methodNames[id] as string, fields, properties: content?.properties, text })
      }
      assembler = new CommandAssembler({ onCommand, onOversized: () => {} }, MAX_BODY_BYTES)
      this.assemblers.set(channel, assembler)
    }
    return assembler
  }

  private push(received: Received): void {
    this.received.push(received)
    this.wake()
  }
}
