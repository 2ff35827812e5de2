import { INTERNAL_ERROR, NOT_FOUND } from '../generated/constants.ts'
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
import { Refusal } from '../protocol/refusal.ts'
import type { ChannelContext } from './channel-context.ts'
import { REPLY_ADDRESS, REPLY_QUEUE } from './reply-queue.ts'

/** The side of a channel that declares, binds and deletes exchanges and queues. */
export class Topology {
  private readonly context: ChannelContext

  constructor(context: ChannelContext) {
    this.context = context
  }

  declareExchange(declare: ExchangeDeclare): void {
    const { core, connection } = this.context
    this.checkExchangeDeclaration(declare)
    connection.virtualHost.declareExchange(declare)
    if (!declare.noWait) core.send(exchangeDeclareOk, {})
  }

  deleteExchange({ exchange, ifUnused, noWait }: ExchangeDelete): void {
    const { core, connection } = this.context
    if (exchange !== '') connection.access.check('configure', 'exchange', exchange)
    connection.virtualHost.deleteExchange(exchange, ifUnused)
    if (!noWait) core.send(exchangeDeleteOk, {})
  }

  bindExchange(bind: ExchangeBind): void {
    const { core, connection } = this.context
    this.checkExchangeBinding(bind)
    connection.virtualHost.bindExchange(bind)
    if (!bind.noWait) core.send(exchangeBindOk, {})
  }

  unbindExchange(unbind: ExchangeUnbind): void {
    const { core, connection } = this.context
    this.checkExchangeBinding(unbind)
    connection.virtualHost.unbindExchange(unbind)
    if (!unbind.noWait) core.send(exchangeUnbindOk, {})
  }

  declareQueue(declare: QueueDeclare): void {
    const { core, connection } = this.context
    const { virtualHost } = connection
    if (declare.queue.startsWith(REPLY_QUEUE)) return this.declareReplyQueue(declare)
    const isNamed = declare.queue !== '' || declare.passive
    const chosen = isNamed ? declare.queue : connection.newName('amq.gen-')
    this.checkQueueDeclaration(declare, chosen)
    const queue = isNamed
      ? virtualHost.declareQueue(declare, connection)
      : virtualHost.openQueue(chosen, declare, connection)
    this.context.lastQueue = queue.name
    if (declare.noWait) return
    const { name, messageCount, consumerCount } = queue
    core.send(queueDeclareOk, { queue: name, messageCount, consumerCount })
  }

  bindQueue(bind: QueueBind): void {
    const { core, connection } = this.context
    const ends = this.ends(bind)
    this.checkQueueBinding(ends)
    connection.virtualHost.bindQueue(ends, connection)
    if (!bind.noWait) core.send(queueBindOk, {})
  }

  unbindQueue(unbind: QueueUnbind): void {
    const { core, connection } = this.context
    const ends = this.ends(unbind)
    this.checkQueueBinding(ends)
    connection.virtualHost.unbindQueue(ends, connection)
    core.send(queueUnbindOk, {})
  }

  purgeQueue({ queue, noWait }: QueuePurge): void {
    const messageCount = this.context.readableQueue(queue).purge()
    if (!noWait) this.context.core.send(queuePurgeOk, { messageCount })
  }

  deleteQueue({ queue: name, ifUnused, ifEmpty, noWait }: QueueDelete): void {
    const { core, connection } = this.context
    const { virtualHost } = connection
    const deletion = { queue: this.context.queueName(name), ifUnused, ifEmpty }
    connection.access.check('configure', 'queue', deletion.queue)
    const queue = virtualHost.deletableQueue(deletion, connection)
    // The answer goes before the news to consumers, who may be on this very channel.
    if (!noWait) core.send(queueDeleteOk, { messageCount: queue?.messageCount ?? 0 })
    if (queue !== undefined) virtualHost.removeQueue(queue)
  }

  /** It is always there, and one consumer with it: whoever asks. An address is there for others, as long as it is used. */
  private declareReplyQueue({ queue, noWait }: QueueDeclare): void {
    if (queue !== REPLY_QUEUE) this.checkReplyAddress(queue)
    if (!noWait) this.context.core.send(queueDeclareOk, { queue, messageCount: 0, consumerCount: 1 })
  }

  private checkReplyAddress(address: string): void {
    const { connection, replyAddress } = this.context
    const { virtualHost } = connection
    // RabbitMQ 3.10 breaks when a channel asks about itself, and 4.3 when what follows the name is no address.
    const breaks =
      connection.profile === 'rabbitmq-3.10' ? address === replyAddress : !REPLY_ADDRESS.test(address)
    if (breaks) throw new Refusal(INTERNAL_ERROR, '')
    if (address === replyAddress || virtualHost.replies.get(address)?.isListening !== true)
      throw new Refusal(NOT_FOUND, `no ${virtualHost.queueTitle(address)}`)
  }

  /** An alternate exchange may be named by who may read what it replaces and write to it. */
  private checkExchangeDeclaration({ exchange, passive, arguments: args }: ExchangeDeclare): void {
    const { access } = this.context.connection
    if (exchange === '') return
    if (passive) return access.checkPassive('exchange', exchange)
    access.check('configure', 'exchange', exchange)
    const alternate = args['alternate-exchange']
    if (typeof alternate !== 'string') return
    access.check('read', 'exchange', exchange)
    access.check('write', 'exchange', alternate)
  }

  private checkQueueDeclaration({ passive, arguments: args }: QueueDeclare, queue: string): void {
    const { access } = this.context.connection
    if (passive) return access.checkPassive('queue', queue)
    access.check('configure', 'queue', queue)
    const deadLetters = args['x-dead-letter-exchange']
    if (typeof deadLetters !== 'string') return
    access.check('read', 'queue', queue)
    access.check('write', 'exchange', deadLetters)
  }

  private checkQueueBinding({ queue, exchange }: QueueBind | QueueUnbind): void {
    const { access } = this.context.connection
    access.check('write', 'queue', queue)
    if (exchange !== '') access.check('read', 'exchange', exchange)
  }

  private checkExchangeBinding({ source, destination }: ExchangeBind | ExchangeUnbind): void {
    const { access } = this.context.connection
    if (destination !== '') access.check('write', 'exchange', destination)
    if (source !== '') access.check('read', 'exchange', source)
  }

  /** Where both names are left out, the queue that was declared last is bound under its own name. */
  private ends<T extends QueueBind | QueueUnbind>(binding: T): T {
    const queue = this.context.queueName(binding.queue)
    const routingKey = binding.queue === '' && binding.routingKey === '' ? queue : binding.routingKey
    return { ...binding, queue, routingKey }
  }
}
