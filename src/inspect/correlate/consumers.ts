import { BASIC_CANCEL, BASIC_CONSUME, BASIC_QOS } from '../../generated/constants.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { ConsumerWindow, SeenCall } from './facts.ts'

/** Where a prefetch that is declared global holds: for the channel, or for each consumer; undefined where it is not known. */
export type GlobalPrefetch = 'channel' | 'consumer' | undefined

/** A consumer as it is now. */
export interface Consumer {
  readonly consumerTag: string
  readonly queue: string | undefined
  /** Undefined until its basic.consume or an ack of one of its deliveries was seen. */
  noAck: boolean | undefined
  readonly prefetchCount: number | undefined
  deliveries: number
  unacked: number
  highestUnacked: number
}

/**
 * The consumers of one channel. A prefetch holds for the consumers that are made after it; one that is global, in
 * RabbitMQ's meaning, for all consumers of the channel together, and from 4.3 on as if it were not global.
 */
export class Consumers {
  private readonly channel: { readonly connection: number; readonly channel: number }
  private readonly byTag: Map<string, Consumer> = new Map()
  /** Those that were cancelled without waiting: what the broker sent before it knew still comes. */
  private readonly leaving: Map<string, Consumer> = new Map()
  /** The prefetch with which each consumer is made that is not there yet. */
  private readonly asked: Map<SeenCommand, number | undefined> = new Map()
  private prefetchCount: number | undefined
  private channelPrefetchCount: number | undefined

  /** @param isComplete whether the channel was seen from its beginning */
  constructor(channel: { readonly connection: number; readonly channel: number }, isComplete: boolean) {
    this.channel = channel
    if (isComplete) this.prefetchCount = this.channelPrefetchCount = 0
  }

  /** Their windows, in the order in which they were made. */
  get windows(): ConsumerWindow[] {
    return [...this.byTag.values()].map((consumer) => this.windowOf(consumer))
  }

  /** Takes note of a call when it is sent: the broker looks at one after the other. */
  sent(call: SeenCommand, globalPrefetch: GlobalPrefetch): void {
    if (call.method.id === BASIC_QOS) this.qos(call, globalPrefetch)
    else if (call.method.id === BASIC_CONSUME) this.asked.set(call, this.prefetchCount)
  }

  /** Takes note of what became of a call; hands back the window of a consumer that it ends. */
  called(fact: SeenCall, queue: string | undefined): ConsumerWindow | undefined {
    const { call, outcome } = fact
    const isDone = outcome === 'answered' || outcome === 'noWait'
    // The broker has looked at all that was sent before.
    if (outcome === 'answered') this.leaving.clear()
    if (call.method.id === BASIC_CONSUME) {
      if (isDone) this.add(fact, queue)
      this.asked.delete(call)
    }
    if (call.method.id !== BASIC_CANCEL || !isDone) return undefined
    const consumer = this.byTag.get(String(call.args['consumerTag']))
    if (consumer === undefined) return undefined
    this.byTag.delete(consumer.consumerTag)
    if (outcome === 'noWait') this.leaving.set(consumer.consumerTag, consumer)
    return this.windowOf(consumer)
  }

  /** The consumer that a delivery names; one that was not seen before is there from now on. */
  of(delivery: SeenCommand): Consumer {
    const tag = String(delivery.args['consumerTag'])
    const known = this.byTag.get(tag) ?? this.leaving.get(tag)
    if (known !== undefined) return known
    const found = newConsumer(tag)
    this.byTag.set(tag, found)
    return found
  }

  /** Takes all of them out. */
  clear(): ConsumerWindow[] {
    const windows = this.windows
    this.byTag.clear()
    this.leaving.clear()
    this.asked.clear()
    return windows
  }

  private qos({ args }: SeenCommand, globalPrefetch: GlobalPrefetch): void {
    const count = Number(args['prefetchCount'])
    if (args['global'] !== true) this.prefetchCount = count
    else if (globalPrefetch === 'channel') this.channelPrefetchCount = count
    else if (globalPrefetch === 'consumer') this.prefetchCount = count
    else this.channelPrefetchCount = this.prefetchCount = undefined
  }

  private add({ call, reply, certainty }: SeenCall, queue: string | undefined): void {
    const consumerTag = String((reply ?? call).args['consumerTag'])
    const noAck = call.args['noAck'] === true
    // Whoever needs no ack has no window.
    const told = { queue, noAck, prefetchCount: noAck ? 0 : this.asked.get(call) }
    this.byTag.set(consumerTag, { ...newConsumer(consumerTag), ...(certainty === 'certain' ? told : {}) })
  }

  private windowOf(consumer: Consumer): ConsumerWindow {
    return { ...this.channel, ...consumer, channelPrefetchCount: this.channelPrefetchCount }
  }
}

function newConsumer(consumerTag: string): Consumer {
  return {
    consumerTag,
    queue: undefined,
    noAck: undefined,
    prefetchCount: undefined,
    deliveries: 0,
    unacked: 0,
    highestUnacked: 0,
  }
}
