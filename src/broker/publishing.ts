import {
  ACCESS_REFUSED,
  NO_ROUTE,
  NOT_IMPLEMENTED,
  PRECONDITION_FAILED,
  replyCodeNames,
} from '../generated/constants.ts'
import { basicAck, basicNack, basicReturn, confirmSelectOk } from '../generated/methods.ts'
import type { BasicProperties } from '../generated/properties.ts'
import type { BasicPublish, ConfirmSelect } from '../generated/types.ts'
import type { Content } from '../protocol/content.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { ChannelContext, RoutedMessage } from './channel-context.ts'
import { readCopies } from './copies.ts'
import type { Exchange } from './exchange.ts'
import { readExpiration } from './expiration.ts'
import type { Message } from './message.ts'
import { REPLY_QUEUE } from './reply-queue.ts'
import { withProperties } from './rewritten-content.ts'
import { routingRule } from './rules.ts'
import type { VirtualHost } from './virtual-host.ts'

/** The publishing side of a channel: checks, routing, returns and confirms. */
export class Publishing {
  private readonly context: ChannelContext
  /** The number of the last publish since confirm.select. */
  private published: number = 0
  /** The number of the last publish that the client was told of. */
  private confirmed: number = 0

  constructor(context: ChannelContext) {
    this.context = context
  }

  selectConfirms({ noWait }: ConfirmSelect): void {
    if (this.context.mode === 'tx')
      throw new Refusal(PRECONDITION_FAILED, 'cannot switch from tx to confirm mode')
    this.context.mode = 'confirm'
    if (!noWait) this.context.core.send(confirmSelectOk, {})
  }

  publish({ exchange: name, routingKey, mandatory, immediate }: BasicPublish, content: Content): void {
    if (immediate) throw new Refusal(NOT_IMPLEMENTED, 'immediate=true')
    const { connection } = this.context
    const { virtualHost } = connection
    connection.access.check('write', 'exchange', name)
    const exchange = virtualHost.exchange(name)
    if (exchange.settings.internal) {
      throw new Refusal(ACCESS_REFUSED, `cannot publish to internal ${virtualHost.exchangeTitle(name)}`)
    }
    const expirationMs = this.check(content.properties)
    const addressed = this.withReplyAddress(content)
    const message: Message = { exchange: name, routingKey, ...readCopies(addressed), expirationMs }
    if (name === '' && routingKey.startsWith(REPLY_QUEUE) && virtualHost.reply(message))
      return this.confirm(true)
    const routed = { message, queues: virtualHost.route(exchange, message), mandatory }
    if (virtualHost.observer !== undefined) this.tell(exchange, routed, virtualHost)
    if (this.context.mode === 'tx') this.context.hold(routed)
    else this.confirm(this.release(routed))
    connection.onPublish()
  }

  /**
   * Lets a message go to its queues, or back to who published it.
   * @returns false where a queue was full and refused it
   */
  release({ message, queues, mandatory }: RoutedMessage): boolean {
    if (mandatory && queues.length === 0) this.giveBack(message)
    let isAccepted = true
    for (const queue of queues) if (!queue.push(message)) isAccepted = false
    return isAccepted
  }

  /** Tells the client of all that it published since the last time, which was all accepted. */
  sendConfirms(): void {
    if (this.published === this.confirmed) return
    const multiple = this.published - this.confirmed > 1
    this.confirmed = this.published
    this.context.core.send(basicAck, { deliveryTag: this.published, multiple })
  }

  private tell(exchange: Exchange, { message, queues, mandatory }: RoutedMessage, where: VirtualHost): void {
    const isReturned = mandatory && queues.length === 0
    where.observer?.({
      kind: 'routed',
      rule: routingRule(exchange, queues.length, isReturned),
      virtualHost: where.name,
      exchange: message.exchange,
      routingKey: message.routingKey,
      queues: queues.map(({ name }) => name),
      isReturned,
    })
  }

  private giveBack({ exchange, routingKey, content }: Message): void {
    const replyText = replyCodeNames[NO_ROUTE] as string
    this.context.core.relay(basicReturn, { replyCode: NO_ROUTE, replyText, exchange, routingKey }, content)
  }

  /** A request that asks for a direct reply gets the address of this channel. */
  private withReplyAddress(content: Content): Content {
    if (content.properties.replyTo !== REPLY_QUEUE) return content
    const { replyAddress } = this.context
    if (replyAddress === undefined)
      throw new Refusal(PRECONDITION_FAILED, 'fast reply consumer does not exist')
    return withProperties(content, { replyTo: replyAddress })
  }

  private confirm(isAccepted: boolean): void {
    if (this.context.mode !== 'confirm') return
    if (!isAccepted) return this.sendNack()
    if (this.published === this.confirmed) this.context.connection.callBeforeFlush(this)
    this.published++
  }

  /** A queue was full. Like RabbitMQ it says that it means all that is open, which is this one. */
  private sendNack(): void {
    this.sendConfirms()
    this.confirmed = ++this.published
    this.context.core.send(basicNack, { deliveryTag: this.published, multiple: true, requeue: true })
  }

  beforeFlush(): void {
    this.sendConfirms()
  }

  /** Looks at the properties that a broker looks at, and says how long the message may wait. */
  private check({ userId, expiration }: BasicProperties): number | undefined {
    const { profile } = this.context.connection
    // With both of them wrong it is the first that counts: which that is has changed.
    if (profile === 'rabbitmq-3.10') this.checkUser(userId)
    const expirationMs = expiration === undefined ? undefined : readExpiration(expiration)
    if (profile !== 'rabbitmq-3.10') this.checkUser(userId)
    return expirationMs
  }

  private checkUser(userId: string | undefined): void {
    const { userName } = this.context.connection
    if (userId === undefined || userId === userName) return
    throw new Refusal(
      PRECONDITION_FAILED,
      `user_id property set to '${userId}' but authenticated user was '${userName}'`,
    )
  }
}
