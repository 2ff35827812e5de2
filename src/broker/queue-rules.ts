import { INTERNAL_ERROR, PRECONDITION_FAILED } from '../generated/constants.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { FieldTable, FieldValue } from '../wire/field-value.ts'
import { typeName } from './argument-type.ts'
import type { DeadLetterRoute } from './death.ts'
import { MAX_EXPIRATION_MS } from './expiration.ts'
import type { Profile } from './profile.ts'

export type QueueType = 'classic' | 'quorum'
/** What a full queue does with one message more. */
export type Overflow = 'drop-head' | 'reject-publish' | 'reject-publish-dlx'

/** What its arguments ask of a queue. */
export interface QueueRules {
  readonly type: QueueType
  /** How long a message may wait; infinite for ever. */
  readonly messageTtlMs: number
  /** How long the queue may be unused before it goes; infinite for ever. */
  readonly expiresMs: number
  /** The most messages that may wait. */
  readonly maxLength: number
  /** The most bytes of bodies that may wait. */
  readonly maxLengthBytes: number
  readonly overflow: Overflow
  /** The highest priority that counts. */
  readonly maxPriority: number
  /** That of a message without one. */
  readonly defaultPriority: number
  readonly deadLetters: DeadLetterRoute | undefined
  readonly singleActiveConsumer: boolean
  /** How often a message may come back. */
  readonly deliveryLimit: number
}

/** What is wrong with the value of an argument, in RabbitMQ's words; undefined where nothing is. */
type Check = (value: FieldValue, args: FieldTable, profile: Profile) => string | undefined

const CLASSIC_MODES: readonly FieldValue[] = ['default', 'lazy']
const OVERFLOWS: readonly FieldValue[] = ['drop-head', 'reject-publish', 'reject-publish-dlx']
const STRATEGIES: readonly FieldValue[] = ['at-most-once', 'at-least-once']
const LOCATORS: readonly FieldValue[] = ['client-local', 'balanced']
const MASTER_LOCATORS: readonly FieldValue[] = ['client-local', 'min-masters', 'random']
const MAX_PRIORITY = 255
/** A quorum queue of RabbitMQ 4.3 has priorities without being asked. */
const QUORUM_PRIORITIES = { maxPriority: 31, defaultPriority: 4 }
/** What a quorum queue of RabbitMQ 4 has where nothing is said. */
const DEFAULT_DELIVERY_LIMIT = 20

const NO_MASTER_LOCATOR = `Feature \`queue_master_locator\` is deprecated.
By default, this feature is not permitted anymore.
The feature will be removed from a future major RabbitMQ version, regardless of the configuration; actual version to be determined.
To continue`

/** The arguments that RabbitMQ knows, in the order in which it looks at them: how each is checked, and for which types of queue it is. */
const known: ReadonlyMap<string, { readonly check: Check; readonly types: string }> = new Map([
  ['x-expires', { check: expiresWrong, types: 'classic quorum' }],
  ['x-message-ttl', { check: ttlWrong, types: 'classic quorum' }],
  ['x-dead-letter-exchange', { check: () => undefined, types: 'classic quorum' }],
  ['x-dead-letter-routing-key', { check: deadLetterKeyWrong, types: 'classic quorum' }],
  ['x-dead-letter-strategy', { check: oneOf(STRATEGIES, () => 'invalid_dlx_strategy'), types: 'quorum' }],
  ['x-max-length', { check: countWrong, types: 'classic quorum' }],
  ['x-max-length-bytes', { check: countWrong, types: 'classic quorum' }],
  ['x-max-in-memory-length', { check: countWrong, types: 'quorum' }],
  ['x-max-in-memory-bytes', { check: countWrong, types: 'quorum' }],
  ['x-max-priority', { check: maxPriorityWrong, types: 'classic' }],
  ['x-overflow', { check: oneOf(OVERFLOWS, () => 'invalid_overflow'), types: 'classic quorum' }],
  ['x-queue-mode', { check: modeWrong, types: 'classic' }],
  ['x-queue-version', { check: versionWrong, types: 'classic' }],
  ['x-single-active-consumer', { check: flagWrong, types: 'classic quorum' }],
  ['x-queue-type', { check: typeWrong, types: 'classic quorum' }],
  ['x-quorum-initial-group-size', { check: countWrong, types: 'quorum' }],
  ['x-max-age', { check: () => undefined, types: '' }],
  ['x-stream-max-segment-size-bytes', { check: () => undefined, types: '' }],
  ['x-initial-cluster-size', { check: () => undefined, types: '' }],
  ['x-delivery-limit', { check: () => undefined, types: 'quorum' }],
  [
    'x-queue-leader-locator',
    { check: oneOf(LOCATORS, () => 'invalid_queue_locator_arg'), types: 'quorum classic-4' },
  ],
  // What it says is looked at when the queue is made.
  ['x-queue-master-locator', { check: () => undefined, types: 'classic' }],
])

/** The arguments in which two declarations of a queue have to agree. */
export const COMPARED_ARGUMENTS: readonly string[] = [...known.keys()]

/**
 * Reads the arguments of a queue.
 * @param title such as `queue 'q' in vhost '/'`
 * @throws {Refusal} 406 where one makes no sense, or is for another type of queue
 */
export function queueRules(args: FieldTable, title: string, profile: Profile): QueueRules {
  check(args, title, profile)
  checkMasterLocator(args, profile)
  const type = args['x-queue-type'] === 'quorum' ? 'quorum' : 'classic'
  const number = (name: string, otherwise: number): number =>
    typeof args[name] === 'number' || typeof args[name] === 'bigint' ? Number(args[name]) : otherwise
  const exchange = args['x-dead-letter-exchange']
  const limit = number(
    'x-delivery-limit',
    profile === 'rabbitmq-4.3' ? DEFAULT_DELIVERY_LIMIT : Number.POSITIVE_INFINITY,
  )
  return {
    type,
    messageTtlMs: number('x-message-ttl', Number.POSITIVE_INFINITY),
    expiresMs: number('x-expires', Number.POSITIVE_INFINITY),
    maxLength: number('x-max-length', Number.POSITIVE_INFINITY),
    maxLengthBytes: number('x-max-length-bytes', Number.POSITIVE_INFINITY),
    overflow: (args['x-overflow'] as Overflow | undefined) ?? 'drop-head',
    ...(type === 'quorum' && profile === 'rabbitmq-4.3'
      ? QUORUM_PRIORITIES
      : { maxPriority: number('x-max-priority', 0), defaultPriority: 0 }),
    deadLetters:
      typeof exchange === 'string'
        ? { exchange, routingKey: args['x-dead-letter-routing-key'] as string | undefined }
        : undefined,
    singleActiveConsumer: args['x-single-active-consumer'] === true,
    deliveryLimit: type === 'quorum' && limit >= 0 ? limit : Number.POSITIVE_INFINITY,
  }
}

function check(args: FieldTable, title: string, profile: Profile): void {
  const exchange = args['x-dead-letter-exchange']
  if (exchange !== undefined && typeof exchange !== 'string') {
    throw new Refusal(
      PRECONDITION_FAILED,
      `invalid type '${typeName(exchange)}' for arg 'x-dead-letter-exchange' in ${title}`,
    )
  }
  for (const [name, rule] of known) {
    const value = args[name]
    const wrong = value === undefined ? undefined : rule.check(value, args, profile)
    if (wrong !== undefined)
      throw new Refusal(PRECONDITION_FAILED, `invalid arg '${name}' for ${title}: ${wrong}`)
  }
  const type = (args['x-queue-type'] as string | undefined) ?? 'classic'
  const accepted = profile === 'rabbitmq-4.3' ? [type, `${type}-4`] : [type]
  for (const [name, { types }] of known) {
    if (args[name] === undefined || accepted.some((one) => types.split(' ').includes(one))) continue
    throw new Refusal(
      PRECONDITION_FAILED,
      `invalid arg '${name}' for ${title} of queue type rabbit_${type}_queue`,
    )
  }
}

/** Where a queue of several nodes should be. RabbitMQ breaks where it cannot follow. */
function checkMasterLocator({ 'x-queue-master-locator': locator }: FieldTable, profile: Profile): void {
  if (locator === undefined) return
  if (profile === 'rabbitmq-4.3') throw new Refusal(INTERNAL_ERROR, NO_MASTER_LOCATOR)
  if (!MASTER_LOCATORS.includes(locator)) throw new Refusal(INTERNAL_ERROR, '')
}

function integerWrong(value: FieldValue): string | undefined {
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) return undefined
  return `"expected integer, got ${typeName(value)}"`
}

function countWrong(value: FieldValue): string | undefined {
  return integerWrong(value) ?? ((value as number | bigint) < 0 ? `{value_negative,${value}}` : undefined)
}

function ttlWrong(value: FieldValue): string | undefined {
  const tooLarge = (value as number | bigint) > MAX_EXPIRATION_MS
  return countWrong(value) ?? (tooLarge ? `{value_too_large,${value}}` : undefined)
}

function expiresWrong(value: FieldValue): string | undefined {
  return value === 0 ? '{value_zero,0}' : ttlWrong(value)
}

function maxPriorityWrong(value: FieldValue): string | undefined {
  const tooHigh = (value as number | bigint) > MAX_PRIORITY
  return countWrong(value) ?? (tooHigh ? `{max_value_exceeded,${value}}` : undefined)
}

function textWrong(value: FieldValue): string | undefined {
  return typeof value === 'string' ? undefined : `{unacceptable_type,${typeName(value)}}`
}

function flagWrong(value: FieldValue): string | undefined {
  return typeof value === 'boolean' ? undefined : `{unacceptable_type,${typeName(value)}}`
}

function deadLetterKeyWrong(value: FieldValue, args: FieldTable): string | undefined {
  const isAlone = args['x-dead-letter-exchange'] === undefined
  return textWrong(value) ?? (isAlone ? 'routing_key_but_no_dlx_defined' : undefined)
}

function oneOf(values: readonly FieldValue[], otherwise: (value: FieldValue) => string): Check {
  return (value) => textWrong(value) ?? (values.includes(value) ? undefined : otherwise(value))
}

/** RabbitMQ 4 has but one mode, and takes any. */
function modeWrong(value: FieldValue, args: FieldTable, profile: Profile): string | undefined {
  if (profile === 'rabbitmq-4.3') return undefined
  return oneOf(CLASSIC_MODES, (mode) => `"unsupported queue mode '${mode}'"`)(value, args, profile)
}

function versionWrong(value: FieldValue): string | undefined {
  return (
    integerWrong(value) ?? (value === 1 || value === 2 ? undefined : `"unsupported queue version '${value}'"`)
  )
}

function typeWrong(value: FieldValue): string | undefined {
  const wrong = textWrong(value)
  if (wrong !== undefined || value === 'classic' || value === 'quorum') return wrong
  // Who asks for a stream shall not get a queue that is none.
  return value === 'stream' ? 'not supported by this broker' : `"unsupported queue type '${value}'"`
}
