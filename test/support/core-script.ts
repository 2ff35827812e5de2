/** One core alone, opposite a test that plays the other side frame by frame. */

import { methodNames } from '../../src/generated/constants.ts'
import { decodeFromClient, decodeFromServer } from '../../src/generated/dispatch.ts'
import * as methods from '../../src/generated/methods.ts'
import type { ClientChannelCore } from '../../src/protocol/client-channel-core.ts'
import { ClientCore, type ClientCoreOptions } from '../../src/protocol/client-core.ts'
import { Outbox } from '../../src/protocol/outbox.ts'
import { ServerCore, type ServerCoreOptions } from '../../src/protocol/server-core.ts'
import type { Tune } from '../../src/protocol/tune.ts'
import { FRAME_BODY, FRAME_HEADER, FRAME_HEARTBEAT, FRAME_METHOD } from '../../src/wire/frame.ts'
import { FrameDecoder } from '../../src/wire/frame-decoder.ts'
import { FrameWriter } from '../../src/wire/frame-writer.ts'
import type { Method } from '../../src/wire/method.ts'
import { Reader } from '../../src/wire/reader.ts'
import type { Writer } from '../../src/wire/writer.ts'
import { CLIENT_OPTIONS, SERVER_OPTIONS, TUNE } from './core-pair.ts'
import {
  RecordedCall,
  RecordedChannel,
  RecordedClient,
  RecordedServer,
  type ServerScript,
} from './core-recorders.ts'

/** The bytes of one frame with any payload. */
export function frame(type: number, channel: number, write: (writer: Writer) => void = () => {}): Uint8Array {
  const writer = new FrameWriter()
  writer.beginFrame(type, channel)
  write(writer)
  writer.endFrame()
  writer.commit()
  return Buffer.concat(writer.take())
}

/** The bytes of a method, with content where there is a body. */
export function method<Args>(
  channel: number,
  sent: Method<Args, unknown>,
  args: Args,
  body?: string,
): Uint8Array {
  const outbox = new Outbox({ onPending() {} })
  if (body === undefined) outbox.method(channel, sent, args)
  else outbox.content(channel, sent, args, {}, body)
  return Buffer.concat(outbox.take())
}

/** A content header that says what it is told to say. */
export function header(channel: number, bodyBytes: number | bigint, classId = 60, weight = 0): Uint8Array {
  return frame(FRAME_HEADER, channel, (writer) => {
    writer.short(classId, 'class')
    writer.short(weight, 'weight')
    writer.longlong(bodyBytes, 'body size')
    writer.short(0, 'flags')
  })
}

export function body(channel: number, text: string): Uint8Array {
  return frame(FRAME_BODY, channel, (writer) => writer.raw(Buffer.from(text)))
}

/** What a core sent: the name of the method or the kind of frame, its channel, and its fields or payload. */
export type Heard = [name: string, channel: number, what?: object | string]

/** Takes output apart, as the other side would. */
export function hear(output: readonly Uint8Array[], from: 'client' | 'server'): Heard[] {
  const heard: Heard[] = []
  const decode = from === 'client' ? decodeFromClient : decodeFromServer
  const decoder = new FrameDecoder(
    {
      onProtocolHeader: (bytes) => heard.push(['protocol header', 0, Buffer.from(bytes).toString('latin1')]),
      onFrame: (type, channel, bytes, at, to) => {
        const reader = new Reader(bytes, at, to)
        if (type === FRAME_HEARTBEAT) heard.push(['heartbeat', channel])
        else if (type === FRAME_HEADER) heard.push(['header', channel])
        else if (type === FRAME_BODY)
          heard.push(['body', channel, Buffer.from(bytes.subarray(at, to)).toString()])
        else {
          const id = reader.long('id')
          heard.push([methodNames[id] ?? String(id), channel, decode(id, reader) as object])
          reader.finish('the method')
        }
      },
    },
    1024 * 1024,
  )
  for (const piece of output) decoder.receive(piece)
  if (!decoder.isBetweenFrames) throw new Error('the output ends in the middle of a frame')
  return heard
}

export class LoneClient {
  readonly core: ClientCore
  readonly side: RecordedClient = new RecordedClient()
  now: number = 0

  constructor(options: Partial<ClientCoreOptions> = {}) {
    this.core = new ClientCore({ ...CLIENT_OPTIONS, ...options }, this.side, this.now)
  }

  /** A client whose handshake is done. */
  static opened(options?: Partial<ClientCoreOptions>, proposed: Tune = TUNE): LoneClient {
    const client = new LoneClient(options)
    client.core.start()
    client.hears(START)
    const { channelMax, frameMaxBytes, heartbeatSeconds } = proposed
    const limits = { channelMax, frameMax: frameMaxBytes, heartbeat: heartbeatSeconds }
    client.hears(method(0, methods.connectionTune, limits))
    client.hears(method(0, methods.connectionOpenOk, {}))
    client.says()
    return client
  }

  hears(...pieces: Uint8Array[]): void {
    this.core.receive(Buffer.concat(pieces), this.now)
  }

  /** What it has sent since the last time. */
  says(): Heard[] {
    this.side.checkPending(this.core.pendingBytes)
    this.side.announced = false
    return hear(this.core.takeOutput(this.now), 'client')
  }

  /** A channel that was not answered yet. */
  startChannel(): { core: ClientChannelCore; recorder: RecordedChannel; opening: RecordedCall } {
    const recorder = new RecordedChannel()
    const core = this.core.createChannel(recorder) as ClientChannelCore
    const opening = new RecordedCall('channel.open', methods.channelOpen.replies)
    core.call(methods.channelOpen, {}, opening)
    this.says()
    return { core, recorder, opening }
  }

  openChannel(): { core: ClientChannelCore; recorder: RecordedChannel } {
    const { core, recorder } = this.startChannel()
    this.hears(method(core.id, methods.channelOpenOk, {}))
    return { core, recorder }
  }
}

export class LoneServer {
  readonly core: ServerCore
  readonly side: RecordedServer
  now: number = 0

  constructor(script: ServerScript = {}, options: Partial<ServerCoreOptions> = {}) {
    this.side = new RecordedServer(script)
    this.core = new ServerCore({ ...SERVER_OPTIONS, ...options }, this.side, this.now)
    this.side.core = this.core
  }

  /** A server whose handshake is done. */
  static opened(script?: ServerScript, options?: Partial<ServerCoreOptions>): LoneServer {
    const server = new LoneServer(script, options)
    server.hears(Buffer.from('AMQP\0\0\x09\x01', 'latin1'), START_OK)
    server.hears(method(0, methods.connectionTuneOk, { channelMax: 2047, frameMax: 131_072, heartbeat: 60 }))
    server.hears(method(0, methods.connectionOpen, { virtualHost: '/' }))
    server.says()
    return server
  }

  hears(...pieces: Uint8Array[]): void {
    this.core.receive(Buffer.concat(pieces), this.now)
  }

  /** What it has sent since the last time. */
  says(): Heard[] {
    this.side.checkPending(this.core.pendingBytes)
    this.side.announced = false
    return hear(this.core.takeOutput(this.now), 'server')
  }
}

/** A broker's first words. */
export const START: Uint8Array = method(0, methods.connectionStart, {
  versionMajor: 0,
  versionMinor: 9,
  serverProperties: {},
  mechanisms: 'PLAIN AMQPLAIN',
  locales: 'en_US',
})

/** A client's answer. */
export const START_OK: Uint8Array = method(0, methods.connectionStartOk, {
  clientProperties: {},
  mechanism: 'PLAIN',
  response: '\0guest\0guest',
  locale: 'en_US',
})

/** A frame of a method whose payload is given octet by octet. */
export function rawMethod(channel: number, ...payload: number[]): Uint8Array {
  return frame(FRAME_METHOD, channel, (writer) => writer.raw(Uint8Array.from(payload)))
}
