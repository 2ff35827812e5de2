import {
  CHANNEL_OPEN,
  CONNECTION_BLOCKED,
  CONNECTION_CLOSE,
  CONNECTION_OPEN,
  CONNECTION_START,
  CONNECTION_TUNE,
  CONNECTION_UNBLOCKED,
} from '../../generated/constants.ts'
import type { SeenCommand } from '../seen-command.ts'
import { type Direction, opposite, type SeenFrame } from '../seen-frame.ts'
import { CallLedger, isCall, isReply } from './call-ledger.ts'
import { type ChannelEnd, type ChannelSurroundings, ChannelWatch, type VirtualHost } from './channel-watch.ts'
import type { GlobalPrefetch } from './consumers.ts'
import type { CorrelationHandler } from './correlation-handler.ts'
import type { ConsumerWindow, OpenEnds, SeenCall } from './facts.ts'
import type { RpcLedger } from './rpc-ledger.ts'
import { SilenceWatch } from './silence-watch.ts'

/** What a connection shares with the others. */
export interface ConnectionSurroundings {
  readonly handler: Partial<CorrelationHandler>
  readonly rpcs: RpcLedger
  readonly maxOpen: number
  /** What is kept for a virtual host; where its name is not known, for the connection alone. */
  readonly virtualHost: (name: string | undefined, connection: number) => VirtualHost
}

/** Watches one connection: its own methods on channel 0, its heartbeats, and its channels. */
export class ConnectionWatch implements ChannelSurroundings {
  private readonly connection: number
  private readonly around: ConnectionSurroundings
  private readonly silence: SilenceWatch
  private readonly channels: Map<number, ChannelWatch> = new Map()
  private calls: Readonly<Record<Direction, CallLedger>>
  private blocked: SeenCommand | undefined
  private kept: VirtualHost | undefined
  private prefetch: GlobalPrefetch
  private atSeconds: number = 0

  /** @param isComplete whether it was seen from its first octet on */
  constructor(connection: number, isComplete: boolean, around: ConnectionSurroundings) {
    this.connection = connection
    this.around = around
    this.silence = new SilenceWatch((silence) => this.handler.onSilence?.(silence), connection)
    this.calls = this.newCalls(isComplete)
  }

  get handler(): Partial<CorrelationHandler> {
    return this.around.handler
  }

  get rpcs(): RpcLedger {
    return this.around.rpcs
  }

  get maxOpen(): number {
    return this.around.maxOpen
  }

  get globalPrefetch(): GlobalPrefetch {
    return this.prefetch
  }

  get virtualHost(): VirtualHost {
    return (this.kept ??= this.around.virtualHost(undefined, this.connection))
  }

  /** The consumers of all its channels. */
  get windows(): ConsumerWindow[] {
    return [...this.channels.values()].flatMap(({ windows }) => windows)
  }

  /** What has not come to its end. */
  openEnds(ageSeconds: (command: SeenCommand) => number): Omit<OpenEnds, 'rpcs' | 'contents'> {
    const aged = (command: SeenCommand) => ({ command, ageSeconds: ageSeconds(command) })
    const ofChannels = [...this.channels.values()].map((channel) => channel.openEnds(ageSeconds))
    const own = Object.values(this.calls).flatMap(({ open }) => open.map(aged))
    return {
      calls: [...own, ...ofChannels.flatMap(({ calls }) => calls)],
      publishes: ofChannels.flatMap(({ publishes }) => publishes),
      deliveries: ofChannels.flatMap(({ deliveries }) => deliveries),
      paused: ofChannels.flatMap(({ paused }) => paused),
      consumers: ofChannels.flatMap(({ consumers }) => consumers),
      blocked: this.blocked === undefined ? [] : [aged(this.blocked)],
    }
  }

  /** Takes note of a frame, whatever it is. */
  sawFrame(seen: SeenFrame): void {
    this.atSeconds = seen.atSeconds
    this.silence.receive(seen)
  }

  /** Takes note of the time. */
  tick(atSeconds: number): void {
    this.silence.tick(atSeconds)
  }

  /** Takes the next command. */
  receive(command: SeenCommand): void {
    if (command.channel === 0) return this.receiveOwn(command)
    const channel = this.channelOf(command)
    channel.receive(command)
    if (channel.isOver) this.channels.delete(command.channel)
  }

  /** Octets are missing: what is open cannot be known any more, and what comes has no beginning. */
  lost(): void {
    this.endAll({ outcome: 'unknown', atSeconds: this.atSeconds })
    this.calls = this.newCalls(false)
  }

  /** Nothing more will come. */
  end(atSeconds: number): void {
    this.silence.tick(atSeconds)
    this.endAll({ outcome: 'unsettled', atSeconds })
    this.kept?.topology.connectionEnded(this.connection)
  }

  private receiveOwn(command: SeenCommand): void {
    const { direction, method } = command
    if (method.id === CONNECTION_START) this.prefetch = globalPrefetchOf(command)
    if (method.id === CONNECTION_BLOCKED) this.blocked ??= command
    else if (method.id === CONNECTION_UNBLOCKED) this.unblock(command)
    else if (isCall(command)) {
      if (method.id === CONNECTION_CLOSE && direction === 'broker-to-client') this.closedByBroker(command)
      this.calls[direction].call(command)
    } else if (isReply(command) && !this.calls[opposite(direction)].reply(command)) {
      this.handler.onUnmatched?.({ command, reason: 'no call waits for this reply' })
    }
  }

  private onCall(fact: SeenCall): void {
    const { call, outcome, reply } = fact
    this.handler.onCall?.(fact)
    if (outcome !== 'answered' || reply === undefined) return
    if (call.method.id === CONNECTION_TUNE) {
      this.silence.agreed(Number(reply.args['heartbeat']), reply.endSeconds)
    } else if (call.method.id === CONNECTION_OPEN) {
      this.kept = this.around.virtualHost(String(call.args['virtualHost']), this.connection)
    } else if (call.method.id === CONNECTION_CLOSE) {
      this.endChannels({ outcome: 'unsettled', close: call, atSeconds: reply.atSeconds })
      this.dropChannels(reply.atSeconds)
    }
  }

  private closedByBroker(close: SeenCommand): void {
    const all = [this.calls['client-to-broker'], ...this.channels.values()]
    const refusable = all.flatMap((calls) => calls.refusable(close))
    const refused = refusable.length === 1 ? { refused: refusable[0]! } : {}
    const certainty = all.every(({ isComplete }) => isComplete) ? 'certain' : 'likely'
    this.handler.onRefusal?.({ close, ...refused, certainty })
    this.calls['client-to-broker'].end(close, refused.refused)
    this.endChannels({ outcome: 'unsettled', close, ...refused, atSeconds: close.atSeconds })
  }

  private channelOf({ channel: number, method }: SeenCommand): ChannelWatch {
    const isOpening = method.id === CHANNEL_OPEN
    const known = this.channels.get(number)
    if (known !== undefined && !isOpening) return known
    // What came before it on this number ended where nobody saw it.
    known?.end({ outcome: 'unknown', atSeconds: this.atSeconds })
    const channel = new ChannelWatch({ connection: this.connection, channel: number }, isOpening, this)
    this.channels.set(number, channel)
    return channel
  }

  private endAll(end: ChannelEnd): void {
    for (const calls of Object.values(this.calls)) calls.end(undefined, undefined)
    this.endChannels(end)
    this.dropChannels(end.atSeconds)
    this.unblock(undefined, end.atSeconds)
  }

  private endChannels(end: ChannelEnd): void {
    for (const channel of this.channels.values()) channel.end(end)
  }

  private dropChannels(atSeconds: number): void {
    // A close that was not answered is told now.
    this.endChannels({ outcome: 'unsettled', atSeconds })
    this.channels.clear()
  }

  private unblock(unblocked: SeenCommand | undefined, atSeconds: number = this.atSeconds): void {
    const { blocked } = this
    this.blocked = undefined
    if (blocked === undefined) {
      if (unblocked !== undefined) {
        this.handler.onUnmatched?.({ command: unblocked, reason: 'no connection.blocked was seen before it' })
      }
      return
    }
    this.handler.onBlocking?.({
      blocked,
      reason: String(blocked.args['reason']),
      ...(unblocked === undefined ? {} : { unblocked }),
      durationSeconds: (unblocked?.atSeconds ?? atSeconds) - blocked.atSeconds,
    })
  }

  private newCalls(isComplete: boolean): Readonly<Record<Direction, CallLedger>> {
    const { maxOpen } = this.around
    return {
      'client-to-broker': new CallLedger((call) => this.onCall(call), isComplete, maxOpen),
      'broker-to-client': new CallLedger((call) => this.onCall(call), isComplete, maxOpen),
    }
  }
}

/** RabbitMQ 4.3 takes a global prefetch for one of each consumer; brokers before it, for one of the channel. */
function globalPrefetchOf({ args }: SeenCommand): GlobalPrefetch {
  const { product, version } = (args['serverProperties'] ?? {}) as Record<string, unknown>
  const [major = 0, minor = 0] = String(version).split('.').map(Number)
  return product === 'RabbitMQ' && (major > 4 || (major === 4 && minor >= 3)) ? 'consumer' : 'channel'
}
