import { Explicit, type FieldTable, type FieldValue } from '../wire/field-value.ts'
import type { DeadLetterRoute, Death, DeathReason } from './death.ts'
import type { Message } from './message.ts'
import type { Profile } from './profile.ts'
import { explicitHeaders, withProperties } from './rewritten-content.ts'

/** The message that a dead one becomes: with its history in the headers, and without a time-out. */
export function deadLetter(
  message: Message,
  queue: string,
  reason: DeathReason,
  route: DeadLetterRoute,
  time: Date,
  profile: Profile,
): Message {
  const death = { queue, reason, entry: entryOf(message, queue, reason, time) }
  const headers: Record<string, FieldValue | undefined> = explicitHeaders(message.content)
  const deaths =
    profile === 'rabbitmq-3.10' ? writeOldHistory(headers, death) : writeHistory(headers, death, message)
  if (route.routingKey !== undefined && profile === 'rabbitmq-3.10') headers['CC'] = undefined
  const content = withProperties(message.content, { headers: sorted(headers), expiration: undefined })
  const { exchange } = route
  if (route.routingKey !== undefined) return { exchange, routingKey: route.routingKey, content, deaths }
  const { routingKey, copies, blindCopies } = message
  return { exchange, routingKey, content, copies, blindCopies, deaths }
}

/**
 * Whether a dead letter would go in circles for ever if it went to this queue: it died there before, and nobody rejected
 * it since.
 */
export function isCycle(queue: string, deaths: readonly Death[]): boolean {
  const before = deaths.findIndex((death) => death.queue === queue)
  return before >= 0 && deaths.slice(0, before + 1).every(({ reason }) => reason !== 'rejected')
}

/**
 * RabbitMQ 3.10 keeps the history in the headers alone, so it believes what a client wrote there. Each time it turns the
 * order of the older entries around.
 */
function writeOldHistory(headers: Record<string, FieldValue | undefined>, death: Death): Death[] {
  const written = plain(headers['x-death'])
  if (written === undefined) writeFirst(headers, death)
  const older = Array.isArray(written) ? written.flatMap(readDeath).reverse() : []
  return writeDeaths(headers, death, older)
}

/** RabbitMQ 4 keeps the history beside the message, and what a client wrote into the headers is overwritten. */
function writeHistory(
  headers: Record<string, FieldValue | undefined>,
  death: Death,
  { deaths: older = [] }: Message,
): Death[] {
  if (older.length === 0) writeFirst(headers, death)
  headers['x-last-death-exchange'] = death.entry['exchange']
  headers['x-last-death-queue'] = death.queue
  headers['x-last-death-reason'] = death.reason
  return writeDeaths(headers, death, older)
}

function writeFirst(headers: Record<string, FieldValue | undefined>, death: Death): void {
  headers['x-first-death-exchange'] = death.entry['exchange']
  headers['x-first-death-queue'] = death.queue
  headers['x-first-death-reason'] = death.reason
}

/** One entry for each queue and reason: where there is one it counts up and comes first. */
function writeDeaths(
  headers: Record<string, FieldValue | undefined>,
  death: Death,
  older: readonly Death[],
): Death[] {
  const isSame = ({ queue, reason }: Death): boolean => queue === death.queue && reason === death.reason
  const known = older.find(isSame)
  const first = known === undefined ? death : countedUp(known)
  const deaths = [first, ...older.filter((other) => !isSame(other))]
  headers['x-death'] = deaths.map(({ entry }) => entry)
  return deaths
}

function countedUp({ queue, reason, entry }: Death): Death {
  const count = Number(plain(entry['count']) ?? 1)
  return { queue, reason, entry: { ...entry, count: new Explicit('l', count + 1) } }
}

function entryOf(message: Message, queue: string, reason: DeathReason, time: Date): FieldTable {
  const { exchange, routingKey, copies = [], content } = message
  return {
    count: new Explicit('l', 1),
    reason,
    queue,
    time,
    exchange,
    'routing-keys': [routingKey, ...copies],
    'original-expiration': content.properties.expiration,
  }
}

/** An entry as it stands in the headers; none where it makes no sense. */
function readDeath(value: FieldValue): Death[] {
  const entry = plain(value)
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return []
  const table = entry as FieldTable
  return [{ queue: String(plain(table['queue'])), reason: String(plain(table['reason'])), entry: table }]
}

/** A value without its type on the wire. */
function plain(value: FieldValue | undefined): FieldValue | undefined {
  return value instanceof Explicit ? (value.value as FieldValue) : value
}

function sorted(table: FieldTable): FieldTable {
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)))
}
