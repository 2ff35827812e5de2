import type { MethodInfo } from '../generated/metadata.ts'
import type { FieldValue } from '../wire/field-value.ts'
import type { Direction, SeenFrame } from './seen-frame.ts'

/** A method as it was seen on a connection, with the content that belongs to it. */
export interface SeenCommand {
  /** Which connection: counted from 1 in the order in which they were first seen. */
  readonly connection: number
  /** Seconds since the watching began, when its first frame was whole. */
  readonly atSeconds: number
  /** Seconds since the watching began, when its last frame was whole. */
  readonly endSeconds: number
  /** Which of the two peers sent it. */
  readonly direction: Direction
  /** The channel that it travelled on; 0 is the connection itself. */
  readonly channel: number
  /** Which method it is. */
  readonly method: MethodInfo
  /** The arguments by their names in the API, without the reserved ones, as far as they could be read. */
  readonly args: SeenFields
  /** Message and properties; of methods that carry content, once its header was seen. */
  readonly content?: SeenContent
  /** All of its frames, in the order in which they travelled. */
  readonly frames: readonly SeenFrame[]
  /** What is wrong with it as a whole, such as content that did not come. What is wrong within a frame stands there. */
  readonly problem?: string
}

/** Fields of a method or of a content header by their names in the API. */
export type SeenFields = Readonly<Record<string, FieldValue>>

/** What follows on a method that carries content. */
export interface SeenContent {
  /** The properties that are there, by their names in the API, without the reserved one. */
  readonly properties: SeenFields
  /** How many octets the header announced; a bigint beyond 2^53 - 1. */
  readonly bodyBytes: number | bigint
  /** The octets that came, whole where there is no `problem`. */
  readonly body: Uint8Array
}

/** The number of its first frame, by which commands are in order. */
export function numberOf({ frames }: SeenCommand): number {
  return (frames[0] as SeenFrame).number
}

/** Whether it settles deliveries, where a client sends it, or publishes, where a broker does. */
export function isSettlement({ method }: SeenCommand): boolean {
  return SETTLEMENTS.has(method.name)
}

const SETTLEMENTS: ReadonlySet<string> = new Set(['basic.ack', 'basic.nack', 'basic.reject'])
