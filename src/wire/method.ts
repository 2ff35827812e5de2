import type { Writer } from './writer.ts'

/**
 * What is known at run time of one method of the protocol: enough to send it and to recognise its answers. The generator
 * makes one for each method of the XML.
 */
export interface Method<Args, Reply> {
  /** The class id in the upper 16 bits, the method id in the lower. */
  readonly id: number
  /** The name as in the standard, such as `queue.declare`. */
  readonly name: string
  /** The ids of the methods that answer this one; none where it is asynchronous. */
  readonly replies: readonly number[]
  /** Writes the ids and the arguments, which is the whole payload of the method frame. */
  encode(writer: Writer, args: Args): void
  /** The type of the reply; never there at run time. */
  readonly reply?: Reply
}

/** A field as a caller may give it: a long string also as text, a whole number beyond 2^53 - 1 as bigint. */
export type Given<T> = T extends Uint8Array ? string | Uint8Array : T

/**
 * The arguments that a caller gives for a method with the fields `T`: all but the `Required` ones may be left out, and
 * then have the value that is zero for their type: `''`, `0`, `false`, an empty table.
 */
export type Args<T, Required extends keyof T = never> = Optional<Pick<T, Exclude<keyof T, Required>>> &
  Needed<Pick<T, Required>>

// Mapped over the keys of a type, because only then the fields keep their documentation. Not exported, though `Args` names
// them: they are half a type each, and nobody but `Args` has a use for them.
type Optional<T> = { readonly [K in keyof T]?: Given<T[K]> | undefined }
type Needed<T> = { readonly [K in keyof T]: Given<T[K]> }
