import { type Channel, channel } from 'node:diagnostics_channel'
import type { BasicProperties } from '../generated/properties.ts'
import type { BasicPublishArgs } from '../generated/types.ts'
import type { FieldValue } from '../wire/field-value.ts'
import type { Delivery } from './delivery.ts'
import type { Receipt } from './pending-publish.ts'
import type { ConnectionSnapshot } from './snapshot.ts'

/*
 * What the client tells the rest of the process, on the channels of `node:diagnostics_channel`. Where nobody
 * subscribes it costs the look at one property. docs/observability.md shows what can be made of it.
 */

/** The `Connection` that a notice is about, with what an observer needs of it. The same object each time. */
export interface ObservedConnection {
  /** Where it leads, such as `127.0.0.1:5672`. */
  readonly remote: string
  /** What it is doing and waiting for. */
  snapshot(): ConnectionSnapshot
}

/** The `Channel` that a notice is about, with what an observer needs of it. The same object each time. */
export interface ObservedChannel {
  /** Its number, 1 to 65535. */
  readonly id: number
  /** Where its connection leads, such as `127.0.0.1:5672`. */
  readonly remote: string
}

/** On `wirehare.connect`: an attempt to connect has ended. */
export interface ConnectNotice {
  /** Where it leads, such as `127.0.0.1:5672`. */
  readonly remote: string
  /** The virtual host that was asked for. */
  readonly virtualHost: string
  /** How long the whole attempt took, in milliseconds. */
  readonly durationMs: number
  /** Where it succeeded. */
  readonly connection: ObservedConnection | undefined
  /** Where it failed. */
  readonly error: Error | undefined
}

/** On `wirehare.publish`: a message is about to be written, or with a publisher, to wait for its turn. */
export interface PublishNotice {
  /** The channel that it is published on. */
  readonly channel: ObservedChannel
  /** Where it is published to, and how, as the program gave it. */
  readonly args: BasicPublishArgs
  /** Its properties, as the program gave them. */
  readonly properties: BasicProperties | undefined
  /** Its body, as the program gave it. */
  readonly body: string | Uint8Array
  /** Empty. What a subscriber puts in travels with the message, beside and above its own headers. */
  readonly headers: Record<string, FieldValue>
  /** Where it is confirmed: resolves and rejects as the promise that the program got. */
  readonly confirmed: Promise<Receipt> | undefined
}

/**
 * On `wirehare.deliver`: a message is handed to the program. A callback runs within the stores that are bound to this
 * channel; the body of a `for await` loop cannot.
 */
export interface DeliverNotice {
  /** The channel that it came on. */
  readonly channel: ObservedChannel
  /** What the program gets. */
  readonly delivery: Delivery
}

/** On `wirehare.settle`: deliveries were acked or refused. */
export interface SettleNotice {
  /** The channel that they came on. */
  readonly channel: ObservedChannel
  /** How they were settled. */
  readonly method: 'basic.ack' | 'basic.nack' | 'basic.reject'
  /** The number of the delivery on its channel. */
  readonly deliveryTag: number
  /** Whether it is about all before as well; with the tag 0, about all that there are. */
  readonly multiple: boolean
  /** Whether the broker puts them back. */
  readonly requeue: boolean
}

/** On `wirehare.close`: a connection that was open is over for good, or a channel is. */
export interface CloseNotice {
  /** The connection, where one is over. */
  readonly connection: ObservedConnection | undefined
  /** The channel, where one is. */
  readonly channel: ObservedChannel | undefined
  /** Why, unless the program asked for it. */
  readonly error: Error | undefined
}

/**
 * On `wirehare.lost`: a connection was lost and is being recovered, and so is each of its channels. Its next life is told on
 * `wirehare.connect`, with the same connection.
 */
export interface LostNotice {
  /** The connection, where one is lost. */
  readonly connection: ObservedConnection | undefined
  /** The channel, where one is; what came on it and is not settled will be delivered again. */
  readonly channel: ObservedChannel | undefined
  /** Why. */
  readonly error: Error
}

/** On `wirehare.heartbeat-miss`: nothing came for as long as the heartbeat's interval, or twice that, which is the end. */
export interface HeartbeatMissNotice {
  /** The connection that is silent. */
  readonly connection: ObservedConnection
  /** For how many milliseconds nothing came. */
  readonly silentMs: number
  /** The interval that was agreed on, in seconds. */
  readonly heartbeatSeconds: number
  /** How much too late this program looked at the clock: where it is blocked itself, that is no fault of the peer's. */
  readonly eventLoopLagMs: number
}

interface Notices<Notice> extends Pick<Channel<unknown, Notice>, 'hasSubscribers' | 'runStores'> {
  publish(notice: Notice): void
}

export const connecting: Notices<ConnectNotice> = noticesOn('connect')
export const publishing: Notices<PublishNotice> = noticesOn('publish')
export const delivering: Notices<DeliverNotice> = noticesOn('deliver')
export const settling: Notices<SettleNotice> = noticesOn('settle')
export const closing: Notices<CloseNotice> = noticesOn('close')
export const losing: Notices<LostNotice> = noticesOn('lost')
export const missing: Notices<HeartbeatMissNotice> = noticesOn('heartbeat-miss')

function noticesOn<Notice>(name: string): Notices<Notice> {
  return channel(`wirehare.${name}`) as Notices<Notice>
}

/** Announces a publish. Returns the properties that it is to have, with what the subscribers added to its headers. */
export function announcePublish(
  channel: ObservedChannel,
  args: BasicPublishArgs,
  properties: BasicProperties | undefined,
  body: string | Uint8Array,
  confirmed: Promise<Receipt> | undefined,
): BasicProperties | undefined {
  const headers: Record<string, FieldValue> = {}
  publishing.publish({ channel, args, properties, body, headers, confirmed })
  return Object.keys(headers).length === 0
    ? properties
    : { ...properties, headers: { ...properties?.headers, ...headers } }
}

/** Hands a delivery to the program, and announces it where anybody listens. */
export function hand<Taken extends Delivery, Result>(
  channel: ObservedChannel,
  delivery: Taken,
  take: (delivery: Taken) => Result,
): Result {
  return delivering.hasSubscribers
    ? delivering.runStores({ channel, delivery }, take, undefined, delivery)
    : take(delivery)
}

/** For deliveries that are handed on by being returned. */
export function itself<Taken>(delivery: Taken): Taken {
  return delivery
}

/** Announces what a channel sent, where it settles deliveries. */
export function announceSettlement(channel: ObservedChannel, method: string, args: object): void {
  if (method !== 'basic.ack' && method !== 'basic.nack' && method !== 'basic.reject') return
  const { deliveryTag = 0, multiple = false, requeue = false } = args as Partial<SettleNotice>
  settling.publish({ channel, method, deliveryTag, multiple, requeue })
}
