import type { SeenCommand } from '../seen-command.ts'
import { type Culprit, type CulpritSearch, isFromClient, type Story } from './story.ts'

/** The method that named what is missing, and the delete before it where there was one. */
export const findDeletion: CulpritSearch = (story) => {
  const { exchange, queue } = story.found
  const name = exchange ?? queue ?? ''
  const [kind, fields] = exchange === undefined ? ['queue', QUEUE_FIELDS] : ['exchange', EXCHANGE_FIELDS]
  // A text that is too long is cut, and the name in it.
  const isNamed = (command: SeenCommand): boolean =>
    fields.some((field) => name !== '' && String(command.args[field] ?? '').startsWith(name)) ||
    (name === '' && fields.some((field) => command.args[field] === ''))
  const guilty = story.guilty(isNamed)
  const deletion = story.before.findLast(
    (command) => isFromClient(command) && command.method.name === `${kind}.delete` && isNamed(command),
  )
  return [
    ...culprit(guilty, `used the ${kind} '${name}', which is not there`),
    ...culprit(deletion, `had deleted the ${kind}`),
  ]
}

const EXCHANGE_FIELDS: readonly string[] = ['exchange', 'source', 'destination']
const QUEUE_FIELDS: readonly string[] = ['queue']

/** The declare that differs, and the earlier one with the other value. */
export const findEarlierDeclare: CulpritSearch = (story) => {
  const { kind = 'queue', name = '', arg = '' } = story.found
  const declares = (command: SeenCommand): boolean =>
    command.method.name === `${kind}.declare` && command.args[kind] === name
  const guilty = story.guilty(declares)
  if (guilty === undefined) return []
  const value = argOf(guilty, arg)
  const earlier = story.before.find(
    (command) =>
      isFromClient(command) && declares(command) && command !== guilty && argOf(command, arg) !== value,
  )
  return [
    ...culprit(guilty, `declared the ${kind} with ${arg} ${value}`),
    ...culprit(earlier, `had declared it with ${arg} ${earlier && argOf(earlier, arg)}`),
  ]
}

/** The method that was refused, and the declare of the exclusive queue, on whichever connection that was. */
export const findLockHolder: CulpritSearch = (story) => {
  const { queue = '' } = story.found
  const guilty = story.guilty(({ args }) => args['queue'] === queue || args['queue'] === '')
  const holder = story.before.find(
    (command) =>
      isFromClient(command) &&
      command.method.name === 'queue.declare' &&
      command !== guilty &&
      (command.args['queue'] === queue || isAnsweredWith(story, command, queue)),
  )
  const exclusive = holder?.args['exclusive'] === true ? 'as exclusive' : 'without exclusive'
  const where = holder !== undefined && !story.isHere(holder) ? `, over connection ${holder.connection}` : ''
  return [
    ...culprit(guilty, `used the queue '${queue}'`),
    ...culprit(holder, `had declared it ${exclusive}${where}`),
  ]
}

/** The consume that was refused, and the one that holds the queue. */
export const findExclusiveHolder: CulpritSearch = (story) => {
  const { queue = '' } = story.found
  const consumes = ({ method, args }: SeenCommand): boolean =>
    method.name === 'basic.consume' && args['queue'] === queue
  const guilty = story.guilty(consumes)
  const holder = story.before.find((command) => consumes(command) && command !== guilty)
  const how = holder?.args['exclusive'] === true ? ' as the only one' : ''
  return [
    ...culprit(guilty, `wanted to consume from '${queue}'`),
    ...culprit(holder, `had begun to consume from it${how}`),
  ]
}

/** One culprit, or none where the command was not found. */
export function culprit(command: SeenCommand | undefined, role: string): Culprit[] {
  return command === undefined ? [] : [{ role, command }]
}

/** Whether the broker gave this name to the queue that the command declared. */
function isAnsweredWith({ before }: Story, declare: SeenCommand, queue: string): boolean {
  if (declare.args['queue'] !== '') return false
  const answer = before
    .slice(before.indexOf(declare))
    .find(
      ({ connection, channel, method }) =>
        connection === declare.connection &&
        channel === declare.channel &&
        method.name === 'queue.declare-ok',
    )
  return answer?.args['queue'] === queue
}

/** A property or an x-argument of a declare, as RabbitMQ names it. */
function argOf({ args }: SeenCommand, arg: string): string {
  if (arg === 'auto_delete') return String(args['autoDelete'])
  if (arg in args) return String(args[arg])
  const table = args['arguments']
  const value =
    typeof table === 'object' && table !== null ? (table as Record<string, unknown>)[arg] : undefined
  return value === undefined
    ? 'left out'
    : JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? String(item) : item))
}
