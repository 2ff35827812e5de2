import { BASIC_ACK, TX_COMMIT, TX_ROLLBACK } from '../../generated/constants.ts'
import { ConfirmWindow } from '../../protocol/confirm-window.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { OpenPublish, SeenPublish } from './facts.ts'
import { isReturnable, Returnables } from './returnables.ts'
import { isBefore, latencySeconds } from './sequence.ts'

/** How many publishes are held only because they could still be returned. */
const MAX_RETURNABLE = 1024

type Outcome = SeenPublish['outcome']

/** A publish that nothing has settled yet. */
interface Entry {
  readonly publish: SeenCommand
  readonly mode: SeenPublish['mode']
  readonly sequenceNumber: number | undefined
  returned: SeenCommand | undefined
}

/**
 * The publishes of one channel, and what the broker says of each.
 *
 *     plain        told at once; what is mandatory is held, since it could still be returned
 *     confirm      in a window, numbered from confirm.select on and settled by number
 *     transaction  held until commit or rollback
 *     unknown      as plain: nobody knows whether a confirm will come, or with which number
 */
export class PublishLedger {
  private readonly onPublish: (publish: SeenPublish) => void
  private readonly isComplete: boolean
  private readonly maxOpen: number
  private mode: SeenPublish['mode']
  /** In confirm mode, where the numbers are known. */
  private window: ConfirmWindow<Entry> | undefined
  /** Those without a number, in the order in which they were sent. */
  private readonly held: Set<Entry> = new Set()
  private readonly returnables: Returnables<Entry> = new Returnables()

  /**
   * @param isComplete whether the channel was seen from its beginning
   * @param maxOpen how many publishes are held
   */
  constructor(onPublish: (publish: SeenPublish) => void, isComplete: boolean, maxOpen: number) {
    this.onPublish = onPublish
    this.isComplete = isComplete
    this.maxOpen = maxOpen
    this.mode = isComplete ? 'plain' : 'unknown'
  }

  /** Those that wait for a confirm or for the end of their transaction, from the oldest to the newest. */
  open(ageSeconds: (command: SeenCommand) => number): OpenPublish[] {
    return this.entries().map(({ publish, sequenceNumber, returned }) => ({
      command: publish,
      ageSeconds: ageSeconds(publish),
      ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
      ...(returned === undefined ? {} : { returned }),
    }))
  }

  /** The broker numbers what comes behind a confirm.select, from 1. Another one changes nothing. */
  selectConfirm(): void {
    // Where the beginning was not seen, there may have been one before, and publishes behind it.
    if (this.mode === 'plain') this.window = new ConfirmWindow()
    this.mode = 'confirm'
  }

  /** What comes behind a tx.select waits for its commit. */
  selectTransaction(): void {
    this.mode = 'transaction'
  }

  /** Takes in a publish that was just sent. */
  publish(publish: SeenCommand): void {
    const { mode, window } = this
    const entry = { publish, mode, sequenceNumber: window?.nextNumber, returned: undefined }
    if (window !== undefined) this.addTo(window, entry)
    else if (mode === 'transaction' || isReturnable(publish)) this.hold(entry)
    else return this.tell(entry, unsettledOutcome(entry))
    if (isReturnable(publish)) this.returnables.add(entry)
  }

  /** Takes in a publish that the broker did not look at, because it had closed the channel. */
  unheard(publish: SeenCommand, close: SeenCommand): void {
    const entry = { publish, mode: this.mode, sequenceNumber: undefined, returned: undefined }
    this.tell(entry, 'unsettled', close)
  }

  /** Gives a basic.return to its publish, and says whether there is one. */
  returned(returned: SeenCommand): boolean {
    const entry = this.returnables.take(returned)
    if (entry === undefined) return false
    entry.returned = returned
    // Nothing else is said of these.
    if (entry.sequenceNumber === undefined && entry.mode !== 'transaction') {
      this.release(entry, unsettledOutcome(entry))
    }
    return true
  }

  /** Settles what a basic.ack or basic.nack of the broker names, or says why it names nothing. */
  confirmed(confirm: SeenCommand): string | undefined {
    const { window } = this
    const { multiple } = confirm.args
    const number = Number(confirm.args['deliveryTag'])
    if (window === undefined) return this.withoutWindow()
    if (number >= window.nextNumber)
      return `publish ${number} was not made, the last is ${window.nextNumber - 1}`
    let settled = 0
    window.settle(number, multiple === true, confirm.method.id === BASIC_ACK, (entry, isAccepted) => {
      settled++
      this.release(entry, isAccepted ? 'acked' : 'nacked', confirm)
    })
    return settled > 0 || multiple === true ? undefined : `publish ${number} was settled before`
  }

  /** Takes note that a call on the channel was answered: what was sent before it has been looked at. */
  answered(call: SeenCommand, reply: SeenCommand): void {
    const isCommit = call.method.id === TX_COMMIT
    const isEnd = isCommit || call.method.id === TX_ROLLBACK
    if (this.mode === 'transaction' && !isEnd) return
    for (const entry of this.held) {
      if (!isBefore(entry.publish, call)) return
      if (entry.mode !== 'transaction') this.release(entry, unsettledOutcome(entry))
      else if (isEnd) this.release(entry, isCommit ? 'committed' : 'rolledBack', reply)
    }
  }

  /** Nothing will settle what is open any more. */
  end(outcome: 'unsettled' | 'unknown', close: SeenCommand | undefined): void {
    this.endHeld()
    for (const entry of this.entries()) this.release(entry, outcome, close)
    this.window?.drain(() => {})
  }

  /** Tells of what is held only because it could still be returned: nothing comes any more. */
  endHeld(): void {
    for (const entry of this.held) {
      if (entry.mode !== 'transaction') this.release(entry, unsettledOutcome(entry))
    }
  }

  private entries(): Entry[] {
    const entries = [...this.held]
    const { window } = this
    const first = window?.first?.sequenceNumber ?? Number.POSITIVE_INFINITY
    for (let number = first; number < (window?.nextNumber ?? 0); number++) {
      const entry = window?.get(number)
      if (entry !== undefined) entries.push(entry)
    }
    return entries
  }

  private addTo(window: ConfirmWindow<Entry>, entry: Entry): void {
    const oldest = window.first?.sequenceNumber ?? window.nextNumber
    if (window.nextNumber - oldest >= this.maxOpen) {
      window.settle(oldest, false, true, (forgotten) => this.release(forgotten, 'unknown'))
    }
    window.add(entry)
  }

  private hold(entry: Entry): void {
    this.held.add(entry)
    const limit = entry.mode === 'transaction' ? this.maxOpen : Math.min(this.maxOpen, MAX_RETURNABLE)
    const [oldest] = this.held
    if (this.held.size > limit && oldest !== undefined) {
      this.release(oldest, oldest.mode === 'plain' ? 'sent' : 'unknown')
    }
  }

  /** A confirm where nothing is numbered. */
  private withoutWindow(): string {
    if (this.mode === 'unknown') this.mode = 'confirm'
    return this.mode === 'confirm'
      ? 'the channel was not seen from its beginning, so the numbers of its publishes are not known'
      : 'the channel is not in confirm mode'
  }

  private release(entry: Entry, outcome: Outcome, settledBy?: SeenCommand): void {
    this.held.delete(entry)
    this.returnables.delete(entry)
    this.tell(entry, outcome, settledBy)
  }

  private tell({ publish, mode, sequenceNumber, returned }: Entry, outcome: Outcome, by?: SeenCommand): void {
    const last = by ?? returned
    this.onPublish({
      publish,
      mode,
      ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
      outcome,
      ...(by === undefined ? {} : { settledBy: by }),
      ...(returned === undefined ? {} : { returned }),
      ...(last === undefined ? {} : { latencySeconds: latencySeconds(publish, last) }),
      certainty: returned === undefined || this.isComplete ? 'certain' : 'likely',
    })
  }
}

/** What is said of a publish of which the broker says nothing more. */
function unsettledOutcome({ mode }: Entry): Outcome {
  return mode === 'plain' ? 'sent' : 'unknown'
}
