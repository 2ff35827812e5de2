// A recording made by hand: what each peer sends, frame by frame, and what a Correlator finds in it.

import { methodInfos } from '../../../src/generated/metadata.ts'
import type { BasicProperties } from '../../../src/generated/properties.ts'
import {
  type CaptureEvent,
  type ConsumerWindow,
  Correlator,
  type CorrelatorOptions,
  type Direction,
  FrameStream,
  type OpenEnds,
  type SeenBlocking,
  type SeenCall,
  type SeenCommand,
  type SeenDelivery,
  type SeenPause,
  type SeenPublish,
  type SeenRefusal,
  type SeenRpc,
  type SeenSilence,
  type SeenUnmatched,
} from '../../../src/inspect/index.ts'
import { PROTOCOL_HEADER } from '../../../src/wire/frame.ts'
import { bodyFrame, headerFrame, heartbeatFrame, methodFrame } from '../frames.ts'

const NOWHERE = { host: '', port: 0 }
const known = new Set(methodInfos.map(({ apiName }) => apiName))

/** All that a Correlator told, in its order. */
export class Facts {
  readonly commands: SeenCommand[] = []
  readonly calls: SeenCall[] = []
  readonly publishes: SeenPublish[] = []
  readonly deliveries: SeenDelivery[] = []
  readonly rpcs: SeenRpc[] = []
  readonly refusals: SeenRefusal[] = []
  readonly silences: SeenSilence[] = []
  readonly blockings: SeenBlocking[] = []
  readonly pauses: SeenPause[] = []
  readonly consumers: ConsumerWindow[] = []
  readonly unmatched: SeenUnmatched[] = []
  readonly correlator: Correlator

  constructor(options: CorrelatorOptions = {}) {
    this.correlator = new Correlator(
      {
        onCommand: (command) => this.commands.push(command),
        onCall: (call) => this.calls.push(call),
        onPublish: (publish) => this.publishes.push(publish),
        onDelivery: (delivery) => this.deliveries.push(delivery),
        onRpc: (rpc) => this.rpcs.push(rpc),
        onRefusal: (refusal) => this.refusals.push(refusal),
        onSilence: (silence) => this.silences.push(silence),
        onBlocking: (blocking) => this.blockings.push(blocking),
        onPause: (pause) => this.pauses.push(pause),
        onConsumer: (window) => this.consumers.push(window),
        onUnmatched: (unmatched) => this.unmatched.push(unmatched),
      },
      options,
    )
  }
}

/** Its commands are told apart by the number of their first frame, which each way of sending returns. */
export class Scene {
  readonly facts: Facts
  readonly stream: FrameStream
  /** All that happened. */
  readonly events: CaptureEvent[] = []
  /** Microseconds; each frame takes one millisecond. */
  now: number = 0
  private frames: number = 0

  constructor(options: CorrelatorOptions = {}) {
    this.facts = new Facts(options)
    this.stream = new FrameStream((seen) => {
      this.frames = seen.number
      this.facts.correlator.receive(seen)
    })
  }

  /** A connection of which everything is seen, up to connection.open-ok. */
  connect(connection: number, heartbeatSeconds: number = 0, serverProperties: object = {}): void {
    this.tell({
      kind: 'open',
      connection,
      atMicros: this.now,
      client: NOWHERE,
      broker: NOWHERE,
      isFromStart: true,
    })
    this.send(connection, 'client-to-broker', [PROTOCOL_HEADER])
    const tune = { channelMax: 0, frameMax: 131_072, heartbeat: heartbeatSeconds }
    this.broker(connection, 0, 'connectionStart', { ...START, serverProperties })
    this.client(connection, 0, 'connectionStartOk', START_OK)
    this.broker(connection, 0, 'connectionTune', tune)
    this.client(connection, 0, 'connectionTuneOk', tune)
    this.client(connection, 0, 'connectionOpen', { virtualHost: '/' })
    this.broker(connection, 0, 'connectionOpenOk', {})
  }

  /** A connection that was there before the recording began. */
  join(connection: number): void {
    const ends = { client: NOWHERE, broker: NOWHERE }
    this.tell({ kind: 'open', connection, atMicros: this.now, ...ends, isFromStart: false })
  }

  /** Opens a channel. */
  open(connection: number, channel: number): void {
    this.client(connection, channel, 'channelOpen', {})
    this.broker(connection, channel, 'channelOpenOk', {})
  }

  /** Sends a method of the client without content. */
  client(connection: number, channel: number, apiName: string, args: object = {}): number {
    return this.method(connection, 'client-to-broker', channel, apiName, args)
  }

  /** Sends a method of the broker without content. */
  broker(connection: number, channel: number, apiName: string, args: object = {}): number {
    return this.method(connection, 'broker-to-client', channel, apiName, args)
  }

  /** Sends a basic.publish with its content. */
  publish(
    connection: number,
    channel: number,
    args: object,
    properties: BasicProperties = {},
    body: string = '',
  ): number {
    const frames = contentFrames(channel, 'basicPublish', args, properties, body)
    return this.send(connection, 'client-to-broker', frames)
  }

  /** Sends a basic.deliver, basic.get-ok or basic.return with its content. */
  content(
    connection: number,
    channel: number,
    apiName: 'basicDeliver' | 'basicGetOk' | 'basicReturn',
    args: object,
    properties: BasicProperties = {},
    body: string = '',
  ): number {
    const frames = contentFrames(channel, apiName, args, properties, body)
    return this.send(connection, 'broker-to-client', frames)
  }

  heartbeat(connection: number, direction: Direction): number {
    return this.send(connection, direction, [heartbeatFrame()])
  }

  /** Sends frames, and returns the number of the first. */
  send(connection: number, direction: Direction, frames: readonly Uint8Array[]): number {
    const first = this.frames + 1
    for (const bytes of frames) {
      this.now += 1000
      this.tell({ kind: 'bytes', connection, atMicros: this.now, direction, bytes })
    }
    return first
  }

  /** The stream breaks. */
  cut(connection: number): void {
    this.tell({
      kind: 'end',
      connection,
      atMicros: this.now,
      direction: 'client-to-broker',
      isReset: true,
    })
    this.facts.correlator.connectionEnded(connection, this.now / 1e6)
  }

  /** The recording ends. */
  end(): OpenEnds {
    this.stream.end()
    return this.facts.correlator.end()
  }

  private tell(event: CaptureEvent): void {
    this.events.push(event)
    this.stream.receive(event)
  }

  private method(
    connection: number,
    direction: Direction,
    channel: number,
    apiName: string,
    args: object,
  ): number {
    if (!known.has(apiName)) throw new Error(`there is no method ${apiName}`)
    return this.send(connection, direction, [methodFrame(channel, { apiName }, args)])
  }
}

const START = {
  versionMajor: 0,
  versionMinor: 9,
  serverProperties: {},
  mechanisms: 'PLAIN',
  locales: 'en_US',
}
const START_OK = { clientProperties: {}, mechanism: 'PLAIN', response: '', locale: 'en_US' }

function contentFrames(
  channel: number,
  apiName: string,
  args: object,
  properties: BasicProperties,
  text: string,
): Uint8Array[] {
  const body = new TextEncoder().encode(text)
  const frames = [methodFrame(channel, { apiName }, args), headerFrame(channel, body.length, properties)]
  return body.length === 0 ? frames : [...frames, bodyFrame(channel, body)]
}

/** A scene with one connection on which channel 1 is open; of that nothing is in its facts. */
export function channelScene(options: CorrelatorOptions = {}, serverProperties: object = {}): Scene {
  const scene = new Scene(options)
  scene.connect(1, 0, serverProperties)
  scene.open(1, 1)
  scene.facts.calls.length = 0
  return scene
}

/** A scene with one connection that was there before the recording began. */
export function joinedScene(options: CorrelatorOptions = {}): Scene {
  const scene = new Scene(options)
  scene.join(1)
  return scene
}

/** The number of a command's first frame. */
export function numberOf(command: SeenCommand): number
export function numberOf(command: SeenCommand | undefined): number | undefined
export function numberOf(command: SeenCommand | undefined): number | undefined {
  return command?.frames[0]?.number
}
