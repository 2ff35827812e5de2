import type { SeenCommand } from '../seen-command.ts'
import type { OpenEnd, SeenRpc } from './facts.ts'
import { hasSameHeaders, isSameButHeaders } from './same-message.ts'

/** Asks RabbitMQ for an address of the channel's own, which it puts in this place: the name, a dot, and something long. */
const DIRECT_REPLY_TO = 'amq.rabbitmq.reply-to'
/** How many requests with the same correlation id are held. */
const MAX_ALIKE = 64

/** A request that has no reply yet. */
interface Entry {
  readonly correlationId: string
  /** As the caller wrote it; undefined where the request was not seen. */
  readonly replyTo: string | undefined
  readonly request: SeenCommand | undefined
  /** As the server read it: RabbitMQ rewrites an address for direct replies. */
  address: string | undefined
  requestDelivery: SeenCommand | undefined
  reply: SeenCommand | undefined
  isLikely: boolean
}

/**
 * The requests of all connections, by correlation id. Each step names the next by what it carries:
 *
 *     caller                         broker                        server
 *     publish  replyTo, id    ──▶            ──▶   deliver   replyTo, id (another address for direct replies)
 *     deliver  id, on queue   ◀──            ◀──   publish   id, the address as routing key
 */
export class RpcLedger {
  private readonly onRpc: (rpc: SeenRpc) => void
  private readonly maxOpen: number
  private readonly byId: Map<string, Set<Entry>> = new Map()
  /** All of them, the oldest first. */
  private readonly entries: Set<Entry> = new Set()

  /** @param maxOpen how many requests are held */
  constructor(onRpc: (rpc: SeenRpc) => void, maxOpen: number) {
    this.onRpc = onRpc
    this.maxOpen = maxOpen
  }

  /** The requests without a reply, from the oldest to the newest. */
  open(ageSeconds: (command: SeenCommand) => number): OpenEnd[] {
    return [...this.entries].map((entry) => {
      const command = (entry.request ?? entry.requestDelivery) as SeenCommand
      return { command, ageSeconds: ageSeconds(command) }
    })
  }

  /** Takes in what a client published: a reply, a request, or both. */
  published(publish: SeenCommand): void {
    const correlationId = idOf(publish)
    if (correlationId === undefined) return
    this.replied(correlationId, publish)
    const replyTo = replyToOf(publish)
    if (replyTo !== undefined) this.add({ ...newEntry(correlationId), replyTo, request: publish })
  }

  /** Takes in what a broker delivered: a request, or a reply. */
  delivered(delivery: SeenCommand): void {
    const correlationId = idOf(delivery)
    if (correlationId === undefined) return
    const entry = this.oldest(correlationId, (open) => isReplyDelivery(open, delivery))
    if (entry !== undefined) this.answer(entry, delivery)
    const address = replyToOf(delivery)
    if (address !== undefined) this.requested(correlationId, address, delivery)
  }

  /** A request was given back to its caller: nobody will answer it. */
  returned(request: SeenCommand, returned: SeenCommand): void {
    for (const entry of this.byId.get(idOf(request) ?? '') ?? []) {
      if (entry.request === request) this.release(entry, 'returned', { returned })
    }
  }

  /** Requests whose caller is gone: nobody hears their replies. */
  end(isGone: (command: SeenCommand) => boolean): void {
    for (const entry of this.entries) {
      const caller = entry.request ?? entry.requestDelivery
      if (caller !== undefined && isGone(caller)) this.release(entry, 'unanswered')
    }
  }

  private requested(correlationId: string, address: string, delivery: SeenCommand): void {
    const entry = this.oldest(correlationId, (open) => isRequestDelivery(open, address, delivery))
    if (entry === undefined) {
      this.add({ ...newEntry(correlationId), address, requestDelivery: delivery })
    } else {
      entry.address = address
      entry.requestDelivery = delivery
    }
  }

  private replied(correlationId: string, reply: SeenCommand): void {
    const entry = this.oldest(correlationId, (open) => isReply(open, reply))
    if (entry === undefined) return
    entry.reply = reply
    // Where the request was not seen on its way to the broker, the reply will not be seen on its way back.
    if (entry.request === undefined) this.release(entry, 'answered', { last: reply })
  }

  private answer(entry: Entry, replyDelivery: SeenCommand): void {
    this.release(entry, 'answered', { last: replyDelivery, replyDelivery })
  }

  /** The oldest request that fits. Where several do, that is no more than likely. */
  private oldest(correlationId: string, fits: (entry: Entry) => boolean): Entry | undefined {
    const [first, second] = [...(this.byId.get(correlationId) ?? [])].filter(fits)
    if (first !== undefined && second !== undefined) first.isLikely = second.isLikely = true
    return first
  }

  private add(entry: Entry): void {
    const alike = this.byId.get(entry.correlationId)
    if (alike === undefined) this.byId.set(entry.correlationId, new Set([entry]))
    else alike.add(entry)
    this.entries.add(entry)
    const [oldestAlike] = alike ?? []
    const [oldest] = this.entries
    if (oldestAlike !== undefined && (alike?.size ?? 0) > MAX_ALIKE) this.release(oldestAlike, 'unanswered')
    else if (oldest !== undefined && this.entries.size > this.maxOpen) this.release(oldest, 'unanswered')
  }

  private release(
    entry: Entry,
    outcome: SeenRpc['outcome'],
    end: { last?: SeenCommand; replyDelivery?: SeenCommand; returned?: SeenCommand } = {},
  ): void {
    const { correlationId, request, requestDelivery, reply } = entry
    const alike = this.byId.get(correlationId)
    alike?.delete(entry)
    if (alike?.size === 0) this.byId.delete(correlationId)
    this.entries.delete(entry)
    const { last, replyDelivery, returned } = end
    const first = request ?? requestDelivery
    this.onRpc({
      correlationId,
      ...(request === undefined ? {} : { request }),
      ...(requestDelivery === undefined ? {} : { requestDelivery }),
      ...(reply === undefined ? {} : { reply }),
      ...(replyDelivery === undefined ? {} : { replyDelivery }),
      outcome,
      ...(returned === undefined ? {} : { returned }),
      ...(first === undefined || last === undefined
        ? {}
        : { latencySeconds: Math.max(0, last.endSeconds - first.atSeconds) }),
      certainty: entry.isLikely ? 'likely' : 'certain',
    })
  }
}

function newEntry(correlationId: string): Entry {
  return {
    correlationId,
    replyTo: undefined,
    request: undefined,
    address: undefined,
    requestDelivery: undefined,
    reply: undefined,
    isLikely: false,
  }
}

function idOf({ content }: SeenCommand): string | undefined {
  const id = content?.properties['correlationId']
  return typeof id === 'string' && id !== '' ? id : undefined
}

function replyToOf({ content }: SeenCommand): string | undefined {
  const replyTo = content?.properties['replyTo']
  return typeof replyTo === 'string' && replyTo !== '' ? replyTo : undefined
}

/** Whether a delivery is a request on its way to a server: once, or again where the server before did not answer. */
function isRequestDelivery(open: Entry, address: string, delivery: SeenCommand): boolean {
  if (open.reply !== undefined) return false
  if (open.requestDelivery !== undefined) {
    return open.address === address && delivery.args['redelivered'] === true
  }
  if (open.request === undefined) return false
  const isDirect = open.replyTo === DIRECT_REPLY_TO
  if (isDirect ? !isDirectAddress(address) : open.replyTo !== address) return false
  return !isDirect || isSameRequest(open.request, delivery)
}

/** Whether a direct request is the one that was delivered: its address was rewritten, and nothing else. */
function isSameRequest(request: SeenCommand, delivery: SeenCommand): boolean {
  return (
    request.args['exchange'] === delivery.args['exchange'] &&
    request.args['routingKey'] === delivery.args['routingKey'] &&
    isSameButHeaders(withoutReplyTo(request), withoutReplyTo(delivery)) &&
    hasSameHeaders(request, delivery)
  )
}

function withoutReplyTo(command: SeenCommand): SeenCommand {
  const { content } = command
  if (content === undefined) return command
  const { replyTo: _address, ...properties } = content.properties
  return { ...command, content: { ...content, properties } }
}

/** Whether a publish is the reply: it goes to the queue that the request names, by the default exchange. */
function isReply(open: Entry, publish: SeenCommand): boolean {
  if (open.reply !== undefined || publish.args['exchange'] !== '') return false
  const key = publish.args['routingKey']
  if (open.address !== undefined) return key === open.address
  return open.replyTo === DIRECT_REPLY_TO ? isDirectAddress(key) : key === open.replyTo
}

/** Whether a delivery is the reply on its way to the caller. */
function isReplyDelivery(open: Entry, delivery: SeenCommand): boolean {
  const { request, replyTo } = open
  if (request === undefined) return false
  if (replyTo === DIRECT_REPLY_TO) {
    return delivery.connection === request.connection && delivery.channel === request.channel
  }
  return delivery.args['exchange'] === '' && delivery.args['routingKey'] === replyTo
}

function isDirectAddress(address: unknown): boolean {
  return typeof address === 'string' && address.startsWith(`${DIRECT_REPLY_TO}.`)
}
