import type { BasicProperties } from '../generated/properties.ts'
import type { Channel } from './channel.ts'
import { Consumer, type ConsumerOptions, type Handler } from './consumer.ts'
import type { Delivery } from './delivery.ts'
import { HandlerFailures } from './handler-failures.ts'
import type { CallOptions } from './options.ts'
import { failureProperties } from './rpc-failure.ts'

/** What to consume requests from, and how. */
export interface RpcServerOptions extends Omit<ConsumerOptions, 'onFailure'> {
  /**
   * What becomes of a request whose handler failed: `reply` tells the caller, in a reply with an empty body and the
   * header `x-wirehare-error` (the error's message, up to 1,000 characters), and rejects a request that wants no reply;
   * `requeue`, `reject` and `leave` tell the caller nothing and do as with a consumer. Default `reply`.
   */
  readonly onFailure?: 'reply' | ConsumerOptions['onFailure']
}

/** What is sent back: a body, alone or with properties. */
export type RpcReply = string | Uint8Array | RpcReplyMessage

/** A reply with properties. */
export interface RpcReplyMessage {
  /** The correlation id is the request's, whatever it says here. */
  readonly properties?: BasicProperties | undefined
  /** What is replied; a text travels as UTF-8. */
  readonly body: string | Uint8Array
}

/** Takes care of one request and returns the reply, which only a request that wants none may go without. */
export type RpcHandler = (request: Delivery) => RpcReply | undefined | Promise<RpcReply | undefined>

/** Consumes requests and replies to them. A request is acked when its reply has been sent. */
export async function serveRpc(
  channel: Channel,
  { onFailure = 'reply', ...options }: RpcServerOptions,
  handler: RpcHandler,
  limits: CallOptions,
): Promise<Consumer> {
  const replying: Handler = async (request) => {
    const reply = await handler(request)
    // Where it was put back, whoever gets it next replies.
    if (!request.isHere && options.noAck !== true) return
    if (request.properties.replyTo !== undefined) await send(channel, request, reply)
  }
  const failures = new HandlerFailures(options.queue, options.onError)
  const telling: Handler = async (request) => {
    try {
      await replying(request)
    } catch (error) {
      // Where the channel is gone the broker has put the request back, and nobody can be told.
      if (!channel.isOpen) throw error
      const { replyTo } = request.properties
      failures.tell(
        error,
        request,
        replyTo === undefined ? 'the request wants no reply and is dropped' : undefined,
      )
      if (replyTo !== undefined)
        await send(channel, request, { properties: failureProperties(error), body: '' })
      else if (!request.isSettled) request.reject()
    }
  }
  const consumer =
    onFailure === 'reply'
      ? new Consumer(channel, options, telling)
      : new Consumer(channel, { ...options, onFailure }, replying)
  await consumer.start(limits)
  return consumer
}

async function send(channel: Channel, request: Delivery, reply: RpcReply | undefined): Promise<void> {
  const { replyTo, correlationId } = request.properties
  const { properties, body } =
    typeof reply === 'object' && 'body' in reply ? reply : { properties: undefined, body: reply }
  // Mandatory, so that who serves can learn that a caller is gone: from the event `return` of the channel.
  const hasRoom = channel.basicPublish(
    { routingKey: replyTo, mandatory: true },
    { ...properties, correlationId },
    body as string | Uint8Array,
  )
  // The ack waits for room, so that no more requests come than replies can go.
  if (!hasRoom) await channel.drained().catch(() => {})
}
