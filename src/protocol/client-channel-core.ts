import { ChannelError } from '../errors.ts'
import * as ids from '../generated/constants.ts'
import {
  basicCancelOk,
  basicPublish,
  channelClose,
  channelCloseOk,
  channelFlowOk,
} from '../generated/methods.ts'
import type { BasicProperties } from '../generated/properties.ts'
import type {
  BasicAck,
  BasicCancel,
  BasicDeliver,
  BasicPublishArgs,
  BasicReturn,
  ChannelClose,
  ChannelFlow,
} from '../generated/types.ts'
import type { Method } from '../wire/method.ts'
import type { AckRuns } from './ack-runs.ts'
import type { BodyMemory } from './body-memory.ts'
import { CommandAssembler, type CommandHandler } from './command-assembler.ts'
import { Content } from './content.ts'
import { Life } from './life.ts'
import { type ClientChannelInput, type ClientChannelState, clientChannelLife } from './lives.ts'
import type { Outbox } from './outbox.ts'
import { channelClosedByPeer } from './peer-close.ts'
import { type PendingCall, type PendingCalls, RpcQueue } from './rpc-queue.ts'

/** What a channel tells its owner. */
export interface ClientChannelHandler {
  /** Makes the content of a delivery, a return or an answer. A handler without it gets plain contents. */
  createContent?: CommandHandler['createContent']
  /** A message for one of the channel's consumers, whole. */
  onDeliver(delivery: BasicDeliver, content: Content): void
  /** A mandatory message that no queue takes came back. Where publishes are confirmed, its confirm comes after it. */
  onReturn(returned: BasicReturn, content: Content): void
  /** The broker settled publishes: up to and including the tag where `multiple`, all outstanding where it is 0 as well. */
  onConfirm(deliveryTag: number, multiple: boolean, accepted: boolean): void
  /** The broker ended a consumer. It has been answered. */
  onCancel(consumerTag: string): void
  /** The broker asks to stop publishing (false) or to go on (true). It has been answered. */
  onFlow(active: boolean): void
  /** The channel is gone: as asked where there is no error. Said once. */
  onClosed(error: Error | undefined): void
}

/** The connection of a channel, as that sees it. */
export interface ChannelCoreOwner {
  /** The number of a channel is free again. */
  onChannelGone(id: number): void
}

/**
 * One channel of a client, without promises: calls and what answers them, content, and the life of the channel, which it
 * is itself. What a publish needs stands in front: with thousands of channels it is what the processor has to fetch for
 * each (docs/decisions/0006).
 */
export class ClientChannelCore
  extends Life<ClientChannelState, ClientChannelInput>
  implements CommandHandler
{
  private readonly outbox: Outbox
  /**
   * Whether anything was sent that is not answered, such as publishes and acks, since this was last set to false. Of
   * interest in a transaction alone.
   */
  hasUncommitted: boolean = false
  /** Where the connection hands the channel's frames to, to be put together. */
  readonly assembler: CommandAssembler
  private readonly handler: ClientChannelHandler
  private readonly calls: RpcQueue = new RpcQueue()
  private readonly owner: ChannelCoreOwner
  private ackRuns: AckRuns | undefined
  /** Why this side closed the channel, where it was not the user. */
  private closeReason: Error | undefined

  constructor(
    id: number,
    outbox: Outbox,
    maxBodyBytes: number,
    bodies: BodyMemory,
    handler: ClientChannelHandler,
    owner: ChannelCoreOwner,
  ) {
    super(id, clientChannelLife, 'opening')
    this.outbox = outbox
    this.handler = handler
    this.owner = owner
    this.assembler = new CommandAssembler(this, maxBodyBytes, false, bodies)
  }

  /** The calls that the broker has not answered, oldest first. */
  get pendingCalls(): PendingCalls {
    return this.calls
  }

  /** Sends a method and waits for its answer. */
  call<Args>(method: Method<Args, unknown>, args: Args, call: PendingCall): void {
    this.outbox.method(this.id, method, args)
    this.calls.push(call)
    // What a rollback undoes is unsettled again, and must not be settled by a later ack.
    if (method.id === ids.TX_SELECT) this.ackRuns = undefined
  }

  /** From here on acks that follow one another leave as one, until a transaction begins. */
  gatherAcks(Runs: typeof AckRuns): void {
    this.ackRuns = new Runs(this.id, this.outbox)
  }

  /** Sends a method that is not answered. */
  send<Args>(method: Method<Args, unknown>, args: Args): void {
    if (this.ackRuns === undefined) this.outbox.method(this.id, method, args)
    else this.ackRuns.send(method, args)
    this.hasUncommitted = true
  }

  /**
   * Sends a message. What is wrong with it throws, and then nothing of it is sent.
   * @throws {TypeError | RangeError} where a value does not fit its field, or the properties make a frame over frame-max
   */
  publish(args: BasicPublishArgs, properties: BasicProperties | undefined, body: string | Uint8Array): void {
    this.outbox.content(this.id, basicPublish, args, properties, body)
    this.hasUncommitted = true
  }

  /** Asks for the end of the channel; calls under way end with `error`. Asking again changes nothing. */
  close(replyCode: number, replyText: string, error: Error): void {
    if (this.state === 'closing' || this.state === 'closed') return
    this.outbox.method(this.id, channelClose, { replyCode, replyText })
    this.step('send channel.close')
    // What is still to come of a message is dropped, so it must not be waited for.
    this.assembler.abandon()
    this.calls.failAll(error)
  }

  /** The connection is gone, and the channel with it. */
  end(error: Error): void {
    if (this.state === 'closed') return
    this.step('end')
    this.finish(error)
  }

  /** Whether a frame is to be dropped: while closing, only the two methods that end it count. */
  drops(methodId: number | undefined): boolean {
    return this.state === 'closing' && methodId !== ids.CHANNEL_CLOSE && methodId !== ids.CHANNEL_CLOSE_OK
  }

  createContent(id: number, args: object, header: Uint8Array, from: number, to: number): Content {
    return this.handler.createContent?.(id, args, header, from, to) ?? new Content(header, from, to)
  }

  onCommand(id: number, args: object, content: Content | undefined): void {
    // The casts follow from the id: the decoder made the fields of just this method.
    switch (id) {
      case ids.BASIC_DELIVER:
        return this.handler.onDeliver(args as BasicDeliver, content as Content)
      case ids.BASIC_ACK:
      case ids.BASIC_NACK: {
        const { deliveryTag, multiple } = args as BasicAck
        return this.handler.onConfirm(deliveryTag, multiple, id === ids.BASIC_ACK)
      }
      case ids.BASIC_RETURN:
        return this.handler.onReturn(args as BasicReturn, content as Content)
      case ids.BASIC_CANCEL:
        return this.onServerCancel(args as BasicCancel)
      case ids.CHANNEL_FLOW:
        return this.onServerFlow(args as ChannelFlow)
      case ids.CHANNEL_OPEN_OK:
        this.step('channel.open-ok')
        return this.calls.answer(id, args, content)
      case ids.CHANNEL_CLOSE:
        return this.onPeerClose(args as ChannelClose)
      case ids.CHANNEL_CLOSE_OK:
        this.step('channel.close-ok')
        return this.finish(undefined)
      default:
        this.step('other', ids.methodNames[id])
        return this.calls.answer(id, args, content)
    }
  }

  onOversized(id: number, bodyBytes: number): void {
    const error = new ChannelError(
      `a message of ${bodyBytes} bytes is over the limit of ${this.assembler.maxBodyBytes}; channel ${this.id} was closed`,
      {
        code: 'CONTENT_TOO_LARGE',
        scope: 'channel',
        initiator: 'library',
        retriable: false,
        replyCode: ids.CONTENT_TOO_LARGE,
        method: ids.methodNames[id],
      },
    )
    this.closeReason = error
    this.close(ids.CONTENT_TOO_LARGE, 'message over the limit of this client', error)
  }

  private onServerCancel({ consumerTag, noWait }: BasicCancel): void {
    if (!noWait) this.outbox.method(this.id, basicCancelOk, { consumerTag })
    this.handler.onCancel(consumerTag)
  }

  private onServerFlow({ active }: ChannelFlow): void {
    this.outbox.method(this.id, channelFlowOk, { active })
    this.handler.onFlow(active)
  }

  private onPeerClose(close: ChannelClose): void {
    this.outbox.method(this.id, channelCloseOk, {})
    // Where both sides close at once, this answers theirs; the answer to ours is still to come.
    if (this.step('channel.close') === 'closed') this.finish(channelClosedByPeer(this.id, close))
  }

  private finish(error: Error | undefined): void {
    const reason = error ?? this.closeReason
    this.owner.onChannelGone(this.id)
    if (reason !== undefined) this.calls.failAll(reason)
    this.handler.onClosed(reason)
  }
}
