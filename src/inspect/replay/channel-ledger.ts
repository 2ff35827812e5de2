import { differingFields } from '../compare/first-difference.ts'
import type { SeenCommand } from '../seen-command.ts'
import { Confirms } from './confirms.ts'
import { Deliveries } from './deliveries.ts'
import type { Names } from './names.ts'
import { type Differences, placeOf } from './report.ts'

/** The answers that come in the order of the questions, and what else comes as often as it did. */
type Kind = 'reply' | 'return' | 'cancel' | 'close'

interface Pairs {
  readonly recorded: SeenCommand[]
  readonly replayed: SeenCommand[]
}

/**
 * What a broker said on one channel, in the recording and now: which belongs to which, what is still to come, and what is
 * otherwise.
 */
export class ChannelLedger {
  deliveries: Deliveries
  /** Whether the broker has closed the channel, so that nothing more will come. */
  isOver: boolean = false
  private readonly names: Names
  private readonly differences: Differences
  private readonly pairs: Readonly<Record<Kind, Pairs>> = {
    reply: { recorded: [], replayed: [] },
    return: { recorded: [], replayed: [] },
    cancel: { recorded: [], replayed: [] },
    close: { recorded: [], replayed: [] },
  }
  /** Replies that are of no interest: to calls of the replay's own, and those that were given up. */
  private readonly owed: string[] = []
  private confirms: Confirms
  /** Of the consumes and gets of the recording that have no answer yet: whether they ask for no acknowledgement. */
  private asked: boolean[] = []
  private readonly noAckTags: Set<unknown> = new Set()

  constructor(names: Names, differences: Differences) {
    this.names = names
    this.differences = differences
    this.deliveries = this.newDeliveries()
    this.confirms = new Confirms(differences)
  }

  /** How many things are still to come that had come in the recording; deliveries are counted elsewhere. */
  get behind(): number {
    const pairs = Object.values(this.pairs).reduce((sum, { recorded }) => sum + recorded.length, 0)
    return pairs + this.confirms.behind
  }

  /** The channel is opened anew: numbers begin at 1. */
  restart(): void {
    this.finish()
    this.deliveries = this.newDeliveries()
    this.confirms = new Confirms(this.differences)
    this.isOver = false
    this.owed.length = 0
    this.asked = []
    this.noAckTags.clear()
  }

  /** A reply will come that is not in the recording. */
  owe(method: string): void {
    this.owed.push(method)
  }

  /** The client of the recording sent this. */
  sent({ method, args }: SeenCommand): void {
    const asks = method.name === 'basic.get' || (method.name === 'basic.consume' && args['noWait'] !== true)
    if (asks) this.asked.push(args['noAck'] === true)
    else if (method.name === 'basic.consume' && args['noAck'] === true)
      this.noAckTags.add(args['consumerTag'])
  }

  /** The broker of the recording sent this. */
  expect(command: SeenCommand): void {
    const { method, args } = command
    let noAck = this.noAckTags.has(args['consumerTag'])
    if (ANSWERS_TO_ASKED.has(method.name)) {
      noAck = this.asked.shift() === true
      if (noAck && method.name === 'basic.consume-ok') this.noAckTags.add(args['consumerTag'])
    }
    if (DELIVERIES.has(method.name)) this.deliveries.addRecorded(command, noAck)
    if (CONFIRMS.has(method.name)) this.confirms.add('recorded', command)
    else if (method.name !== 'basic.deliver') {
      this.pairs[kindOf(command)].recorded.push(command)
      this.settle(kindOf(command))
    }
    if (this.isOver) this.giveUp()
  }

  /** The broker of the replay sent this. */
  got(command: SeenCommand): void {
    const { name } = command.method
    const owed = this.owed.indexOf(name)
    if (owed !== -1) {
      this.owed.splice(owed, 1)
      return
    }
    if (DELIVERIES.has(name)) this.deliveries.addReplayed(command)
    if (CONFIRMS.has(name)) this.confirms.add('replayed', command)
    else if (name !== 'basic.deliver') {
      this.pairs[kindOf(command)].replayed.push(command)
      this.settle(kindOf(command))
    }
    if (name === 'channel.close') this.end()
  }

  /** Nothing more will come. */
  end(): void {
    this.isOver = true
    this.giveUp()
  }

  /** What has not come will not come any more. */
  giveUp(): void {
    for (const [kind, { recorded }] of Object.entries(this.pairs)) {
      for (const command of recorded.splice(0)) {
        this.differences.add({
          kind: 'missing',
          ...placeOf(command),
          words: `no ${command.method.name} came`,
          recorded: command,
        })
        if (kind === 'reply') this.owed.push(command.method.name)
      }
    }
    this.confirms.giveUp()
  }

  /** The replay is over, or the channel: what is left without a partner is told. */
  finish(): void {
    for (const { replayed } of Object.values(this.pairs)) {
      for (const command of replayed.splice(0))
        this.differences.add({
          kind: 'surplus',
          ...placeOf(command),
          words: surplusWords(command),
          replayed: command,
        })
    }
    this.reportDeliveries()
  }

  private reportDeliveries(): void {
    for (const command of this.deliveries.missing)
      this.differences.add({
        kind: 'missing',
        ...placeOf(command),
        words: 'a message was not delivered',
        recorded: command,
      })
    for (const command of this.deliveries.surplus)
      this.differences.add({
        kind: 'surplus',
        ...placeOf(command),
        words: 'another message was delivered',
        replayed: command,
      })
  }

  private newDeliveries(): Deliveries {
    return new Deliveries(this.names, (recorded, replayed) => {
      this.names.learn(recorded.content?.properties['replyTo'], replayed.content?.properties['replyTo'])
      this.compare(recorded, replayed)
    })
  }

  private settle(kind: Kind): void {
    const { recorded, replayed } = this.pairs[kind]
    while (recorded.length > 0 && replayed.length > 0) {
      const [before, now] = [recorded.shift() as SeenCommand, replayed.shift() as SeenCommand]
      if (before.method === now.method) {
        for (const name of ['queue', 'consumerTag']) this.names.learn(before.args[name], now.args[name])
      }
      this.compare(before, now)
    }
  }

  private compare(recorded: SeenCommand, replayed: SeenCommand): void {
    const words =
      recorded.method === replayed.method
        ? fieldWords(recorded, replayed, this.names)
        : `${replayed.method.name} came in place of ${recorded.method.name}`
    if (words !== '')
      this.differences.add({ kind: 'answer', ...placeOf(recorded), words, recorded, replayed })
  }
}

const DELIVERIES: ReadonlySet<string> = new Set(['basic.deliver', 'basic.get-ok'])
const CONFIRMS: ReadonlySet<string> = new Set(['basic.ack', 'basic.nack'])
const ANSWERS_TO_ASKED: ReadonlySet<string> = new Set(['basic.consume-ok', 'basic.get-ok', 'basic.get-empty'])

function kindOf({ method }: SeenCommand): Kind {
  if (method.name === 'basic.return') return 'return'
  if (method.name === 'basic.cancel') return 'cancel'
  return method.name === 'channel.close' || method.name === 'connection.close' ? 'close' : 'reply'
}

function surplusWords({ method, args }: SeenCommand): string {
  const why = args['replyText'] === undefined ? '' : `: ${args['replyCode']} ${args['replyText']}`
  return `${method.name} came, which had not come before${why}`
}

/** What differs but names that the broker chose and what depends on the time and the user; empty where nothing does. */
function fieldWords(recorded: SeenCommand, replayed: SeenCommand, names: Names): string {
  const fields = differingFields(recorded, replayed)
  const others = fields.filter(({ name, a, b }) => names.now(a) !== b && !PASSING.has(name))
  if (others.length === 0) return ''
  const words = others.map(({ name, a, b }) => `${name} ${JSON.stringify(b)}, was ${JSON.stringify(a)}`)
  return `${recorded.method.name}: ${words.join('; ')}`
}

/** The user is another, and dead letters say when they died. */
const PASSING: ReadonlySet<string> = new Set(['userId', 'headers', 'timestamp'])
