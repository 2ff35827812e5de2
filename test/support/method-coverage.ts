// Which methods of the protocol the tests have seen travel, and which of them they promise to show. The scenarios in
// the files beside this one say what they show; a tap on each connection holds them to it.

import { decodeFromClient, decodeFromServer } from '../../src/generated/dispatch.ts'
import { methodInfos } from '../../src/generated/metadata.ts'
import { type Channel, type Connection, type ConnectOptions, connect, type Tap } from '../../src/index.ts'
import { FRAME_METHOD } from '../../src/wire/frame.ts'
import { FrameDecoder } from '../../src/wire/frame-decoder.ts'
import { Reader } from '../../src/wire/reader.ts'
import type { Broker } from './brokers.ts'
import { RawPeer } from './raw-peer.ts'

/** A method on its way, written as in the grammars of the standard: `C:queue.declare`, `S:queue.declare-ok`. */
export type Passage = `${'C' | 'S'}:${string}`

interface Showing {
  /** What happens, as the name of the test. */
  readonly title: string
  /** The passages that it is there for. It fails where one of them did not travel. */
  readonly shows: readonly Passage[]
  /** Why it is not played with every broker, or not in the ordinary way; for the page. */
  readonly because?: string
}

/** What a client and a broker do together. */
export interface Scenario extends Showing {
  /** Where it is played: everywhere, or on RabbitMQ only, and there perhaps only where `rabbitmqctl` is at hand. */
  readonly on: 'every broker' | 'RabbitMQ' | 'RabbitMQ with rabbitmqctl'
  play(stage: Stage): Promise<void>
}

/** What a client does with a peer that the test plays, for what no broker does. */
export interface PeerScenario extends Showing {
  play(peer: RawPeer, stage: PeerStage): Promise<void>
}

/** Every passage that there can be, in the order of the protocol. */
export const passages: readonly Passage[] = methodInfos.flatMap(({ name, from }) =>
  from.map((side): Passage => `${side === 'client' ? 'C' : 'S'}:${name}`),
)

/** The connections of one test, with a tap on each. They are closed after it. */
class TappedConnections implements AsyncDisposable {
  private readonly seen: Set<Passage> = new Set()
  private readonly connections: Connection[] = []

  /** Those of `shows` that did not travel. */
  missing(shows: readonly Passage[]): Passage[] {
    return shows.filter((passage) => !this.seen.has(passage))
  }

  async open(target: ConnectOptions | string, options: ConnectOptions = {}): Promise<Connection> {
    const connection = await connect(target, { tap: this.tap(), ...options })
    this.connections.push(connection)
    return connection
  }

  /** A tap for one stream: a method counts when it is whole, and its sender may send it. */
  tap(): Tap {
    const decoders = { out: this.decoder('C', decodeFromClient), in: this.decoder('S', decodeFromServer) }
    return (direction, bytes) => decoders[direction].receive(bytes)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const connection of this.connections) await connection.close()
  }

  private decoder(side: 'C' | 'S', decode: typeof decodeFromClient): FrameDecoder {
    const onFrame = (type: number, _channel: number, bytes: Uint8Array, from: number, to: number): void => {
      if (type !== FRAME_METHOD) return
      const reader = new Reader(bytes, from, to)
      const id = reader.long('id')
      const info = methodInfos.find((method) => method.id === id)
      if (info === undefined || decode(id, reader) === undefined)
        throw new Error(`${side} sent method ${id >>> 16}/${id & 0xffff}, which it may not`)
      this.seen.add(`${side}:${info.name}`)
    }
    return new FrameDecoder({ onProtocolHeader: () => {}, onFrame }, 0xffffffff)
  }
}

/** Where a scenario is played: one broker, and connections to it. */
export class Stage extends TappedConnections {
  readonly broker: Broker

  constructor(broker: Broker) {
    super()
    this.broker = broker
  }

  connect(options?: ConnectOptions): Promise<Connection> {
    return this.open(this.broker.url, options)
  }

  /** A channel of a connection of its own. */
  async channel(): Promise<Channel> {
    return (await this.connect()).openChannel()
  }

  /** A channel with a queue that goes with its connection. */
  async queue(args?: Record<string, string | number>): Promise<{ channel: Channel; queue: string }> {
    const channel = await this.channel()
    const { queue } = await channel.queueDeclare({ exclusive: true, arguments: args })
    return { channel, queue }
  }

  rabbitmqctl(...args: string[]): Promise<string> {
    if (this.broker.rabbitmqctl === undefined) throw new Error(`${this.broker.name} has no rabbitmqctl`)
    return this.broker.rabbitmqctl(...args)
  }
}

/** Where a scenario is played without a broker. */
export class PeerStage extends TappedConnections {
  readonly peer: RawPeer = new RawPeer()

  connect(options?: ConnectOptions): Promise<Connection> {
    return this.open({ transport: this.peer.transport }, options)
  }

  /** A connection, with a channel open on it. */
  async channel(): Promise<Channel> {
    const [connection] = await Promise.all([this.connect(), this.peer.shakeHands()])
    const [channel] = await Promise.all([connection.openChannel(), this.peer.openChannel()])
    return channel
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    this.peer.end()
    await super[Symbol.asyncDispose]()
  }
}
