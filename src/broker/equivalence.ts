import { PRECONDITION_FAILED } from '../generated/constants.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { ExchangeSettings } from './exchange.ts'
import type { QueueSettings } from './queue.ts'

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
}

/** The same for a queue. */
export function checkQueueEquivalence(current: QueueSettings, wanted: QueueSettings, title: string): void {
  check('durable', title, wanted.durable, current.durable)
  check('auto_delete', title, wanted.autoDelete, current.autoDelete)
}

function check(name: string, title: string, received: string | boolean, current: string | boolean): void {
  if (received === current) return
  throw new Refusal(
    PRECONDITION_FAILED,
    `inequivalent arg '${name}' for ${title}: received '${received}' but current is '${current}'`,
  )
}
