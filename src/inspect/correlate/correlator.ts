import { CommandStream } from '../command-stream.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { SeenFrame } from '../seen-frame.ts'
import type { VirtualHost } from './channel-watch.ts'
import { type ConnectionSurroundings, ConnectionWatch } from './connection-watch.ts'
import type { CorrelationHandler } from './correlation-handler.ts'
import type { ConsumerWindow, OpenEnd, OpenEnds } from './facts.ts'
import { Redeliveries } from './redeliveries.ts'
import { RpcLedger } from './rpc-ledger.ts'
import type { SeenTopology } from './seen-topology.ts'
import { TopologyRecord } from './topology-record.ts'

/** Bounds of what a Correlator remembers. */
export interface CorrelatorOptions {
  /**
   * How many are held for each channel of its calls, its unsettled publishes and its unsettled deliveries, and over all
   * channels of requests without a reply: 1 and up, default 16,384. Beyond it the oldest is told as `unknown` or
   * `unanswered`, and what belongs to it later as unmatched.
   * @throws {RangeError} where it is not a whole number from 1 on
   */
  readonly maxOpen?: number
}

const DEFAULT_MAX_OPEN = 16_384

/**
 * Finds out what belongs together in the frames of any number of connections: calls and replies, publishes and confirms,
 * deliveries and acks, requests and replies.
 *
 *     SeenFrame ──▶ CommandStream ──▶ ConnectionWatch ─┬▶ SilenceWatch       heartbeats
 *                                                      └▶ ChannelWatch ─┬▶ CallLedger       call ↔ reply
 *                                                                       ├▶ PublishLedger    publish ↔ return ↔ ack
 *                                                                       ├▶ DeliveryLedger   deliver ↔ ack
 *                                                                       └▶ Consumers        windows
 *     over all connections: RpcLedger, Redeliveries, TopologyRecord
 *
 * A recording may begin in the middle: what cannot be known is said to be unknown, and nothing is guessed. What is settled
 * is handed on and forgotten, so that memory holds what is open, and the topology.
 */
export class Correlator {
  private readonly handler: Partial<CorrelationHandler>
  private readonly commands: CommandStream
  private readonly surroundings: ConnectionSurroundings
  private readonly rpcs: RpcLedger
  private readonly connections: Map<number, ConnectionWatch> = new Map()
  private readonly virtualHosts: Map<string | number, VirtualHost> = new Map()
  /** Commands without their whole content that the end brings to light, once it has come. */
  private unfinished: SeenCommand[] | undefined
  private atSeconds: number = 0

  constructor(handler: Partial<CorrelationHandler>, { maxOpen = DEFAULT_MAX_OPEN }: CorrelatorOptions = {}) {
    if (!Number.isInteger(maxOpen) || maxOpen < 1) {
      throw new RangeError(`maxOpen must be a whole number from 1 on, not ${maxOpen}`)
    }
    this.handler = handler
    this.rpcs = new RpcLedger((rpc) => handler.onRpc?.(rpc), maxOpen)
    this.surroundings = {
      handler,
      rpcs: this.rpcs,
      maxOpen,
      virtualHost: (name, connection) => this.virtualHost(name, connection),
    }
    this.commands = new CommandStream({
      onCommand: (command) => this.onCommand(command),
      onLoneFrame: (seen) => handler.onLoneFrame?.(seen),
    })
  }

  /** What was declared, by virtual host. */
  get topologies(): readonly SeenTopology[] {
    return [...this.virtualHosts.values()].map(({ topology }) => topology)
  }

  /** The consumers that are there now, with what they hold. */
  get consumers(): readonly ConsumerWindow[] {
    return [...this.connections.values()].flatMap(({ windows }) => windows)
  }

  /** Takes the next frame. */
  receive(seen: SeenFrame): void {
    this.passTime(seen.atSeconds)
    this.connectionOf(seen).sawFrame(seen)
    this.commands.receive(seen)
    if (seen.frame.type === 'damage') this.lost(seen.connection)
  }

  /** Octets of a connection were not seen from here on: what was open on it cannot be known any more. */
  lost(connection: number): void {
    this.commands.end(connection, 'octets are missing in place of its content')
    this.connections.get(connection)?.lost()
  }

  /** Says what time it is, so that a silence is noticed while it lasts. Whoever watches live calls it about once a second. */
  tick(atSeconds: number): void {
    this.passTime(atSeconds)
    for (const connection of this.connections.values()) connection.tick(atSeconds)
  }

  /** Nothing more will come on a connection: what is open on it never comes to its end. */
  connectionEnded(connection: number, atSeconds: number): void {
    this.passTime(atSeconds)
    this.commands.end(connection)
    this.connections.get(connection)?.end(atSeconds)
    this.connections.delete(connection)
    this.rpcs.end((command) => command.connection === connection)
  }

  /** Nothing more will come at all. */
  end(): OpenEnds {
    this.tick(this.atSeconds)
    this.unfinished = []
    this.commands.end()
    const ageSeconds = (command: SeenCommand): number => this.atSeconds - command.endSeconds
    const ofConnections = [...this.connections.values()].map((connection) => connection.openEnds(ageSeconds))
    const contents = this.unfinished.map((command): OpenEnd => ({ command, ageSeconds: ageSeconds(command) }))
    this.connections.clear()
    return {
      calls: ofConnections.flatMap(({ calls }) => calls),
      publishes: ofConnections.flatMap(({ publishes }) => publishes),
      deliveries: ofConnections.flatMap(({ deliveries }) => deliveries),
      rpcs: this.rpcs.open(ageSeconds),
      contents,
      blocked: ofConnections.flatMap(({ blocked }) => blocked),
      paused: ofConnections.flatMap(({ paused }) => paused),
      consumers: ofConnections.flatMap(({ consumers }) => consumers),
    }
  }

  private onCommand(command: SeenCommand): void {
    this.handler.onCommand?.(command)
    const { problem } = command
    if (problem === undefined) this.connections.get(command.connection)?.receive(command)
    else if (this.unfinished !== undefined) this.unfinished.push(command)
    else this.handler.onUnmatched?.({ command, reason: problem })
  }

  private connectionOf({ connection: number, direction, frame }: SeenFrame): ConnectionWatch {
    const known = this.connections.get(number)
    if (known !== undefined) return known
    const isComplete = direction === 'client-to-broker' && frame.type === 'protocol-header'
    const connection = new ConnectionWatch(number, isComplete, this.surroundings)
    this.connections.set(number, connection)
    return connection
  }

  private virtualHost(name: string | undefined, connection: number): VirtualHost {
    const key = name ?? connection
    const known = this.virtualHosts.get(key)
    if (known !== undefined) return known
    const virtualHost = { topology: new TopologyRecord(name), redeliveries: new Redeliveries() }
    this.virtualHosts.set(key, virtualHost)
    return virtualHost
  }

  private passTime(atSeconds: number): void {
    this.atSeconds = Math.max(this.atSeconds, atSeconds)
  }
}
