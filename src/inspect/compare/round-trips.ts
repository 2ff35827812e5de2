import type { SeenCommand } from '../seen-command.ts'
import type { RoundTrips } from './comparison.ts'

/** What waits for an answer. */
interface Waiting {
  readonly operation: string
  readonly isAnswer: (command: SeenCommand) => boolean
  /** Whether the client has sent something more meanwhile. */
  isOverlapped: boolean
}

/** Of one connection: which operations had an answer, and for which the client waited before it went on. */
export class RoundTripCounter {
  private readonly counts: Map<string, { answered: number; waited: number }>
  private waiting: Waiting[] = []
  private readonly confirms: Map<number, Confirms> = new Map()

  /** @param counts by operation; added to */
  constructor(counts: Map<string, { answered: number; waited: number }>) {
    this.counts = counts
  }

  /** The client has sent the protocol header. */
  onProtocolHeader(): void {
    this.await('protocol header', ({ method }) => method.name === 'connection.start')
  }

  /** The client has sent a command. */
  onSent(command: SeenCommand): void {
    const { method, args, channel } = command
    this.overlap()
    if (method.name === 'connection.start-ok')
      this.await(method.name, (answer) => LOGIN_ANSWERS.has(answer.method.name))
    else if (method.replies.length > 0 && args['noWait'] !== true)
      this.await(
        method.name,
        (answer) => answer.channel === channel && method.replies.includes(answer.method.id),
      )
    if (method.name === 'channel.open') this.confirms.delete(channel)
    if (method.name === 'confirm.select' && !this.confirms.has(channel))
      this.confirms.set(channel, new Confirms())
    if (method.name === 'basic.publish') this.confirms.get(channel)?.onPublish()
  }

  /** The broker has sent a command. */
  onReceived(command: SeenCommand): void {
    const { method, args, channel } = command
    if (method.name === 'basic.ack' || method.name === 'basic.nack') {
      const settled = this.confirms
        .get(channel)
        ?.onSettled(Number(args['deliveryTag']), args['multiple'] === true)
      for (const isOverlapped of settled ?? []) this.count('basic.publish', isOverlapped)
    }
    const at = this.waiting.findIndex(({ isAnswer }) => isAnswer(command))
    if (at === -1) return
    const [answered] = this.waiting.splice(at, 1)
    if (answered !== undefined) this.count(answered.operation, answered.isOverlapped)
  }

  private await(operation: string, isAnswer: Waiting['isAnswer']): void {
    this.waiting.push({ operation, isAnswer, isOverlapped: false })
  }

  private overlap(): void {
    for (const waiting of this.waiting) waiting.isOverlapped = true
    for (const confirms of this.confirms.values()) confirms.overlap()
  }

  private count(operation: string, isOverlapped: boolean): void {
    const count = this.counts.get(operation) ?? { answered: 0, waited: 0 }
    count.answered++
    if (!isOverlapped) count.waited++
    this.counts.set(operation, count)
  }
}

const LOGIN_ANSWERS: ReadonlySet<string> = new Set(['connection.tune', 'connection.secure'])

/** The publishes of a channel in confirm mode that the broker has not settled, by their numbers. */
class Confirms {
  private next: number = 1
  private readonly open: Set<number> = new Set()
  /** The only one that nothing was sent behind. */
  private alone: number | undefined

  onPublish(): void {
    this.open.add(this.next)
    this.alone = this.next++
  }

  overlap(): void {
    this.alone = undefined
  }

  /** For each that is settled by this: whether something was sent behind it meanwhile. */
  onSettled(tag: number, multiple: boolean): boolean[] {
    const settled = multiple ? [...this.open].filter((one) => tag === 0 || one <= tag) : [tag]
    return settled.filter((one) => this.open.delete(one)).map((one) => one !== this.alone)
  }
}

/** All counts together. */
export function total(counts: Readonly<Record<string, RoundTrips>>): RoundTrips {
  const all = { answered: 0, waited: 0 }
  for (const { answered, waited } of Object.values(counts)) {
    all.answered += answered
    all.waited += waited
  }
  return all
}
