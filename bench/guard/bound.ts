/** A figure that does not depend on the clock, and what it may be at most. */
export interface Bound {
  readonly what: string
  readonly value: number
  readonly limit: number
}
