/** A promise with its two ends in hand. Settling it again does nothing, as with every promise. */
export interface Deferred<T> {
  readonly promise: Promise<T>
  resolve(value: T): void
  reject(error: unknown): void
}

/** What a promise gives when it is made; which types it is about follows from whose promise it is. */
let resolveOfNew: (value: unknown) => void
let rejectOfNew: (error: unknown) => void
const takeEnds = (resolve: (value: unknown) => void, reject: (error: unknown) => void): void => {
  resolveOfNew = resolve
  rejectOfNew = reject
}

export function deferred<T>(): Deferred<T> {
  // One function takes the ends of all, where a function for each would be one more object a promise.
  const promise = new Promise<T>(takeEnds as (resolve: (value: T) => void) => void)
  return { promise, resolve: resolveOfNew, reject: rejectOfNew }
}
