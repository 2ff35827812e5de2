import { Explicit, type FieldValue } from '../../wire/field-value.ts'
import type { CaptureEvent } from '../capture-event.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { Comparison, HandshakeRow } from './comparison.ts'
import { Digest } from './digest.ts'
import { firstInDetails, firstInKind } from './first-difference.ts'

/** Events at hand, or events that a file is read for. */
export type Recording = Iterable<CaptureEvent> | AsyncIterable<CaptureEvent>

/**
 * Lays two recordings beside each other, of two clients that do the same work for example: frames, bytes, writes and round
 * trips, what the clients say of themselves, and where the two first do different things. Each recording is read once, and
 * little of it is kept.
 *
 *     const { a, b, kind } = await compare(readCapture(one), readCapture(other))
 */
export async function compare(a: Recording, b: Recording): Promise<Comparison> {
  const [one, other] = [await digestOf(a), await digestOf(b)]
  const kind = firstInKind(one.lanes, other.lanes)
  const details = firstInDetails(one.lanes, other.lanes)
  return {
    a: one.figures(),
    b: other.figures(),
    handshake: handshakeRows(one.handshake, other.handshake),
    ...(kind === undefined ? {} : { kind }),
    ...(details === undefined ? {} : { details }),
  }
}

async function digestOf(recording: Recording): Promise<Digest> {
  const digest = new Digest()
  for await (const event of recording) digest.receive(event)
  digest.end()
  return digest
}

function handshakeRows(a: readonly SeenCommand[], b: readonly SeenCommand[]): HandshakeRow[] {
  const [one, other] = [saidIn(a), saidIn(b)]
  return [...new Set([...one.keys(), ...other.keys()])].map((name) => ({
    name,
    a: one.get(name),
    b: other.get(name),
  }))
}

/** All values of a handshake by their names, tables taken apart. Passwords are left out. */
function saidIn(handshake: readonly SeenCommand[]): Map<string, FieldValue> {
  const said = new Map<string, FieldValue>()
  const add = (name: string, value: FieldValue): void => {
    if (isTable(value)) for (const [key, item] of Object.entries(value)) add(`${name}.${key}`, item)
    else said.set(name, value)
  }
  for (const { method, args } of handshake) {
    for (const [name, value] of Object.entries(args)) {
      if (name !== 'response') add(`${method.name.slice('connection.'.length)}.${name}`, value)
    }
  }
  return said
}

function isTable(value: FieldValue): value is { [name: string]: FieldValue } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array || value instanceof Date || value instanceof Explicit)
  )
}
