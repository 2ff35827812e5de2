import {
  BASIC_CANCEL,
  BASIC_CONSUME,
  CHANNEL_CLOSE,
  CHANNEL_CLOSE_OK,
  CONNECTION_CLOSE,
  CONNECTION_CLOSE_OK,
} from '../../generated/constants.ts'
import { methodInfos } from '../../generated/metadata.ts'
import { Fifo } from '../../util/fifo.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { SeenCall } from './facts.ts'
import { latencySeconds } from './sequence.ts'

const REPLIES: ReadonlySet<number> = new Set(methodInfos.flatMap(({ replies }) => replies))
/** How many calls with noWait are remembered that nothing has shown to have worked. */
const MAX_UNPROVEN = 256

/**
 * The calls of one peer on one channel, in the order in which they were sent, which is that of their answers; but that
 * RabbitMQ may answer later calls before basic.consume and basic.cancel. A call with noWait has worked once a later call
 * is answered.
 *
 *     unproven                   waiting
 *     noWait noWait noWait  │  call  noWait  call  noWait
 *                              ▲
 *                              answered next; what stands behind it with noWait is told then
 */
export class CallLedger {
  private readonly onCall: (call: SeenCall) => void
  private readonly maxOpen: number
  private readonly waiting: Fifo<SeenCommand> = new Fifo()
  /** Calls that later ones were answered before, oldest first. */
  private overtaken: SeenCommand[] = []
  private unproven: SeenCommand[] = []
  private isWhole: boolean

  /**
   * @param isComplete whether the channel was seen from its beginning
   * @param maxOpen how many calls are held
   */
  constructor(onCall: (call: SeenCall) => void, isComplete: boolean, maxOpen: number) {
    this.onCall = onCall
    this.isWhole = isComplete
    this.maxOpen = maxOpen
  }

  /** Whether every call is known that could be answered next. */
  get isComplete(): boolean {
    return this.isWhole
  }

  /** The calls whose answer is still to come, from the oldest to the newest. */
  get open(): SeenCommand[] {
    return [...this.overtaken, ...this.waiting].filter((call) => !isNoWait(call))
  }

  /** Takes in a call that was just sent. */
  call(call: SeenCommand): void {
    this.waiting.push(call)
    if (this.waiting.length > this.maxOpen) {
      this.isWhole = false
      this.giveUp(this.waiting.shift() as SeenCommand)
    }
    this.passNoWait()
  }

  /** Gives a reply to the oldest call that it can answer, and says whether there is one. */
  reply(reply: SeenCommand): boolean {
    if (!this.canAnswer(reply)) return false
    const call = this.takeOvertaken(reply) ?? this.takeNext(reply)
    this.unproven = []
    // No two consumers of a channel have the same tag, so this is the call, and those before it are answered.
    if (call.method.id === BASIC_CONSUME && nameIn(call, 'consumerTag') !== undefined) this.isWhole = true
    this.tell(call, 'answered', reply)
    this.passNoWait()
    return true
  }

  /** The calls that a close can mean which names their method. Behind the oldest that waits nothing was looked at yet. */
  refusable(close: SeenCommand): SeenCommand[] {
    const next = this.waiting.peek()
    return [...this.unproven, ...this.overtaken, ...(next === undefined ? [] : [next])].filter((call) =>
      isNamedBy(close, call),
    )
  }

  /** No call will be answered any more but by the close, which refuses one where `refused` says so. */
  end(close: SeenCommand | undefined, refused: SeenCommand | undefined): void {
    this.unproven = []
    const closing: SeenCommand[] = []
    const open = [...this.overtaken, ...this.waiting]
    this.overtaken = []
    this.waiting.clear()
    for (const call of open) {
      // Both peers may close at once, and each of them is answered.
      if (close !== undefined && isClose(call)) closing.push(call)
      else if (close !== undefined && call === refused) this.tell(call, 'refused', close)
      else this.giveUp(call)
    }
    for (const call of closing) this.waiting.push(call)
  }

  /** Tells of all that want no answer: nothing comes any more. */
  endNoWait(): void {
    for (const call of this.waiting) if (isNoWait(call)) this.giveUp(call)
  }

  private takeOvertaken(reply: SeenCommand): SeenCommand | undefined {
    const at = this.overtaken.findIndex((call) => answers(reply, call))
    return at === -1 ? undefined : this.overtaken.splice(at, 1)[0]
  }

  /** The oldest call that a reply can answer. Those before it have been overtaken, or will have no answer. */
  private takeNext(reply: SeenCommand): SeenCommand {
    while (!answers(reply, this.waiting.peek())) {
      const passed = this.waiting.shift() as SeenCommand
      if (isOfQueue(passed) && this.overtaken.length < this.maxOpen) this.overtaken.push(passed)
      else this.giveUp(passed)
    }
    return this.waiting.shift() as SeenCommand
  }

  /** Where calls are missing, a reply that the oldest does not wait for belongs to one of those. */
  private canAnswer(reply: SeenCommand): boolean {
    const next = this.waiting.peek()
    if (this.overtaken.some((call) => answers(reply, call))) return true
    if (this.isWhole || isCloseOk(reply)) return this.open.some((call) => answers(reply, call))
    return next !== undefined && answers(reply, next) && !isContradicted(next, reply)
  }

  /** Tells of calls that want no answer, up to the next that wants one. */
  private passNoWait(): void {
    for (let next = this.waiting.peek(); next !== undefined && isNoWait(next); next = this.waiting.peek()) {
      this.waiting.shift()
      this.unproven.push(next)
      if (this.unproven.length > MAX_UNPROVEN) this.unproven.shift()
      this.tell(next, 'noWait')
    }
  }

  private giveUp(call: SeenCommand): void {
    this.tell(call, isNoWait(call) ? 'noWait' : 'unanswered')
  }

  private tell(call: SeenCommand, outcome: SeenCall['outcome'], reply?: SeenCommand): void {
    const certainty = this.isWhole || outcome === 'noWait' ? 'certain' : 'likely'
    const answer = reply === undefined ? {} : { reply, latencySeconds: latencySeconds(call, reply) }
    this.onCall({ call, outcome, ...answer, certainty })
  }
}

/** Whether a command wants an answer, or could have one. */
export function isCall({ method }: SeenCommand): boolean {
  return method.replies.length > 0
}

/** Whether a command answers a call. */
export function isReply({ method }: SeenCommand): boolean {
  return REPLIES.has(method.id)
}

/** Whether it is the queue that answers it, in its own time. */
function isOfQueue(call: SeenCommand): boolean {
  return (call.method.id === BASIC_CONSUME || call.method.id === BASIC_CANCEL) && !isNoWait(call)
}

function answers(reply: SeenCommand, call: SeenCommand | undefined): boolean {
  return call?.method.replies.includes(reply.method.id) === true
}

/** Whether a call and a reply name different things. */
function isContradicted(call: SeenCommand, reply: SeenCommand): boolean {
  return ['queue', 'consumerTag'].some((field) => {
    const [asked, told] = [nameIn(call, field), nameIn(reply, field)]
    return asked !== undefined && told !== undefined && asked !== told
  })
}

/** What a field names, where it is there and not empty. */
function nameIn({ args }: SeenCommand, field: string): string | undefined {
  return args[field] === undefined || args[field] === '' ? undefined : String(args[field])
}

function isNoWait(call: SeenCommand): boolean {
  return call.args['noWait'] === true
}

function isNamedBy({ args }: SeenCommand, { method }: SeenCommand): boolean {
  return args['classId'] === method.classId && args['methodId'] === method.methodId
}

/** Whether it begins the end of a channel or a connection. */
export function isClose({ method }: SeenCommand): boolean {
  return method.id === CHANNEL_CLOSE || method.id === CONNECTION_CLOSE
}

/** Whether it is the end of a channel or a connection. */
export function isCloseOk({ method }: SeenCommand): boolean {
  return method.id === CHANNEL_CLOSE_OK || method.id === CONNECTION_CLOSE_OK
}
