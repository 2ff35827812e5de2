import { PRECONDITION_FAILED } from '../generated/constants.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { FieldTable, FieldValue } from '../wire/field-value.ts'
import { typeName } from './argument-type.ts'
import type { ExchangeSettings } from './exchange.ts'
import type { Profile } from './profile.ts'
import type { QueueSettings } from './queue.ts'
import { COMPARED_ARGUMENTS } from './queue-rules.ts'

/**
 * Declaring what is there already is fine as long as it says the same.
 * @param title such as `exchange 'x' in vhost '/'`
 * @throws {Refusal} 406 where a setting differs
 */
export function checkExchangeEquivalence(
  current: ExchangeSettings,
  wanted: ExchangeSettings,
  title: string,
): void {
  check('type', title, wanted.type, current.type)
  check('durable', title, wanted.durable, current.durable)
  check('auto_delete', title, wanted.autoDelete, current.autoDelete)
  check('internal', title, wanted.internal, current.internal)
  const name = 'alternate-exchange'
  checkArgument(name, title, wanted.arguments[name], current.arguments[name])
}

/** The same for a queue. */
export function checkQueueEquivalence(
  current: QueueSettings,
  wanted: QueueSettings,
  title: string,
  profile: Profile,
): void {
  check('durable', title, wanted.durable, current.durable)
  check('auto_delete', title, wanted.autoDelete, current.autoDelete)
  const [there, asked] = [comparable(current.arguments, profile), comparable(wanted.arguments, profile)]
  for (const name of COMPARED_ARGUMENTS) checkArgument(name, title, asked[name], there[name])
}

/** A type that was not asked for: RabbitMQ 4 writes down what it chose, and 3.10 does not. */
function comparable(args: FieldTable, profile: Profile): FieldTable {
  const { 'x-queue-type': type = 'classic' } = args
  const isLeftOut = type === 'classic' && profile === 'rabbitmq-3.10'
  return { ...args, 'x-queue-type': isLeftOut ? undefined : type }
}

function checkArgument(
  name: string,
  title: string,
  received: FieldValue | undefined,
  current: FieldValue | undefined,
): void {
  if (received === current) return
  const isOnBoth = received !== undefined && current !== undefined
  const say = (value: FieldValue | undefined): string => {
    if (value === undefined) return 'none'
    return isOnBoth ? `'${String(value)}'` : `the value '${String(value)}' of type '${typeName(value)}'`
  }
  throw new Refusal(
    PRECONDITION_FAILED,
    `inequivalent arg '${name}' for ${title}: received ${say(received)} but current is ${say(current)}`,
  )
}

function check(name: string, title: string, received: string | boolean, current: string | boolean): void {
  if (received === current) return
  throw new Refusal(
    PRECONDITION_FAILED,
    `inequivalent arg '${name}' for ${title}: received '${received}' but current is '${current}'`,
  )
}
