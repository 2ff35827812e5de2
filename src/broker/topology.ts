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
    const { virtualHost } = connection
    const destination = virtualHost.bindable(bind.destination)
    virtualHost.bind(bind.source, destination, bind.routingKey, bind.arguments)
    if (!bind.noWait) core.send(exchangeBindOk, {})
  }

  unbindExchange(unbind: ExchangeUnbind): void {
    const { core, connection } = this.context
    const { virtualHost } = connection
    const destination = virtualHost.bindable(unbind.destination)
    virtualHost.unbind(unbind.source, destination, unbind.routingKey, unbind.arguments)
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
    const queue = this.context.queue(bind.queue)
    connection.virtualHost.bind(bind.exchange, queue, this.bindingKey(bind), bind.arguments)
    if (!bind.noWait) core.send(queueBindOk, {})
  }

  unbindQueue(unbind: QueueUnbind): void {
    const { core, connection } = this.context
    const queue = this.context.queue(unbind.queue)
    connection.virtualHost.unbind(unbind.exchange, queue, this.bindingKey(unbind), unbind.arguments)
    core.send(queueUnbindOk, {})
  }

  purgeQueue({ queue, noWait }: QueuePurge): void {
    const messageCount = this.context.queue(queue).purge()
    if (!noWait) this.context.core.send(queuePurgeOk, { messageCount })
  }

  deleteQueue({ queue, ifUnused, ifEmpty, noWait }: QueueDelete): void {
    const { core, connection } = this.context
    const name = this.context.queueName(queue)
    const messageCount = connection.virtualHost.deleteQueue(name, ifUnused, ifEmpty, connection)
    if (!noWait) core.send(queueDeleteOk, { messageCount })
  }

  /** Where both names are left out, the queue that was declared last is bound under its own name. */
  private bindingKey({ queue, routingKey }: QueueBind | QueueUnbind): string {
    return queue === '' && routingKey === '' ? this.context.lastQueue : routingKey
  }
}
