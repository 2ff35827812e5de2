import * as ids from '../generated/constants.ts'
import { accessRequestOk, channelFlowOk } from '../generated/methods.ts'
import type * as types from '../generated/types.ts'
import type { Content } from '../protocol/content.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { ServerChannelCore, ServerChannelHandler } from '../protocol/server-channel-core.ts'
import { ChannelContext, type ConnectionContext } from './channel-context.ts'
import { Consuming, type ConsumingStatus } from './consuming.ts'
import { Publishing } from './publishing.ts'
import { Topology } from './topology.ts'
import { Transactions } from './transactions.ts'

/** What there is to see of a channel from outside. */
export interface ChannelStatus extends ConsumingStatus, Pick<ChannelContext, 'mode'> {
  readonly id: number
}

/**
 * One channel of a client: hands each command to the side that it is for.
 *
 *                ┌▶ Topology    exchange.*  queue.*
 *     command ───┼▶ Publishing  basic.publish  confirm.select
 *                ├▶ Consuming   basic.consume, get, ack …
 *                └▶ Transactions  tx.*
 */
export class Channel implements ServerChannelHandler {
  private readonly core: ServerChannelCore
  private readonly context: ChannelContext
  private readonly topology: Topology
  private readonly publishing: Publishing
  private readonly consuming: Consuming
  private readonly transactions: Transactions
  private readonly onGone: (channel: Channel) => void

  constructor(core: ServerChannelCore, connection: ConnectionContext, onGone: (channel: Channel) => void) {
    const context = new ChannelContext(core, connection)
    this.core = core
    this.context = context
    this.topology = new Topology(context)
    this.publishing = new Publishing(context)
    this.consuming = new Consuming(context)
    this.transactions = new Transactions(context, this.publishing, this.consuming)
    this.onGone = onGone
  }

  get status(): ChannelStatus {
    return { id: this.core.id, mode: this.context.mode, ...this.consuming.status }
  }

  onCommand(id: number, args: object, content: Content | undefined): void {
    // The casts follow from the id: the decoder made the fields of just this method.
    switch (id) {
      case ids.BASIC_PUBLISH:
        return this.publishing.publish(args as types.BasicPublish, content as Content)
      case ids.BASIC_ACK:
        return this.consuming.ack(args as types.BasicAck)
      case ids.BASIC_NACK:
        return this.consuming.nack(args as types.BasicNack)
      case ids.BASIC_REJECT:
        return this.consuming.reject(args as types.BasicReject)
      case ids.BASIC_GET:
        return this.consuming.get(args as types.BasicGet)
      case ids.BASIC_CONSUME:
        return this.consuming.consume(args as types.BasicConsume)
      case ids.BASIC_CANCEL:
        return this.consuming.cancel(args as types.BasicCancel)
      case ids.BASIC_QOS:
        return this.consuming.qos(args as types.BasicQos)
      case ids.BASIC_RECOVER:
        return this.consuming.recover((args as types.BasicRecover).requeue, true)
      case ids.BASIC_RECOVER_ASYNC:
        return this.consuming.recover((args as types.BasicRecoverAsync).requeue, false)
      case ids.CONFIRM_SELECT:
        return this.publishing.selectConfirms(args as types.ConfirmSelect)
      case ids.EXCHANGE_DECLARE:
        return this.topology.declareExchange(args as types.ExchangeDeclare)
      case ids.EXCHANGE_DELETE:
        return this.topology.deleteExchange(args as types.ExchangeDelete)
      case ids.EXCHANGE_BIND:
        return this.topology.bindExchange(args as types.ExchangeBind)
      case ids.EXCHANGE_UNBIND:
        return this.topology.unbindExchange(args as types.ExchangeUnbind)
      case ids.QUEUE_DECLARE:
        return this.topology.declareQueue(args as types.QueueDeclare)
      case ids.QUEUE_BIND:
        return this.topology.bindQueue(args as types.QueueBind)
      case ids.QUEUE_UNBIND:
        return this.topology.unbindQueue(args as types.QueueUnbind)
      case ids.QUEUE_PURGE:
        return this.topology.purgeQueue(args as types.QueuePurge)
      case ids.QUEUE_DELETE:
        return this.topology.deleteQueue(args as types.QueueDelete)
      case ids.CHANNEL_FLOW:
        return this.flow(args as types.ChannelFlow)
      case ids.ACCESS_REQUEST:
        return this.core.send(accessRequestOk, { ticket: 1 })
      case ids.TX_SELECT:
        return this.transactions.select()
      case ids.TX_COMMIT:
        return this.transactions.commit()
      case ids.TX_ROLLBACK:
        return this.transactions.rollback()
      default:
        throw new Refusal(ids.COMMAND_INVALID, 'unimplemented method')
    }
  }

  /** There is room again for deliveries on the connection. */
  onRoom(): void {
    this.consuming.onRoom()
  }

  onClosing(): void {
    this.publishing.sendConfirms()
  }

  onClosed(): void {
    this.onGone(this)
    this.transactions.undo()
    this.consuming.close()
  }

  private flow({ active }: types.ChannelFlow): void {
    if (!active) throw new Refusal(ids.NOT_IMPLEMENTED, 'active=false')
    this.core.send(channelFlowOk, { active })
  }
}
