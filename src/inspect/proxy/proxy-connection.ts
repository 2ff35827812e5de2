import { dial } from '../../transport/tcp.ts'
import type { Transport } from '../../transport/transport.ts'
import type { Endpoint } from '../capture-event.ts'
import type { Direction } from '../seen-frame.ts'
import type { Breakpoints } from './breakpoints.ts'
import { ConnectionEvents } from './connection-events.ts'
import { ConnectionFaults } from './faults.ts'
import { type Lane, PlainLane } from './lane.ts'
import type { ProxySettings } from './settings.ts'
import { ShapedLane, type Shaper } from './shaped-lane.ts'

/**
 * A client's connection, and the one to the broker that is opened for it:
 *
 *     client ──▶ lane ──▶ broker        what one side ends, the proxy ends on the other; where one side breaks,
 *            ◀── lane ◀──               the other is reset
 */
export class ProxyConnection {
  private readonly number: number
  private readonly client: Transport
  private readonly settings: ProxySettings
  private readonly breakpoints: Breakpoints | undefined
  private readonly dialling: AbortController = new AbortController()
  private broker: Transport | undefined
  private events: ConnectionEvents | undefined
  private readonly faults: ConnectionFaults
  private lanes: readonly Lane[] = []
  private readonly timers: Set<NodeJS.Timeout> = new Set()

  /** @param number counted from 1 over the connections of the proxy */
  constructor(
    number: number,
    client: Transport,
    settings: ProxySettings,
    breakpoints: Breakpoints | undefined,
  ) {
    this.number = number
    this.client = client
    this.settings = settings
    this.breakpoints = breakpoints
    this.faults = new ConnectionFaults(number, settings.faults, settings.seed, settings.onFault)
  }

  /** Serves the client, and resolves when both sides are closed. */
  async serve(): Promise<void> {
    const { client } = this
    const broker = await this.reachBroker()
    this.broker = broker
    if (broker === undefined) await this.turnAway(client)
    else await this.carry(client, broker)
    for (const timer of this.timers) clearTimeout(timer)
  }

  /** Ends both sides, and breaks off what is left of them after a while. */
  end(): void {
    this.dialling.abort()
    for (const lane of this.lanes) lane.stop()
    for (const side of [this.client, this.broker]) side?.end()
    this.later(() => {
      this.client.destroy()
      this.broker?.destroy()
    })
  }

  /** The broker's side; undefined where there is none, or nobody needs it any more. */
  private async reachBroker(): Promise<Transport | undefined> {
    const { to, connectTimeoutMs, onError } = this.settings
    const { signal } = this.dialling
    try {
      const limits = { timeoutMs: connectTimeoutMs, signal, allowHalfOpen: true }
      const broker = await dial(to.host, to.port, to.tls, limits)
      if (!signal.aborted) return broker
      broker.destroy()
    } catch (error) {
      if (!signal.aborted) onError(error as Error)
    }
    return undefined
  }

  /** Ends a client's connection. What it has sent is read first, or the system would make a reset of the end. */
  private turnAway(client: Transport): Promise<void> {
    return new Promise((resolve) => {
      client.start({ onData() {}, onDrain() {}, onEnd() {}, onClose: () => resolve() })
      client.end()
      this.later(() => client.destroy())
    })
  }

  private async carry(client: Transport, broker: Transport): Promise<void> {
    const { onEvent } = this.settings
    if (onEvent !== undefined)
      this.events = new ConnectionEvents(this.number, onEvent, endpointOf(client), endpointOf(broker))
    const forth = this.lane('client-to-broker', client, broker)
    const back = this.lane('broker-to-client', broker, client)
    this.lanes = [forth, back]
    await Promise.all([
      this.attend('client-to-broker', [client, broker], [forth, back]),
      this.attend('broker-to-client', [broker, client], [back, forth]),
    ])
    this.events?.finish()
    this.breakpoints?.forget(this.number)
  }

  private lane(direction: Direction, source: Transport, target: Transport): Lane {
    const { number, breakpoints, settings } = this
    const observer = this.events?.observer(direction)
    if (settings.faults.length === 0 && breakpoints === undefined)
      return new PlainLane(source, target, observer)
    const { faults } = this
    const shaper: Shaper = {
      holds: (frame, onDecided) => breakpoints?.holds(frame, onDecided) === true,
      stepsFor: (frame, isGathered) => faults.stepsFor(frame, isGathered),
      get bytesPerSecond() {
        return faults.rateOf(direction)
      },
    }
    return new ShapedLane(number, direction, [source, target], shaper, observer, () => this.reset(direction))
  }

  /** Listens to one side, until it is closed. */
  private attend(
    direction: Direction,
    [side, other]: readonly [Transport, Transport],
    [outgoing, incoming]: readonly [Lane, Lane],
  ): Promise<void> {
    return new Promise((resolve) =>
      side.start({
        onData: (bytes) => outgoing.receive(bytes),
        onDrain: () => incoming.onDrain(),
        onEnd: () => outgoing.end(),
        onClose: (error) => {
          // Nobody is there to receive any more.
          incoming.stop()
          if (error === undefined) {
            outgoing.end()
            this.leave(other, outgoing)
          } else {
            this.events?.reset(direction)
            outgoing.stop()
            reset(other)
          }
          resolve()
        },
      }),
    )
  }

  /** Waits until the last octets have left, and then no longer than a while for a side that should end by itself. */
  private leave(side: Transport, lane: Lane): void {
    this.later(() => (lane.isEmpty ? side.destroy() : this.leave(side, lane)))
  }

  private reset(direction: Direction): void {
    this.events?.reset(direction)
    for (const lane of this.lanes) lane.stop()
    for (const side of [this.client, this.broker]) if (side !== undefined) reset(side)
  }

  private later(then: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      then()
    }, this.settings.closeTimeoutMs)
    this.timers.add(timer)
  }
}

function reset(side: Transport): void {
  if (side.reset === undefined) side.destroy()
  else side.reset()
}

/** Who is gone already has no address any more. */
function endpointOf({ remoteAddress }: Transport): Endpoint {
  return remoteAddress ?? { host: '', port: 0 }
}
