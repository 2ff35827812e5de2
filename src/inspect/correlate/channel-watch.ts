import {
  BASIC_ACK,
  BASIC_DELIVER,
  BASIC_GET_OK,
  BASIC_NACK,
  BASIC_PUBLISH,
  BASIC_RECOVER_ASYNC,
  BASIC_RECOVER_OK,
  BASIC_REJECT,
  BASIC_RETURN,
  CHANNEL_CLOSE,
  CHANNEL_FLOW,
  CONFIRM_SELECT,
  QUEUE_DECLARE,
  TX_COMMIT,
  TX_ROLLBACK,
  TX_SELECT,
} from '../../generated/constants.ts'
import type { FieldValue } from '../../wire/field-value.ts'
import type { SeenCommand } from '../seen-command.ts'
import { type Direction, opposite } from '../seen-frame.ts'
import { CallLedger, isCall, isClose, isCloseOk, isReply } from './call-ledger.ts'
import { Consumers, type GlobalPrefetch } from './consumers.ts'
import type { CorrelationHandler } from './correlation-handler.ts'
import { DeliveryLedger } from './delivery-ledger.ts'
import type { ConsumerWindow, OpenEnds, SeenCall, SeenPublish } from './facts.ts'
import { PublishLedger } from './publish-ledger.ts'
import type { Redeliveries } from './redeliveries.ts'
import type { RpcLedger } from './rpc-ledger.ts'
import type { TopologyRecord } from './topology-record.ts'

/** What is kept for all connections to a virtual host. */
export interface VirtualHost {
  readonly topology: TopologyRecord
  readonly redeliveries: Redeliveries
}

/** What a channel shares with the others of its connection, and with other connections. */
export interface ChannelSurroundings {
  readonly handler: Partial<CorrelationHandler>
  readonly rpcs: RpcLedger
  readonly maxOpen: number
  readonly globalPrefetch: GlobalPrefetch
  readonly virtualHost: VirtualHost
}

/** Where a channel is. */
export interface ChannelPlace {
  readonly connection: number
  readonly channel: number
}

/** Why the open ends of a channel come to nothing: it was closed, it ended with its connection, or octets are missing. */
export interface ChannelEnd {
  readonly outcome: 'unsettled' | 'unknown'
  readonly close?: SeenCommand
  /** The call that the close refuses. */
  readonly refused?: SeenCommand
  readonly atSeconds: number
}

/** Watches one life of a channel, from its opening, or from where it was first seen, to its end. */
export class ChannelWatch {
  private readonly around: ChannelSurroundings
  private readonly calls: Readonly<Record<Direction, CallLedger>>
  private readonly publishes: PublishLedger
  private readonly deliveries: DeliveryLedger
  private readonly consumers: Consumers
  /** The channel.flow of each peer that asked to stop. */
  private readonly paused: Map<Direction, SeenCommand> = new Map()
  /** What an empty queue name means. */
  private lastQueue: string | undefined
  /** The broker's close, behind which it hears nothing more. */
  private closed: SeenCommand | undefined

  /** @param isComplete whether it was seen from its opening on */
  constructor(place: ChannelPlace, isComplete: boolean, around: ChannelSurroundings) {
    const { handler, maxOpen, virtualHost } = around
    this.around = around
    this.calls = {
      'client-to-broker': new CallLedger((call) => this.onClientCall(call), isComplete, maxOpen),
      'broker-to-client': new CallLedger((call) => this.onBrokerCall(call), isComplete, maxOpen),
    }
    this.publishes = new PublishLedger((publish) => this.onPublish(publish), isComplete, maxOpen)
    const onDelivery: CorrelationHandler['onDelivery'] = (delivery) => handler.onDelivery?.(delivery)
    this.deliveries = new DeliveryLedger(onDelivery, virtualHost.redeliveries, maxOpen)
    this.consumers = new Consumers(place, isComplete)
  }

  /** Whether it is closed on both sides. */
  get isOver(): boolean {
    return this.closed !== undefined && Object.values(this.calls).every(({ open }) => open.length === 0)
  }

  /** Whether every call of the client is known that could be answered, or refused, next. */
  get isComplete(): boolean {
    return this.calls['client-to-broker'].isComplete
  }

  /** Its consumers as they are now. */
  get windows(): ConsumerWindow[] {
    return this.consumers.windows
  }

  /** What has not come to its end, where nothing comes any more. */
  openEnds(ageSeconds: (command: SeenCommand) => number): Omit<OpenEnds, 'rpcs' | 'contents' | 'blocked'> {
    const aged = (command: SeenCommand) => ({ command, ageSeconds: ageSeconds(command) })
    this.publishes.endHeld()
    for (const calls of Object.values(this.calls)) calls.endNoWait()
    return {
      calls: Object.values(this.calls).flatMap(({ open }) => open.map(aged)),
      publishes: this.publishes.open(ageSeconds),
      deliveries: this.deliveries.open.map(aged),
      paused: [...this.paused.values()].map(aged),
      consumers: this.windows,
    }
  }

  /** The calls that a close can mean which names their method. */
  refusable(close: SeenCommand): SeenCommand[] {
    return this.calls['client-to-broker'].refusable(close)
  }

  /** Takes the next command of either peer. */
  receive(command: SeenCommand): void {
    const isFromClient = command.direction === 'client-to-broker'
    if (isFromClient && this.closed !== undefined && !isClose(command) && !isCloseOk(command)) {
      this.unheard(command, this.closed)
    } else if (isCall(command)) this.call(command)
    else if (isReply(command)) this.reply(command)
    else if (isFromClient) this.fromClient(command)
    else this.fromBroker(command)
  }

  /** Nothing that is open comes to its end any more. */
  end({ outcome, close, refused, atSeconds }: ChannelEnd): void {
    const { handler } = this.around
    for (const calls of Object.values(this.calls)) calls.end(close, refused)
    this.publishes.end(outcome, close)
    // Their windows show what they held.
    for (const window of this.consumers.clear()) handler.onConsumer?.(window)
    this.deliveries.end(outcome, close)
    for (const stopped of this.paused.values()) {
      handler.onPause?.({ stopped, durationSeconds: atSeconds - stopped.atSeconds })
    }
    this.paused.clear()
    this.closed ??= close
  }

  private call(call: SeenCommand): void {
    const { id } = call.method
    const isFromBroker = call.direction === 'broker-to-client'
    if (id === CHANNEL_FLOW) this.flow(call)
    if (id === CHANNEL_CLOSE && isFromBroker) this.closedByBroker(call)
    // A broker looks at one command after the other, so what is behind these is already in their mode.
    if (id === CONFIRM_SELECT) this.publishes.selectConfirm()
    // The other two show the mode where its beginning was not seen.
    if (id === TX_SELECT || id === TX_COMMIT || id === TX_ROLLBACK) {
      this.publishes.selectTransaction()
      this.deliveries.selectTransaction()
    }
    if (!isFromBroker) this.consumers.sent(call, this.around.globalPrefetch)
    this.calls[call.direction].call(call)
  }

  private reply(reply: SeenCommand): void {
    if (this.calls[opposite(reply.direction)].reply(reply)) return
    this.unmatched(reply, 'no call waits for this reply')
    if (reply.method.id === BASIC_GET_OK) this.got(reply, undefined)
    if (reply.method.id === BASIC_RECOVER_OK) this.deliveries.recovered(undefined, reply)
  }

  private fromClient(command: SeenCommand): void {
    const { rpcs } = this.around
    switch (command.method.id) {
      case BASIC_PUBLISH:
        rpcs.published(command)
        return this.publishes.publish(command)
      case BASIC_ACK:
      case BASIC_NACK:
      case BASIC_REJECT:
        return this.unmatched(command, this.deliveries.settled(command))
      case BASIC_RECOVER_ASYNC:
        return this.deliveries.recovered(command, command)
      default:
    }
  }

  private fromBroker(command: SeenCommand): void {
    switch (command.method.id) {
      case BASIC_DELIVER:
        this.deliveries.delivered(command, this.consumers.of(command))
        return this.around.rpcs.delivered(command)
      case BASIC_RETURN:
        return this.unmatched(
          command,
          this.publishes.returned(command) ? undefined : 'no publish is known that it gives back',
        )
      case BASIC_ACK:
      case BASIC_NACK:
        return this.unmatched(command, this.publishes.confirmed(command))
      default:
    }
  }

  /** What the client sent before it knew of the broker's close. */
  private unheard(command: SeenCommand, close: SeenCommand): void {
    if (isCall(command)) {
      const outcome = command.args['noWait'] === true ? 'noWait' : 'unanswered'
      this.around.handler.onCall?.({ call: command, outcome, certainty: 'certain' })
    } else if (command.method.id === BASIC_PUBLISH) this.publishes.unheard(command, close)
    else this.unmatched(command, 'the broker had closed the channel')
  }

  private closedByBroker(close: SeenCommand): void {
    const refusable = this.refusable(close)
    const refused = refusable.length === 1 ? { refused: refusable[0]! } : {}
    const certainty = this.isComplete ? 'certain' : 'likely'
    this.around.handler.onRefusal?.({ close, ...refused, certainty })
    this.end({ outcome: 'unsettled', close, ...refused, atSeconds: close.atSeconds })
  }

  private flow(flow: SeenCommand): void {
    const stopped = this.paused.get(flow.direction)
    if (flow.args['active'] === false) {
      if (stopped === undefined) this.paused.set(flow.direction, flow)
    } else if (stopped !== undefined) {
      this.paused.delete(flow.direction)
      const durationSeconds = flow.atSeconds - stopped.atSeconds
      this.around.handler.onPause?.({ stopped, resumed: flow, durationSeconds })
    }
  }

  private onClientCall(fact: SeenCall): void {
    const { handler, virtualHost } = this.around
    const { call, outcome, reply } = fact
    const isDone = outcome === 'answered' || outcome === 'noWait'
    handler.onCall?.(fact)
    if (isDone && call.method.id === QUEUE_DECLARE) this.lastQueue = nameOf((reply ?? call).args['queue'])
    const queue = this.queueOf(call)
    const gone = this.consumers.called(fact, queue)
    if (gone !== undefined) handler.onConsumer?.(gone)
    if (isDone) virtualHost.topology.receive(call, queue, reply)
    if (reply === undefined || outcome !== 'answered') return
    this.publishes.answered(call, reply)
    this.deliveries.answered(call, reply)
    if (reply.method.id === BASIC_GET_OK) this.got(reply, fact)
    if (call.method.id === CHANNEL_CLOSE) {
      this.end({ outcome: 'unsettled', close: call, atSeconds: reply.atSeconds })
    }
  }

  private onBrokerCall(fact: SeenCall): void {
    const { handler } = this.around
    handler.onCall?.(fact)
    const gone = this.consumers.called(fact, undefined)
    if (gone !== undefined) handler.onConsumer?.(gone)
  }

  private onPublish(fact: SeenPublish): void {
    const { handler, rpcs } = this.around
    handler.onPublish?.(fact)
    if (fact.returned !== undefined) rpcs.returned(fact.publish, fact.returned)
  }

  private got(delivery: SeenCommand, get: SeenCall | undefined): void {
    const call = get?.certainty === 'certain' ? get.call : undefined
    this.deliveries.got(delivery, call, call && this.queueOf(call))
  }

  /** The queue that a call is about; undefined where it means the last one declared and that was not seen. */
  private queueOf({ args }: SeenCommand): string | undefined {
    return nameOf(args['queue']) ?? this.lastQueue
  }

  private unmatched(command: SeenCommand, reason: string | undefined): void {
    if (reason !== undefined) this.around.handler.onUnmatched?.({ command, reason })
  }
}

function nameOf(value: FieldValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
