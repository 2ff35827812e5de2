import { PRECONDITION_FAILED } from '../generated/constants.ts'
import type { Content } from '../protocol/content.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { FieldValue } from '../wire/field-value.ts'
import { typeName } from './argument-type.ts'
import type { Message } from './message.ts'
import { explicitHeaders, withProperties } from './rewritten-content.ts'

/** The part of a message that its headers `CC` and `BCC` say: to whom else it goes. */
type Copies = Pick<Message, 'content' | 'copies' | 'blindCopies'>

/**
 * Reads the headers `CC` and `BCC`. The second is taken out: nobody shall see it.
 * @throws {Refusal} 406 where one of them is not an array
 */
export function readCopies(content: Content): Copies {
  const { headers } = content.properties
  if (headers === undefined || (headers['CC'] === undefined && headers['BCC'] === undefined))
    return { content }
  const copies = keysOf('CC', headers['CC'])
  const blindCopies = keysOf('BCC', headers['BCC'])
  if (blindCopies === undefined) return { content, copies }
  const rest = { ...explicitHeaders(content), BCC: undefined }
  return { content: withProperties(content, { headers: rest }), copies, blindCopies }
}

/** What is not a text in the array is no key. */
function keysOf(name: string, value: FieldValue | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined
  if (Array.isArray(value)) return value.filter((key) => typeof key === 'string')
  throw new Refusal(
    PRECONDITION_FAILED,
    `invalid message: {unacceptable_type_in_header,"${name}",${typeName(value)}}`,
  )
}
