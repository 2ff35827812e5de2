import { type FieldInfo, type MethodInfo, methodInfos } from '../../generated/metadata.ts'
import { viewOf } from '../../wire/bytes.ts'
import {
  FRAME_BODY,
  FRAME_END,
  FRAME_HEADER,
  FRAME_HEARTBEAT,
  FRAME_METHOD,
  FRAME_PREFIX_BYTES,
  PROTOCOL_HEADER,
} from '../../wire/frame.ts'
import { isSecret } from '../secrets.ts'

/**
 * What to do with the next octets of a stream: pass them over, hide them, or read them. While nobody knows where a frame
 * begins: seek the next octet that can begin one, and search in the octets behind it.
 */
export type Step =
  | { readonly kind: 'pass' | 'hide' | 'read'; readonly bytes: number }
  | { readonly kind: 'seek' | 'search'; readonly bytes: 1 }
  /** It has become plain that the octets before, so many, are the beginning of a frame. */
  | { readonly kind: 'found'; readonly bytes: number }

/** What a walk hides. */
export interface Hiding {
  readonly credentials: boolean
  readonly bodies: boolean
}

/** The prefix of a frame, and what a method or a content header says of itself in its first four octets. */
const TELLING_BYTES = FRAME_PREFIX_BYTES + 4
/** The largest frame to look for while the way is lost: what RabbitMQ agrees on by default. */
const MAX_SOUGHT_BYTES = 131_072
const BASIC_CLASS = 60
const CONNECTION_CLASS = 10
const LETTER_A = 0x41
const LENGTH_BYTES: Partial<Record<FieldInfo['type'], 1 | 4>> = { shortstr: 1, longstr: 4, table: 4 }
const METHODS = new Map(methodInfos.map((info) => [info.id, info]))

/**
 * Walks along one direction of a connection, frame by frame, and says of each octet what is to be done with it before
 * the octet comes; `read`, `seek` and `search` get theirs in return. So nothing has to be held back.
 */
export class FrameWalk {
  private readonly hiding: Hiding
  /** Whether passwords may still come: until the client has said something else than how it logs in. */
  private isLoggingIn: boolean

  constructor(hiding: Hiding, isOfClient: boolean) {
    this.hiding = hiding
    this.isLoggingIn = isOfClient
  }

  /** Whether octets of which nobody knows what they are may hold something to hide: a piece of a body, or a password. */
  get hidesUnknown(): boolean {
    return this.hiding.bodies || (this.hiding.credentials && this.isLoggingIn)
  }

  /** @param isLost whether the first octet may be in the midst of a frame */
  *steps(isLost: boolean): Generator<Step, void, Uint8Array> {
    let isInStep = !isLost
    for (;;) {
      const start = isInStep ? yield* nextStart() : yield* foundStart()
      isInStep = start !== undefined && (yield* this.frame(start))
    }
  }

  /** The rest of a frame; says whether it ends as it should. */
  private *frame(start: Uint8Array): Generator<Step, boolean, Uint8Array> {
    if (start[0] === LETTER_A) {
      yield { kind: 'pass', bytes: PROTOCOL_HEADER.length - start.length }
      return true
    }
    const size = sizeOf(start)
    const left = size - (start.length - FRAME_PREFIX_BYTES)
    if (start[0] === FRAME_METHOD && size >= 4) yield* this.method(start, left)
    else yield { kind: this.hidesContent(start[0]) ? 'hide' : 'pass', bytes: left }
    const [end] = yield { kind: 'read', bytes: 1 }
    return end === FRAME_END
  }

  private *method(start: Uint8Array, size: number): Generator<Step, void, Uint8Array> {
    const has = start.length === TELLING_BYTES
    const ids = has ? start.subarray(FRAME_PREFIX_BYTES) : yield { kind: 'read', bytes: 4 }
    const left = has ? size : size - 4
    const method = METHODS.get(viewOf(ids).getUint32(0))
    if (method === undefined) return void (yield { kind: this.hidesUnknown ? 'hide' : 'pass', bytes: left })
    if (method.classId !== CONNECTION_CLASS) this.isLoggingIn = false
    if (this.hiding.credentials && method.fields.some((field) => isSecret(method.name, field.wireName))) {
      yield* secretArgs(method, left)
    } else yield { kind: 'pass', bytes: left }
  }

  /** There are no messages before the login is over: what looks like one is something else. */
  private hidesContent(type: number | undefined): boolean {
    const isBody = type === FRAME_BODY
    return (
      (isBody && this.hiding.bodies) ||
      (type !== FRAME_HEARTBEAT && this.hiding.credentials && this.isLoggingIn)
    )
  }
}

/** Hides the secrets among the arguments, or all from where they contradict the length of the frame. */
function* secretArgs(method: MethodInfo, size: number): Generator<Step, void, Uint8Array> {
  let left = size
  for (const { type, wireName } of method.fields) {
    const lengthBytes = LENGTH_BYTES[type]
    if (lengthBytes === undefined || left < lengthBytes) break
    const length = numberOf(yield { kind: 'read', bytes: lengthBytes })
    left -= lengthBytes
    if (length > left) break
    yield { kind: isSecret(method.name, wireName) ? 'hide' : 'pass', bytes: length }
    left -= length
  }
  yield { kind: 'hide', bytes: left }
}

/** The prefix of the next frame, or the first octet of the protocol header; undefined where it can be neither. */
function* nextStart(): Generator<Step, Uint8Array | undefined, Uint8Array> {
  const first = (yield { kind: 'read', bytes: 1 }).slice()
  if (first[0] === LETTER_A) return first
  if (first[0] !== FRAME_BODY && !isSoughtType(first[0])) return undefined
  return Uint8Array.of(...first, ...(yield { kind: 'read', bytes: FRAME_PREFIX_BYTES - 1 }))
}

/** Whether an octet is one that a frame which is sought begins with. */
export function canBegin(octet: number): boolean {
  return isSoughtType(octet) || octet === LETTER_A
}

/** Searches for the beginning of the next frame that can hardly be anything else: as much of it as tells that. */
function* foundStart(): Generator<Step, Uint8Array, Uint8Array> {
  let window: number[] = []
  for (;;) {
    const step: Step = { kind: window.length === 0 ? 'seek' : 'search', bytes: 1 }
    window.push((yield step)[0] as number)
    while (window.length > 0 && !couldBe(window)) window = window.slice(1)
    if (window.length === 0 || window.length < tellingBytes(window[0])) continue
    yield { kind: 'found', bytes: window.length }
    return Uint8Array.from(window)
  }
}

function tellingBytes(first: number | undefined): number {
  if (first === LETTER_A) return PROTOCOL_HEADER.length
  return first === FRAME_HEARTBEAT ? FRAME_PREFIX_BYTES : TELLING_BYTES
}

/** Whether octets are, as far as they go, as in the protocol header, a heartbeat, a method or a content header. */
function couldBe(window: readonly number[]): boolean {
  const [first] = window
  if (first === LETTER_A) return window.every((octet, i) => octet === PROTOCOL_HEADER[i])
  if (first === FRAME_HEARTBEAT) return window.every((octet, i) => octet === HEARTBEAT[i])
  if (!isSoughtType(first)) return false
  const [, , , highest = 0, higher = 0] = window
  if (highest !== 0 || higher > MAX_SOUGHT_BYTES >> 16) return false
  if (window.length < TELLING_BYTES) return true
  const start = Uint8Array.from(window)
  const size = sizeOf(start)
  if (size < 4 || size > MAX_SOUGHT_BYTES) return false
  const id = viewOf(start).getUint32(FRAME_PREFIX_BYTES)
  return first === FRAME_METHOD ? METHODS.has(id) : id === BASIC_CLASS * 0x10000
}

const HEARTBEAT: readonly number[] = [FRAME_HEARTBEAT, 0, 0, 0, 0, 0, 0]

function isSoughtType(octet: number | undefined): boolean {
  return octet === FRAME_METHOD || octet === FRAME_HEADER || octet === FRAME_HEARTBEAT
}

function sizeOf(prefix: Uint8Array): number {
  return viewOf(prefix).getUint32(3)
}

function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((number, octet) => number * 0x100 + octet, 0)
}
