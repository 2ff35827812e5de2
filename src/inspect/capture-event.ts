import type { Direction } from './seen-frame.ts'

/** One end of a connection. */
export interface Endpoint {
  /** An address or a name. */
  readonly host: string
  /** 0 to 65535. */
  readonly port: number
}

/**
 * What happened on a connection, as it was seen from outside. A recording is a sequence of these in the order of time;
 * taps, the proxy and the readers of files produce them, and writers of files and inspectors take them.
 */
export type CaptureEvent = OpenEvent | BytesEvent | GapEvent | EndEvent

/** What all events say. */
interface EventBase {
  /** Which connection: counted from 1 in the order in which they were first seen. */
  readonly connection: number
  /** When: microseconds since 1970 (UTC), whole. */
  readonly atMicros: number
}

/** A connection was seen for the first time. */
export interface OpenEvent extends EventBase {
  /** Tells this event from the others. */
  readonly kind: 'open'
  /** Who opened it. */
  readonly client: Endpoint
  /** Who took it. */
  readonly broker: Endpoint
  /** Whether it was seen from its first octet on. A capture may begin in the middle. */
  readonly isFromStart: boolean
}

/** Octets travelled: one read or write, in the order of the stream, each octet once. */
export interface BytesEvent extends EventBase {
  /** Tells this event from the others. */
  readonly kind: 'bytes'
  /** Which way they went. */
  readonly direction: Direction
  /** Not empty, and not written to again. */
  readonly bytes: Uint8Array
}

/** Octets travelled that were not seen. */
export interface GapEvent extends EventBase {
  /** Tells this event from the others. */
  readonly kind: 'gap'
  /** Which way they went. */
  readonly direction: Direction
  /** How many, 1 and up. */
  readonly missingBytes: number
}

/** One side will send nothing more: it has closed its direction, or reset the connection, which ends both. */
export interface EndEvent extends EventBase {
  /** Tells this event from the others. */
  readonly kind: 'end'
  /** The direction that is over. */
  readonly direction: Direction
  /** Whether it has reset the connection. */
  readonly isReset: boolean
}
