import { decodeText } from '../../wire/bytes.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { Names } from './names.ts'

/** A delivery of the recording or of the replay. */
interface Entry {
  readonly tag: number
  readonly command: SeenCommand
  /** What it is, so that the same message is found on the other side. */
  readonly key: string
  partner: Entry | undefined
}

/** What to send so that the same deliveries are settled. */
export interface Settlement {
  readonly tag: number
  readonly multiple: boolean
}

/** How many octets of a body tell messages apart. */
const KEY_BYTES = 256

/**
 * The deliveries of one channel: which of the replay is which of the recording. The same message, by exchange, routing
 * key, id and body, is the same delivery; where the broker delivers others, they stand in for each other in their order.
 */
export class Deliveries {
  private readonly names: Names
  private readonly onPair: (recorded: SeenCommand, replayed: SeenCommand) => void
  /** Those that are not settled, by their tags. */
  private readonly recorded: Map<number, Entry> = new Map()
  private readonly replayed: Map<number, Entry> = new Map()
  /** Those without a partner. */
  private loneRecorded: Entry[] = []
  private loneReplayed: Entry[] = []

  constructor(names: Names, onPair: (recorded: SeenCommand, replayed: SeenCommand) => void) {
    this.names = names
    this.onPair = onPair
  }

  /** Those of the recording that have no partner. */
  get missing(): SeenCommand[] {
    return this.loneRecorded.map(({ command }) => command)
  }

  /** Those of the replay that have no partner. */
  get surplus(): SeenCommand[] {
    return this.loneReplayed.map(({ command }) => command)
  }

  /** A delivery of the recording. @param noAck whether it needs no acknowledgement */
  addRecorded(command: SeenCommand, noAck: boolean): void {
    const entry = this.entryOf(command, (text) => this.names.now(text))
    if (!noAck) this.recorded.set(entry.tag, entry)
    const at = this.loneReplayed.findIndex(({ key }) => key === entry.key)
    if (at === -1) this.loneRecorded.push(entry)
    else this.pair(entry, this.loneReplayed.splice(at, 1)[0] as Entry)
  }

  /** A delivery of the replay. */
  addReplayed(command: SeenCommand): void {
    const entry = this.entryOf(command, (text) => text)
    this.replayed.set(entry.tag, entry)
    const at = this.loneRecorded.findIndex(({ key }) => key === entry.key)
    if (at === -1) this.loneReplayed.push(entry)
    else this.pair(this.loneRecorded.splice(at, 1)[0] as Entry, entry)
  }

  /** What to send in place of a recorded settlement; nothing where no delivery came that it could be about. */
  settle(tag: number, multiple: boolean): Settlement[] {
    if (multiple) return this.settleUpTo(tag)
    const entry = this.recorded.get(tag)
    // A tag that was wrong in the recording is wrong again.
    if (entry === undefined) return [{ tag, multiple }]
    const partner = this.partnerOf(entry)
    this.forget(entry)
    return partner === undefined ? [] : [{ tag: partner.tag, multiple: false }]
  }

  private settleUpTo(tag: number): Settlement[] {
    const entries = [...this.recorded.values()].filter((entry) => tag === 0 || entry.tag <= tag)
    if (tag === 0 || entries.length === 0) {
      for (const entry of entries) this.forget(entry)
      return [{ tag, multiple: true }]
    }
    const tags = entries.flatMap((entry) => this.partnerOf(entry)?.tag ?? [])
    const highest = Math.max(...tags)
    const covered = [...this.replayed.keys()].filter((open) => open <= highest)
    for (const entry of entries) this.forget(entry)
    // One for all settles more than it did where the order is another.
    if (covered.length === tags.length && tags.length > 0) return [{ tag: highest, multiple: true }]
    return tags.map((one) => ({ tag: one, multiple: false }))
  }

  private forget(entry: Entry): void {
    this.recorded.delete(entry.tag)
    if (entry.partner !== undefined) this.replayed.delete(entry.partner.tag)
  }

  /** The delivery that stands for this one, if need be any that has no partner yet. */
  private partnerOf(entry: Entry): Entry | undefined {
    if (entry.partner !== undefined || this.loneReplayed.length === 0) return entry.partner
    const tag = this.names.now(entry.command.args['consumerTag'])
    const same = this.loneReplayed.findIndex(({ command }) => command.args['consumerTag'] === tag)
    const [partner] = this.loneReplayed.splice(Math.max(0, same), 1)
    this.loneRecorded = this.loneRecorded.filter((lone) => lone !== entry)
    this.pair(entry, partner as Entry)
    return partner
  }

  private pair(recorded: Entry, replayed: Entry): void {
    recorded.partner = replayed
    // One that needs no acknowledgement is done with.
    if (!this.recorded.has(recorded.tag)) this.replayed.delete(replayed.tag)
    this.onPair(recorded.command, replayed.command)
  }

  private entryOf(command: SeenCommand, now: (text: unknown) => unknown): Entry {
    const { args, content } = command
    const body = content?.body ?? new Uint8Array()
    const key = [
      now(args['exchange']),
      now(args['routingKey']),
      content?.properties['messageId'],
      content?.properties['correlationId'],
      body.length,
      decodeText(body, 0, Math.min(body.length, KEY_BYTES)),
    ].join('\0')
    return { tag: Number(args['deliveryTag']), command, key, partner: undefined }
  }
}
