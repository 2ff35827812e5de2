import { PRECONDITION_FAILED } from '../generated/constants.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { FieldTable } from '../wire/field-value.ts'

/**
 * The arguments by which RabbitMQ changes what a queue or an exchange does and which this broker does not know. They are
 * refused rather than ignored: who asks for a limit shall not believe that there is one.
 */
const unsupported: ReadonlySet<string> = new Set([
  'alternate-exchange',
  'x-dead-letter-exchange',
  'x-dead-letter-routing-key',
  'x-dead-letter-strategy',
  'x-delivery-limit',
  'x-expires',
  'x-max-length',
  'x-max-length-bytes',
  'x-max-priority',
  'x-message-ttl',
  'x-overflow',
  'x-single-active-consumer',
])

/**
 * @param title such as `queue 'q' in vhost '/'`
 * @throws {Refusal} 406 where an argument asks for what there is not
 */
export function refuseUnsupported(args: FieldTable, title: string): void {
  for (const [name, value] of Object.entries(args)) {
    if (unsupported.has(name) || (name === 'x-queue-type' && value !== 'classic')) {
      throw new Refusal(
        PRECONDITION_FAILED,
        `invalid arg '${name}' for ${title}: not supported by this broker`,
      )
    }
  }
}
