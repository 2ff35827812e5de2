import type { FieldValue } from '../../wire/field-value.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { Direction } from '../seen-frame.ts'

/** Two recordings beside each other. */
export interface Comparison {
  /** What the one comes to. */
  readonly a: Figures
  /** What the other comes to. */
  readonly b: Figures
  /** What the clients said of themselves and agreed on, by name; of the first connection of each recording. */
  readonly handshake: readonly HandshakeRow[]
  /**
   * Where the two first do different things: another method, or none, in the same place of the same direction of the same
   * channel. Repetitions do not count: ten publishes in a row are of the same kind as one.
   */
  readonly kind?: Difference
  /** Where the clients first do the same thing with other arguments or other properties. Names that brokers choose do not count. */
  readonly details?: Difference & {
    /** Each argument and property that differs. */
    readonly fields: readonly FieldDifference[]
  }
}

/** What a recording comes to. */
export interface Figures {
  /** How many were opened. */
  readonly connections: number
  /** From the first event to the last. */
  readonly seconds: number
  /** What each side sent. */
  readonly sent: Readonly<Record<Direction, Amounts>>
  /** How many of each method each side sent. */
  readonly methods: Readonly<Record<Direction, Readonly<Record<string, number>>>>
  /** By operation: how often it was done, and how often the client sent nothing more until its answer was there. */
  readonly roundTrips: Readonly<Record<string, RoundTrips>>
}

/** How much one side sent. */
export interface Amounts {
  /** Whole frames, the protocol header among them. */
  readonly frames: number
  /** Octets, of frames and of what is none. */
  readonly bytes: number
  /** How many pieces the bytes came in: calls of the kernel as a tap or a proxy sees them, segments of TCP in a capture. */
  readonly writes: number
}

/** How an operation that has an answer was done. */
export interface RoundTrips {
  /** How many answers came. */
  readonly answered: number
  /** For how many of them the client sent nothing more until the answer was there. */
  readonly waited: number
}

/** One thing that is said in a handshake; undefined where it was not. */
export interface HandshakeRow {
  /** Such as `clientProperties.product` or `tune-ok.frameMax`. */
  readonly name: string
  /** In the one recording. */
  readonly a: FieldValue | undefined
  /** In the other. */
  readonly b: FieldValue | undefined
}

/** A place in two recordings. */
export interface Difference {
  /** Which side sends what differs. */
  readonly direction: Direction
  /** What the one does there; undefined where it does nothing more. */
  readonly a: SeenCommand | undefined
  /** What the other does there; undefined where it does nothing more. */
  readonly b: SeenCommand | undefined
  /** The command before it, which both have. */
  readonly after: SeenCommand | undefined
}

/** An argument or property that differs; undefined where it is not there. */
export interface FieldDifference {
  /** Such as `deliveryMode`. */
  readonly name: string
  /** In the one recording. */
  readonly a: FieldValue | undefined
  /** In the other. */
  readonly b: FieldValue | undefined
}
