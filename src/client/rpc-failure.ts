// How the failure of an RPC server travels: as a reply with an empty body and a header that says in words what failed.

import { RemoteError } from '../errors.ts'
import type { BasicProperties } from '../generated/properties.ts'
import type { Delivery } from './delivery.ts'

const ERROR_HEADER = 'x-wirehare-error'

/** Words are cut at this length, so that they fit into the smallest frame-max, 4,096 bytes. */
const MAX_LENGTH = 1000

/** The properties of a reply that stands for this failure. */
export function failureProperties(error: unknown): BasicProperties {
  const words = error instanceof Error ? error.message : String(error)
  return { headers: { [ERROR_HEADER]: words.slice(0, MAX_LENGTH) } }
}

/** The error that a reply stands for, if it stands for one. */
export function failureOf(reply: Delivery): RemoteError | undefined {
  const header = reply.properties.headers?.[ERROR_HEADER]
  if (header === undefined) return undefined
  const words = String(header)
  return new RemoteError(`the server of the call failed: ${words}`, {
    code: 'REMOTE_ERROR',
    scope: 'operation',
    initiator: 'peer',
    retriable: false,
    replyText: words,
    method: 'rpc.call',
  })
}
