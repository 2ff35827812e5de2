import type { Parser } from 'binary-parser/dist/binary_parser.js'
import { ProtocolError } from '../errors.ts'
import { BASIC_CLASS, FRAME_ERROR } from '../generated/constants.ts'
import { type FieldInfo, methodInfos, propertyInfos } from '../generated/metadata.ts'
import type { BasicProperties } from '../generated/properties.ts'
import { FRAME_BODY, FRAME_HEADER, FRAME_METHOD, FRAME_PREFIX_BYTES } from '../wire/frame.ts'
import { frameGrammar } from './grammar.ts'

/** What one frame says, or the protocol header, which stands in the place of a frame. */
export type DecodedFrame =
  | (FramePrefix & {
      /** A method with its arguments. */
      readonly kind: 'method'
      /** The class id in the upper 16 bits, the method id in the lower. */
      readonly id: number
      /** The name in the standard, such as `queue.declare-ok`. */
      readonly name: string
      /** By their names in the API, without the reserved ones. */
      readonly args: Readonly<Record<string, unknown>>
    })
  | (FramePrefix & {
      /** A content header, which follows on a method that has content. */
      readonly kind: 'header'
      /** The size of the whole body, in octets; a bigint beyond 2^53 - 1. */
      readonly bodyBytes: number | bigint
      /** The properties of the message, only those that it has. */
      readonly properties: BasicProperties
    })
  | (FramePrefix & {
      /** A piece of a body. */
      readonly kind: 'body'
      /** The octets of this piece. */
      readonly body: Uint8Array
    })
  | (FramePrefix & {
      /** A sign of life, without a payload. */
      readonly kind: 'heartbeat'
    })
  | {
      /** Opens the talk, where a client sends it; a broker's proposes another version, and it hangs up. */
      readonly kind: 'protocol-header'
      /** 0, and 3 where a broker that speaks AMQP 1.0 asks for SASL. */
      readonly protocolId: number
      /** The version of the protocol that is asked for or proposed, such as `[0, 9, 1]`. */
      readonly version: readonly [major: number, minor: number, revision: number]
    }

/** What stands before the payload of every frame, behind its type. */
export interface FramePrefix {
  /** The channel that the frame belongs to, 0 to 65535; 0 is the connection itself. */
  readonly channel: number
  /** Octets of the payload. */
  readonly size: number
}

/**
 * Decodes one frame with the declared grammar: slow, and independent of the client's own decoder, which is checked
 * against it. Values follow the same rules there and here.
 * @throws {ProtocolError} where the octets are not exactly one frame that the standard allows
 */
export function decodeFrame(bytes: Uint8Array): DecodedFrame {
  try {
    return decoded((grammar ??= frameGrammar()).parse(bytes) as Parsed, bytes)
  } catch (cause) {
    throw new ProtocolError(FRAME_ERROR, `not one whole frame: ${(cause as Error).message}`, { cause })
  }
}

/** Made when it is first needed: to compile it takes longer than to load this file. */
let grammar: Parser | undefined
const methodsById = new Map(methodInfos.map((info) => [info.id, info]))
/** The property flag that says that another word of flags follows, which the class basic does not have. */
const CONTINUATION = 1

/** What the grammar finds; which of the fields are there follows from the type. */
interface Parsed {
  readonly type: number
  readonly channel: number
  readonly size: number
  readonly payloadEnd: number
  readonly end: number
  readonly id: number
  readonly args: Record<string, unknown>
  readonly classId: number
  readonly bodyBytes: number | bigint
  readonly flags: number
  readonly properties: Record<string, unknown>
  readonly body: Uint8Array
  readonly protocolId: number
  readonly major: number
  readonly minor: number
  readonly revision: number
}

function decoded(parsed: Parsed, bytes: Uint8Array): DecodedFrame {
  const { type, channel, size, payloadEnd, end } = parsed
  if (end !== bytes.length) throw new RangeError(`${bytes.length} octets where the frame has ${end}`)
  if (payloadEnd === undefined) {
    const { protocolId, major, minor, revision } = parsed
    return { kind: 'protocol-header', protocolId, version: [major, minor, revision] }
  }
  if (payloadEnd !== FRAME_PREFIX_BYTES + size) {
    throw new RangeError(`a payload of ${size} octets whose content has ${payloadEnd - FRAME_PREFIX_BYTES}`)
  }
  switch (type) {
    case FRAME_METHOD:
      return { kind: 'method', channel, size, ...method(parsed) }
    case FRAME_HEADER:
      return { kind: 'header', channel, size, bodyBytes: parsed.bodyBytes, properties: properties(parsed) }
    case FRAME_BODY:
      return { kind: 'body', channel, size, body: parsed.body }
    default:
      return { kind: 'heartbeat', channel, size }
  }
}

function method({ id, args }: Parsed): { id: number; name: string; args: Record<string, unknown> } {
  // The grammar has a choice for these ids and no other.
  const info = methodsById.get(id)!
  return { id, name: info.name, args: withoutReserved(args, info.fields) }
}

function properties({ classId, flags, properties }: Parsed): BasicProperties {
  if (classId !== BASIC_CLASS) throw new RangeError(`a content header of the class ${classId}`)
  if ((flags & CONTINUATION) !== 0) throw new RangeError('property flags that continue in a second word')
  return withoutReserved(properties, propertyInfos)
}

function withoutReserved(
  values: Record<string, unknown>,
  fields: readonly FieldInfo[],
): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .filter(({ name, reserved }) => !reserved && name in values)
      .map(({ name }) => [name, values[name]]),
  )
}
