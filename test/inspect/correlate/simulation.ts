// A made-up session of several connections whose every pairing is known, because client and broker are both played here.
// What the client sends waits in its channel until the broker looks at it, so that much is under way at once.

import { numberOf, Scene } from './scene.ts'

/** What became of each thing, by the number of its first frame. Undefined fields are things that must not be there. */
export interface Truth {
  readonly calls: Map<number, CallTruth>
  readonly publishes: Map<number, PublishTruth>
  readonly deliveries: Map<number, DeliveryTruth>
  /** Which call a close refuses. */
  readonly refusals: Map<number, number>
}

export interface CallTruth {
  outcome: 'open' | 'answered' | 'refused' | 'noWait' | 'unanswered'
  reply?: number
}

export interface PublishTruth {
  mode: 'plain' | 'confirm' | 'transaction'
  outcome: 'open' | 'acked' | 'nacked' | 'committed' | 'rolledBack' | 'sent' | 'unsettled'
  sequenceNumber?: number
  settledBy?: number
  returned?: number
}

export interface DeliveryTruth {
  outcome: 'open' | 'acked' | 'nacked' | 'rejected' | 'recovered' | 'sent' | 'unsettled'
  settledBy?: number
  /** The number of the delivery that this one repeats. */
  repeats?: number
}

/** Something that the client sent and the broker has not looked at. */
type Waiting = () => void

interface Message {
  readonly id: string
  /** Its last delivery, where it was delivered before. */
  last: number | undefined
}

interface Outstanding {
  readonly tag: number
  readonly number: number
  readonly message: Message
}

class SimulatedChannel {
  readonly connection: number
  readonly number: number
  readonly inbox: Waiting[] = []
  /** As the client sees it and as the broker does; the broker is behind. */
  mode: 'plain' | 'confirm' | 'transaction' = 'plain'
  nextNumber: number = 1
  /** Numbers that the broker has looked at and not confirmed, with their publishes. */
  readonly unconfirmed: Map<number, PublishTruth> = new Map()
  /** Publishes of the transaction under way, as the client sends them, and with those that the broker returns at commit. */
  readonly inTransaction: { truth: PublishTruth; giveBack: (() => number) | undefined }[] = []
  readonly settledInTransaction: {
    truth: DeliveryTruth
    by: number
    delivery: Outstanding
    outcome: string
  }[] = []
  nextTag: number = 1
  readonly unacked: Map<number, Outstanding> = new Map()
  readonly openCalls: { name: string; truth: CallTruth }[] = []
  /** Calls with noWait that no later answer has shown to have worked. */
  unproven: string[] = []
  isRecovering: boolean = false
  /** The number of the close with which the broker ended it. */
  closedBy: number | undefined

  constructor(connection: number, number: number) {
    this.connection = connection
    this.number = number
  }
}

const CALLS: readonly (readonly [string, object, object])[] = [
  ['queueDeclare', { queue: 'q' }, { queue: 'q', messageCount: 0, consumerCount: 0 }],
  ['queueBind', { queue: 'q', exchange: 'x', routingKey: 'k' }, {}],
  ['queuePurge', { queue: 'q' }, { messageCount: 0 }],
  ['exchangeDeclare', { exchange: 'x' }, {}],
  ['basicQos', { prefetchCount: 3 }, {}],
]
const CLASS_AND_METHOD: Readonly<Record<string, readonly [number, number]>> = {
  queueDeclare: [50, 10],
  queueBind: [50, 20],
  queuePurge: [50, 30],
  exchangeDeclare: [40, 10],
  basicQos: [60, 10],
}
const CHANNELS_OF_A_CONNECTION = 3

export class Simulation {
  readonly scene: Scene = new Scene()
  readonly truth: Truth = {
    calls: new Map(),
    publishes: new Map(),
    deliveries: new Map(),
    refusals: new Map(),
  }
  private readonly dice: Iterator<number>
  private connections: number = 0
  private channels: SimulatedChannel[] = []
  /** What waits in the queue to be delivered. */
  private readonly queue: Message[] = []
  private messages: number = 0

  /** @param dice one choice after the other; the session ends when there are no more */
  constructor(dice: readonly number[]) {
    this.dice = dice[Symbol.iterator]()
  }

  /** Plays the whole session. */
  run(): void {
    this.connect()
    this.connect()
    const steps: ((channel: SimulatedChannel) => void)[] = [
      (channel) => this.publish(channel),
      (channel) => this.publish(channel),
      (channel) => this.call(channel),
      (channel) => this.work(channel),
      (channel) => this.work(channel),
      (channel) => this.work(channel),
      (channel) => this.confirm(channel),
      (channel) => this.confirm(channel),
      (channel) => this.deliver(channel),
      (channel) => this.deliver(channel),
      (channel) => this.settle(channel),
      (channel) => this.settle(channel),
      (channel) => this.endTransaction(channel),
      (channel) => this.recover(channel),
      (channel) => this.seldom(channel),
    ]
    for (let die = this.dice.next(); die.done !== true; die = this.dice.next()) {
      const channel = this.channels[this.roll(this.channels.length)] as SimulatedChannel
      const step = steps[die.value % steps.length] as (channel: SimulatedChannel) => void
      step(channel)
    }
  }

  private roll(sides: number): number {
    return (this.dice.next().value ?? 0) % sides
  }

  private connect(): void {
    const connection = ++this.connections
    this.scene.connect(connection)
    for (let number = 1; number <= CHANNELS_OF_A_CONNECTION; number++) this.openChannel(connection, number)
  }

  /** With channel 1 in plain mode, 2 in confirm mode and 3 in a transaction. */
  private openChannel(connection: number, number: number): void {
    const { scene } = this
    const channel = new SimulatedChannel(connection, number)
    scene.open(connection, number)
    scene.client(connection, number, 'basicConsume', { queue: 'q', consumerTag: 'acks', noAck: false })
    scene.broker(connection, number, 'basicConsumeOk', { consumerTag: 'acks' })
    scene.client(connection, number, 'basicConsume', {
      queue: 'q',
      consumerTag: 'none',
      noAck: true,
      noWait: true,
    })
    if (number === 2) this.selectConfirm(channel)
    if (number === 3) {
      channel.mode = 'transaction'
      scene.client(connection, number, 'txSelect')
      scene.broker(connection, number, 'txSelectOk')
    }
    this.channels.push(channel)
  }

  /** At any time, after publishes that count for nothing. Its answer may come later than publishes that count. */
  private selectConfirm(channel: SimulatedChannel): void {
    for (let before = this.roll(3); before > 0; before--) this.publish(channel)
    const noWait = this.roll(2) === 1
    const { connection, number } = channel
    const call = this.scene.client(connection, number, 'confirmSelect', { noWait })
    channel.mode = 'confirm'
    const truth = this.newCall(channel, 'confirmSelect', call, noWait)
    channel.inbox.push(() => {
      if (!noWait) this.answer(channel, truth, this.scene.broker(connection, number, 'confirmSelectOk'))
    })
  }

  private publish(channel: SimulatedChannel): void {
    const { connection, number, mode } = channel
    const isRoutable = this.roll(3) !== 0
    const mandatory = this.roll(2) === 0
    const args = { exchange: '', routingKey: isRoutable ? 'q' : 'nowhere', mandatory }
    // Some say the same as others.
    const properties = this.roll(2) === 0 ? {} : { messageId: String(this.messages) }
    const body = String(this.roll(4))
    const publish = this.scene.publish(connection, number, args, properties, body)
    const truth: PublishTruth = { mode, outcome: mode === 'plain' ? 'sent' : 'open' }
    this.truth.publishes.set(publish, truth)
    if (channel.closedBy !== undefined) {
      Object.assign(truth, { outcome: 'unsettled', settledBy: channel.closedBy })
      return
    }
    if (mode === 'confirm') truth.sequenceNumber = channel.nextNumber++
    const isReturned = mandatory && !isRoutable
    const giveBack = (): number => {
      const { exchange, routingKey } = args
      const reply = { replyCode: 312, replyText: 'NO_ROUTE', exchange, routingKey }
      truth.returned = this.scene.content(connection, number, 'basicReturn', reply, properties, body)
      return truth.returned
    }
    if (mode === 'transaction') {
      channel.inTransaction.push({ truth, giveBack: isReturned ? giveBack : undefined })
      return
    }
    channel.inbox.push(() => {
      if (isReturned) giveBack()
      else if (isRoutable) this.queue.push({ id: `m${this.messages++}`, last: undefined })
      if (truth.sequenceNumber !== undefined) channel.unconfirmed.set(truth.sequenceNumber, truth)
    })
  }

  private call(channel: SimulatedChannel): void {
    const { connection, number } = channel
    const [name, args, reply] = CALLS[this.roll(CALLS.length)] as (typeof CALLS)[number]
    const noWait = name !== 'basicQos' && this.roll(3) === 0
    const isRefused = this.roll(12) === 0
    const call = this.scene.client(connection, number, name, { ...args, noWait })
    const truth = this.newCall(channel, name, call, noWait)
    if (channel.closedBy !== undefined) {
      truth.outcome = noWait ? 'noWait' : 'unanswered'
      return
    }
    channel.inbox.push(() => {
      if (isRefused) this.refuse(channel, name, call)
      else if (noWait) channel.unproven.push(name)
      else this.answer(channel, truth, this.scene.broker(connection, number, `${name}Ok`, reply))
    })
  }

  private newCall(channel: SimulatedChannel, name: string, call: number, noWait: boolean): CallTruth {
    const truth: CallTruth = { outcome: noWait ? 'noWait' : 'open' }
    this.truth.calls.set(call, truth)
    if (!noWait && channel.closedBy === undefined) channel.openCalls.push({ name, truth })
    return truth
  }

  private answer(channel: SimulatedChannel, truth: CallTruth, reply: number): void {
    Object.assign(truth, { outcome: 'answered', reply })
    channel.openCalls.shift()
    channel.unproven = []
  }

  /** The broker closes the channel, and the client goes on for a while before it knows. */
  private refuse(channel: SimulatedChannel, name: string, call: number): void {
    const { connection, number } = channel
    const [classId, methodId] = CLASS_AND_METHOD[name] as readonly [number, number]
    const args = { replyCode: 404, replyText: 'NOT_FOUND', classId, methodId }
    const close = this.scene.broker(connection, number, 'channelClose', args)
    this.truth.refusals.set(close, call)
    const refused = this.truth.calls.get(call) as CallTruth
    const isPlain = !channel.unproven.includes(name)
    for (const { truth } of channel.openCalls) truth.outcome = 'unanswered'
    if (refused.outcome !== 'noWait' && isPlain) Object.assign(refused, { outcome: 'refused', reply: close })
    this.closed(channel, close)
  }

  /** What is open on a channel that the broker or the client has closed, or that is gone, comes to nothing. */
  private closed(channel: SimulatedChannel, close: number | undefined): void {
    channel.closedBy = close
    channel.inbox.length = 0
    for (const [publish, truth] of this.truth.publishes) {
      if (truth.outcome === 'open' && this.isOn(channel, publish)) {
        Object.assign(truth, { outcome: 'unsettled', settledBy: close })
      }
    }
    for (const { number, message } of [
      ...channel.unacked.values(),
      ...channel.settledInTransaction.map(({ delivery }) => delivery),
    ]) {
      Object.assign(this.truth.deliveries.get(number)!, { outcome: 'unsettled', settledBy: close })
      this.queue.push(message)
    }
    channel.unacked.clear()
    channel.settledInTransaction.length = 0
    for (const { truth } of channel.openCalls) if (truth.outcome === 'open') truth.outcome = 'unanswered'
    channel.openCalls.length = 0
  }

  private isOn(channel: SimulatedChannel, publish: number): boolean {
    const command = this.scene.facts.commands.find((seen) => numberOf(seen) === publish)
    if (command?.connection !== channel.connection || command.channel !== channel.number) return false
    // The number of a channel may have been used before.
    return this.truth.publishes.get(publish)!.outcome === 'open'
  }

  /** The broker looks at the next that a client sent. */
  private work(channel: SimulatedChannel): void {
    for (let count = this.roll(4); count >= 0; count--) channel.inbox.shift()?.()
  }

  private confirm(channel: SimulatedChannel): void {
    const numbers = [...channel.unconfirmed.keys()]
    if (numbers.length === 0 || channel.closedBy !== undefined) return
    const { connection, number: onChannel } = channel
    const number = numbers[this.roll(numbers.length)] as number
    const multiple = this.roll(2) === 0
    const isAll = multiple && this.roll(4) === 0 && channel.inbox.length === 0
    const isAck = this.roll(3) !== 0
    const args = { deliveryTag: isAll ? 0 : number, multiple }
    const by = this.scene.broker(connection, onChannel, isAck ? 'basicAck' : 'basicNack', args)
    for (const each of numbers) {
      if (!(isAll || each === number || (multiple && each < number))) continue
      const outcome = isAck ? 'acked' : 'nacked'
      Object.assign(channel.unconfirmed.get(each)!, { outcome, settledBy: by })
      channel.unconfirmed.delete(each)
    }
  }

  private deliver(channel: SimulatedChannel): void {
    if (channel.closedBy !== undefined || this.queue.length === 0) return
    const { connection, number } = channel
    const message = this.queue.shift() as Message
    const noAck = this.roll(4) === 0
    const tag = channel.nextTag++
    const args = {
      consumerTag: noAck ? 'none' : 'acks',
      deliveryTag: tag,
      redelivered: message.last !== undefined,
      exchange: '',
      routingKey: 'q',
    }
    // No two messages say the same, or nobody could tell them apart.
    const delivery = this.scene.content(connection, number, 'basicDeliver', args, {}, message.id)
    this.truth.deliveries.set(delivery, {
      outcome: noAck ? 'sent' : 'open',
      ...(message.last === undefined ? {} : { repeats: message.last }),
    })
    message.last = delivery
    if (!noAck) channel.unacked.set(tag, { tag, number: delivery, message })
  }

  private settle(channel: SimulatedChannel): void {
    const tags = [...channel.unacked.keys()]
    if (tags.length === 0 || channel.isRecovering || channel.closedBy !== undefined) return
    const { connection, number } = channel
    const tag = tags[this.roll(tags.length)] as number
    const multiple = this.roll(2) === 0
    const isAll = multiple && this.roll(4) === 0
    const requeue = this.roll(2) === 0
    const ways = ['acked', 'nacked', ...(multiple ? [] : ['rejected'])] as const
    const outcome = ways[this.roll(ways.length)] as 'acked' | 'nacked' | 'rejected'
    const method = { acked: 'basicAck', nacked: 'basicNack', rejected: 'basicReject' }[outcome]
    const args = { deliveryTag: isAll ? 0 : tag, multiple, requeue }
    const by = this.scene.client(connection, number, method, args)
    for (const each of tags) {
      if (!(isAll || each === tag || (multiple && each < tag))) continue
      const delivery = channel.unacked.get(each) as Outstanding
      const truth = this.truth.deliveries.get(delivery.number) as DeliveryTruth
      channel.unacked.delete(each)
      if (channel.mode === 'transaction') {
        channel.settledInTransaction.push({
          truth,
          by,
          delivery,
          outcome: requeue && outcome !== 'acked' ? `${outcome} back` : outcome,
        })
      } else {
        Object.assign(truth, { outcome, settledBy: by })
        if (requeue && outcome !== 'acked') this.queue.push(delivery.message)
      }
    }
  }

  /** The client ends its transaction and waits for the answer. */
  private endTransaction(channel: SimulatedChannel): void {
    if (channel.mode !== 'transaction' || channel.closedBy !== undefined) return
    while (channel.inbox.length > 0) this.work(channel)
    if (channel.closedBy !== undefined) return
    const { connection, number } = channel
    const isCommit = this.roll(3) !== 0
    const call = this.scene.client(connection, number, isCommit ? 'txCommit' : 'txRollback')
    const truth = this.newCall(channel, 'tx', call, false)
    if (isCommit) for (const { giveBack } of channel.inTransaction) giveBack?.()
    const reply = this.scene.broker(connection, number, isCommit ? 'txCommitOk' : 'txRollbackOk')
    this.answer(channel, truth, reply)
    for (const { truth: publish } of channel.inTransaction.splice(0)) {
      Object.assign(publish, { outcome: isCommit ? 'committed' : 'rolledBack', settledBy: reply })
    }
    for (const settled of channel.settledInTransaction.splice(0)) {
      const { truth: delivery, by, outcome } = settled
      if (isCommit) {
        Object.assign(delivery, { outcome: outcome.split(' ')[0], settledBy: by })
        if (outcome.endsWith('back')) this.queue.push(settled.delivery.message)
      } else channel.unacked.set(settled.delivery.tag, settled.delivery)
    }
    const inOrder = [...channel.unacked].sort(([a], [b]) => a - b)
    channel.unacked.clear()
    for (const [tag, delivery] of inOrder) channel.unacked.set(tag, delivery)
  }

  private recover(channel: SimulatedChannel): void {
    if (channel.closedBy !== undefined || channel.isRecovering || channel.mode === 'transaction') return
    if (this.roll(3) !== 0) return
    const { connection, number } = channel
    const call = this.scene.client(connection, number, 'basicRecover', { requeue: true })
    const truth = this.newCall(channel, 'basicRecover', call, false)
    channel.isRecovering = true
    channel.inbox.push(() => {
      const reply = this.scene.broker(connection, number, 'basicRecoverOk')
      this.answer(channel, truth, reply)
      channel.isRecovering = false
      for (const delivery of channel.unacked.values()) {
        Object.assign(this.truth.deliveries.get(delivery.number)!, { outcome: 'recovered', settledBy: reply })
        this.queue.push(delivery.message)
      }
      channel.unacked.clear()
    })
  }

  /** What happens seldom: a closed channel is opened anew, a channel is closed, a connection breaks and is made anew. */
  private seldom(channel: SimulatedChannel): void {
    const { connection, number } = channel
    const isBreaking = this.roll(3) === 0
    if (channel.closedBy !== undefined) {
      this.scene.client(connection, number, 'channelCloseOk')
      this.channels.splice(this.channels.indexOf(channel), 1)
      this.openChannel(connection, number)
    } else if (!isBreaking) {
      while (channel.inbox.length > 0) this.work(channel)
      if (channel.closedBy !== undefined) return
      const close = this.scene.client(connection, number, 'channelClose', { replyCode: 200, replyText: '' })
      this.truth.calls.set(close, {
        outcome: 'answered',
        reply: this.scene.broker(connection, number, 'channelCloseOk'),
      })
      this.closed(channel, close)
      this.channels.splice(this.channels.indexOf(channel), 1)
      this.openChannel(connection, number)
    } else {
      this.scene.cut(connection)
      for (const gone of this.channels.filter((each) => each.connection === connection)) {
        // What was closed before has come to its end.
        if (gone.closedBy === undefined) this.closed(gone, undefined)
      }
      this.channels = this.channels.filter((each) => each.connection !== connection)
      this.connect()
    }
  }
}
