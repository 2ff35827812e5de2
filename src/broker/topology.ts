import {
  exchangeBindOk,
  exchangeDeclareOk,
  exchangeDeleteOk,
  exchangeUnbindOk,
  queueBindOk,
  queueDeclareOk,
  queueDeleteOk,
  queuePurgeOk,
  queueUnbindOk,
} from '../generated/methods.ts'
import type {
  ExchangeBind,
  ExchangeDeclare,
  ExchangeDelete,
  ExchangeUnbind,
  QueueBind,
  QueueDeclare,
  QueueDelete,
  QueuePurge,
  QueueUnbind,
} from '../generated/types.ts'
import type { ChannelContext } from './channel-context.ts'

/** The side of a channel that declares, binds and deletes exchanges and queues. */
export class Topology {
  private readonly context: ChannelContext

  constructor(context: ChannelContext) {
    this.context = context
  }

  declareExchange(declare: ExchangeDeclare): void {
    const { core, connection } = this.context
    connection.virtualHost.declareExchange(declare)
    if (!declare.noWait) core.send(exchangeDeclareOk, {})
  }

  deleteExchange({ exchange, ifUnused, noWait }: ExchangeDelete): void {
    const { core, connection } = this.context
    connection.virtualHost.deleteExchange(exchange, ifUnused)
    if (!noWait) core.send(exchangeDeleteOk, {})
  }

  bindExchange(bind: ExchangeBind): void {
    const { core, connection } = this.context
    connection.virtualHost.bindExchange(bind)
    if (!bind.noWait) core.send(exchangeBindOk, {})
  }

  unbindExchange(unbind: ExchangeUnbind): void {
    const { core, connection } = this.context
    connection.virtualHost.unbindExchange(unbind)
    if (!unbind.noWait) core.send(exchangeUnbindOk, {})
  }

  declareQueue(declare: QueueDeclare): void {
    const { core, connection } = this.context
    const { virtualHost } = connection
    const queue =
      declare.queue === '' && !declare.passive
        ? virtualHost.openQueue(connection.newName('amq.gen-'), declare, connection)
        : virtualHost.declareQueue(declare, connection)
    this.context.lastQueue = queue.name
    if (declare.noWait) return
    const { name, messageCount, consumerCount } = queue
    core.send(queueDeclareOk, { queue: name, messageCount, consumerCount })
  }

  bindQueue(bind: QueueBind): void {
    const { core, connection } = this.context
    connection.virtualHost.bindQueue(this.ends(bind), connection)
    if (!bind.noWait) core.send(queueBindOk, {})
  }

  unbindQueue(unbind: QueueUnbind): void {
    const { core, connection } = this.context
    connection.virtualHost.unbindQueue(this.ends(unbind), connection)
    core.send(queueUnbindOk, {})
  }

  purgeQueue({ queue, noWait }: QueuePurge): void {
    const messageCount = this.context.queue(queue).purge()
    if (!noWait) this.context.core.send(queuePurgeOk, { messageCount })
  }

  deleteQueue({ queue: name, ifUnused, ifEmpty, noWait }: QueueDelete): void {
    const { core, connection } = this.context
    const { virtualHost } = connection
    const deletion = { queue: this.context.queueName(name), ifUnused, ifEmpty }
    const queue = virtualHost.deletableQueue(deletion, connection)
    // The answer goes before the news to consumers, who may be on this very channel.
    if (!noWait) core.send(queueDeleteOk, { messageCount: queue?.messageCount ?? 0 })
    if (queue !== undefined) virtualHost.removeQueue(queue)
  }

  /** Where both names are left out, the queue that was declared last is bound under its own name. */
  private ends<T extends QueueBind | QueueUnbind>(binding: T): T {
    const queue = this.context.queueName(binding.queue)
    const routingKey = binding.queue === '' && binding.routingKey === '' ? queue : binding.routingKey
    return { ...binding, queue, routingKey }
  }
}
