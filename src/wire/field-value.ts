/**
 * The values that a field table holds, as JavaScript sees them.
 *
 *     you write               travels as                        you read
 *     ─────────────────────   ───────────────────────────────   ──────────────────────────
 *     true                    t  boolean                        true
 *     42                      I  32-bit signed, where it fits   42
 *     5_000_000_000           l  64-bit signed                  5_000_000_000
 *     2n ** 60n               l  64-bit signed                  2n ** 60n (bigint beyond ±2^53 only)
 *     1.5                     d  double                         1.5
 *     'text'                  S  long string in UTF-8           'text'
 *     new Date(0)             T  seconds since 1970             new Date(0)
 *     [1, 'a']                A  array                          [1, 'a']
 *     { a: 1 }                F  table                          { a: 1 }
 *     null                    V  void                           null
 *     new Uint8Array(3)       x  bytes                          Uint8Array (a Buffer on Node)
 *     new Explicit('b', 1)    b  as you say                     1
 *
 * Read with `explicit: true`, every value comes as an `Explicit` that names its tag. What has no plain form always does:
 * a decimal, a long string that is not UTF-8, a time beyond what Date can hold.
 */
export type FieldValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | Explicit
  | readonly FieldValue[]
  | { readonly [name: string]: FieldValue | undefined }

/** Named values: the arguments of a declare, the headers of a message. Names are at most 255 bytes of UTF-8. */
export interface FieldTable {
  readonly [name: string]: FieldValue | undefined
}

/**
 * The tags that RabbitMQ reads and writes, in its meaning, which differs from the standard's text in places. `L` is read
 * as `l` and never written.
 */
export type FieldTag =
  | 't'
  | 'b'
  | 'B'
  | 's'
  | 'u'
  | 'I'
  | 'i'
  | 'l'
  | 'f'
  | 'd'
  | 'D'
  | 'S'
  | 'A'
  | 'T'
  | 'F'
  | 'V'
  | 'x'

/** A decimal number, `unscaled / 10 ** scale`. Both are unsigned, 8 and 32 bits: clients disagree about a sign, so none is assumed. */
export interface Decimal {
  /** How many digits stand behind the point, 0 to 255. */
  readonly scale: number
  /** The digits as a whole number, 0 to 2^32 - 1. */
  readonly unscaled: number
}

/** A value with the type that it has or shall have on the wire, such as `new Explicit('s', 7)` for a 16-bit integer. */
export class Explicit {
  /** The octet that says the type on the wire. */
  readonly tag: FieldTag
  /** The value itself; a `Decimal` with the tag `D` only. */
  readonly value: FieldValue | Decimal

  constructor(tag: FieldTag, value: FieldValue | Decimal) {
    this.tag = tag
    this.value = value
  }
}
