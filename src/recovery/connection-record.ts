import type { OnDelivery } from '../client/consumers.ts'
import type { ObservedChannel } from '../client/diagnostics.ts'
import type { Done, Recorder } from '../client/renewal.ts'
import type {
  BasicCancelArgs,
  BasicConsumeArgs,
  BasicConsumeOk,
  BasicQosArgs,
  ExchangeBindArgs,
  ExchangeDeclareArgs,
  ExchangeDeleteArgs,
  QueueBindArgs,
  QueueDeclareArgs,
  QueueDeclareOk,
  QueueDeleteArgs,
} from '../generated/types.ts'
import { ChannelRecord } from './channel-record.ts'
import { type Binding, TopologyRecord } from './topology-record.ts'

const REPLY_TO = 'amq.rabbitmq.reply-to'

/** What has to be done again when a connection is lost: by the connection as a whole, and by each of its channels. */
export class ConnectionRecord implements Recorder {
  readonly topology: TopologyRecord = new TopologyRecord()
  private readonly channels: Map<ObservedChannel, ChannelRecord> = new Map()
  private asked: number = 1

  of(channel: ObservedChannel): ChannelRecord | undefined {
    return this.channels.get(channel)
  }

  nextPlace(): number {
    return this.asked++
  }

  onDone({ channel, place, method, args, reply, onDelivery }: Done): void {
    const { topology } = this
    // The casts follow from the method.
    switch (method) {
      case 'exchange.declare':
        return topology.exchangeDeclared(args as ExchangeDeclareArgs)
      case 'exchange.delete':
        return topology.exchangeDeleted((args as ExchangeDeleteArgs).exchange ?? '')
      case 'exchange.bind':
        return topology.bound(bindingOfExchange(args as ExchangeBindArgs))
      case 'exchange.unbind':
        return topology.unbound(bindingOfExchange(args as ExchangeBindArgs))
      case 'queue.declare':
        return this.queueDeclared(channel, args, reply as QueueDeclareOk | undefined)
      case 'queue.delete':
        return topology.queueDeleted(this.queueOf(channel, (args as QueueDeleteArgs).queue))
      case 'queue.bind':
        return topology.bound(this.bindingOfQueue(channel, args))
      case 'queue.unbind':
        return topology.unbound(this.bindingOfQueue(channel, args))
      case 'basic.qos':
        return this.recordOf(channel).qosSet(place, args as BasicQosArgs)
      case 'confirm.select':
      case 'tx.select':
        return this.recordOf(channel).modeSelected(place, method)
      case 'basic.consume': {
        const { consumerTag } = reply as BasicConsumeOk
        const queue = this.queueOf(channel, (args as BasicConsumeArgs).queue)
        const consumer = { ...args, queue, consumerTag, noWait: false }
        return this.recordOf(channel).consumed(place, {
          args: consumer,
          onDelivery: onDelivery as OnDelivery,
        })
      }
      case 'basic.cancel':
        return this.onConsumerGone(channel, (args as BasicCancelArgs).consumerTag)
      default:
    }
  }

  onConsumerGone(channel: ObservedChannel, consumerTag: string): void {
    const queue = this.of(channel)?.cancelled(consumerTag)
    if (queue !== undefined) this.consumersGone([queue])
  }

  onChannelGone(channel: ObservedChannel): void {
    const consumers = this.of(channel)?.consumers ?? []
    this.channels.delete(channel)
    this.consumersGone(consumers.map(({ args }) => args.queue))
  }

  /** The queues that are to have an exclusive consumer again; direct reply-to, which each channel has of its own, is none. */
  get queuesToHold(): readonly string[] {
    return [...this.channels.values()]
      .flatMap(({ consumers }) => consumers)
      .filter(({ args: { exclusive, queue } }) => exclusive === true && !queue.startsWith(REPLY_TO))
      .map(({ args }) => args.queue)
  }

  /** The broker has given a queue another name. */
  queueRenamed(oldName: string, newName: string): void {
    this.topology.renamed(oldName, newName)
    for (const record of this.channels.values()) record.queueRenamed(oldName, newName)
  }

  private queueDeclared(
    channel: ObservedChannel,
    args: QueueDeclareArgs,
    reply: QueueDeclareOk | undefined,
  ): void {
    const queue = reply?.queue ?? args.queue ?? ''
    // With no-wait nobody tells the name that the broker makes up.
    if (queue === '') return
    this.recordOf(channel).lastQueue = queue
    this.topology.queueDeclared(args, queue)
  }

  private consumersGone(queues: readonly string[]): void {
    const consumed = new Set(
      [...this.channels.values()].flatMap(({ consumers }) => consumers.map(({ args }) => args.queue)),
    )
    for (const queue of queues) if (!consumed.has(queue)) this.topology.queueUnused(queue)
  }

  private recordOf(channel: ObservedChannel): ChannelRecord {
    let record = this.channels.get(channel)
    if (record === undefined) {
      record = new ChannelRecord()
      this.channels.set(channel, record)
    }
    return record
  }

  /** The queue that is meant: the empty name stands for the one that the channel declared last. */
  private queueOf(channel: ObservedChannel, queue: string = ''): string {
    return queue === '' ? (this.of(channel)?.lastQueue ?? '') : queue
  }

  private bindingOfQueue(channel: ObservedChannel, args: QueueBindArgs): Binding {
    const { queue = '', exchange: source = '', routingKey = '', arguments: table = {} } = args
    const destination = this.queueOf(channel, queue)
    // With both names empty the routing key is that of the last queue as well.
    const key = queue === '' && routingKey === '' ? destination : routingKey
    return { to: 'queue', destination, source, routingKey: key, arguments: { ...table } }
  }
}

function bindingOfExchange(args: ExchangeBindArgs): Binding {
  const { destination, source, routingKey = '', arguments: table = {} } = args
  return { to: 'exchange', destination, source, routingKey, arguments: { ...table } }
}
