/**
 * Text and memory on the platform at hand. Node's Buffer converts short texts several times faster than TextDecoder;
 * in a browser the standard classes serve. Nothing else in this room knows the difference.
 */

/** The conversions of Node's Buffer that its public types leave out. They work on any Uint8Array. */
interface NativeText {
  utf8Slice(this: Uint8Array, from: number, to: number): string
  utf8Write(this: Uint8Array, text: string, at: number, maxBytes: number): number
}

// A Buffer that a bundler brings along has none of them, and is no faster than the standard classes.
const native: (NativeText & typeof Buffer.prototype) | undefined =
  typeof Buffer === 'undefined' || !('utf8Slice' in Buffer.prototype)
    ? undefined
    : (Buffer.prototype as NativeText & typeof Buffer.prototype)
/** Makes views of memory: on Node Buffers, without the checks of `Buffer.from`. */
const View =
  native === undefined
    ? Uint8Array
    : (Buffer as unknown as { [Symbol.species]: typeof Uint8Array })[Symbol.species]
const encoder = new TextEncoder()
const lenientDecoder = new TextDecoder('utf-8', { ignoreBOM: true })
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Memory of `length` bytes with unspecified content, for a caller that fills all of it. A Buffer on Node. */
export function allocate(length: number): Uint8Array {
  return native === undefined ? new Uint8Array(length) : Buffer.allocUnsafeSlow(length)
}

/**
 * As `allocate`, for what lives no longer than a message: little comes from the pool of Node, where to have it takes a
 * third of the time (docs/decisions/0006). Who keeps it keeps 8 KiB.
 */
export function allocateBriefly(length: number): Uint8Array {
  return native === undefined ? new Uint8Array(length) : Buffer.allocUnsafe(length)
}

/** No octets at all. */
export const NO_BYTES: Uint8Array = allocate(0)

/** A view of `bytes[from..to)`, which are there. A Buffer on Node, made in two thirds of the time that `subarray` takes. */
export function part(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return new View(bytes.buffer, bytes.byteOffset + from, to - from)
}

/** All octets of some pieces, copied into one. */
export function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const all = allocate(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** Whether both hold the same octets. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return native === undefined
    ? one.length === other.length && one.every((octet, at) => octet === other[at])
    : native.equals.call(one as Buffer, other)
}

/** Numbers of any size and order in these octets. */
export function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length)
}

/** The view of no octets at all. */
export const NO_VIEW: DataView = viewOf(NO_BYTES)

/** The UTF-8 text of `bytes[from..to)`; what is not UTF-8 becomes U+FFFD. */
export function decodeText(bytes: Uint8Array, from: number, to: number): string {
  return native === undefined
    ? lenientDecoder.decode(bytes.subarray(from, to))
    : native.utf8Slice.call(bytes, from, to)
}

/** The UTF-8 text of `bytes[from..to)`, or undefined where these bytes are not UTF-8. */
export function decodeTextStrictly(bytes: Uint8Array, from: number, to: number): string | undefined {
  const text = decodeText(bytes, from, to)
  // Only a text with a replacement character can hide bad bytes, and only such a text is looked at twice.
  if (!text.includes('\uFFFD')) return text
  try {
    return strictDecoder.decode(bytes.subarray(from, to))
  } catch {
    return undefined
  }
}

/** Writes `text` as UTF-8 at `at` and returns the number of bytes. The caller has made room for 3 bytes a UTF-16 unit. */
export function encodeTextInto(bytes: Uint8Array, at: number, text: string): number {
  return native === undefined
    ? encoder.encodeInto(text, bytes.subarray(at)).written
    : native.utf8Write.call(bytes, text, at, bytes.length - at)
}

/** The bytes of a text in UTF-8. A Buffer on Node. */
export function encodeText(text: string): Uint8Array {
  return native === undefined ? encoder.encode(text) : Buffer.from(text)
}
