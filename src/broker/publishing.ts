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
import type { ChannelContext } from './channel-context.ts'
import { readCopies } from './copies.ts'
import { readExpiration } from './expiration.ts'
import type { Message } from './message.ts'

/** The publishing side of a channel: checks, routing, returns and confirms. */
export class Publishing {
  private readonly context: ChannelContext
  private confirms: boolean = false
  /** The number of the last publish since confirm.select. */
  private published: number = 0
  /** The number of the last publish that the client was told of. */
  private confirmed: number = 0

  constructor(context: ChannelContext) {
    this.context = context
  }

  selectConfirms({ noWait }: ConfirmSelect): void {
    this.confirms = true
    if (!noWait) this.context.core.send(confirmSelectOk, {})
  }

  publish({ exchange: name, routingKey, mandatory, immediate }: BasicPublish, content: Content): void {
    if (immediate) throw new Refusal(NOT_IMPLEMENTED, 'immediate=true')
    const { core, connection } = this.context
    const { virtualHost } = connection
    const exchange = virtualHost.exchange(name)
    if (exchange.settings.internal) {
      throw new Refusal(ACCESS_REFUSED, `cannot publish to internal ${virtualHost.exchangeTitle(name)}`)
    }
    const expirationMs = this.check(content.properties)
    const message: Message = { exchange: name, routingKey, ...readCopies(content), expirationMs }
    const queues = virtualHost.route(exchange, message)
    if (mandatory && queues.length === 0) {
      const args = {
        replyCode: NO_ROUTE,
        replyText: replyCodeNames[NO_ROUTE] as string,
        exchange: name,
        routingKey,
      }
      core.relay(basicReturn, args, content)
    }
    let isAccepted = true
    for (const queue of queues) if (!queue.push(message)) isAccepted = false
    if (this.confirms) this.confirm(isAccepted)
  }

  /** Tells the client of all that it published since the last time, which was all accepted. */
  sendConfirms(): void {
    if (this.published === this.confirmed) return
    const multiple = this.published - this.confirmed > 1
    this.confirmed = this.published
    this.context.core.send(basicAck, { deliveryTag: this.published, multiple })
  }

  private confirm(isAccepted: boolean): void {
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
    const { userName } = this.context.connection
    if (userId !== undefined && userId !== userName) {
      throw new Refusal(
        PRECONDITION_FAILED,
        `user_id property set to '${userId}' but authenticated user was '${userName}'`,
      )
    }
    return expiration === undefined ? undefined : readExpiration(expiration)
  }
}
