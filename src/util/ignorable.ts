/**
 * Begins something whose promise the caller may ignore: where it is rejected and nobody looks, that does not end the
 * process. What failed is told elsewhere too, by a `closed` promise or an event.
 */
export function ignorable<T>(begin: () => Promise<T>): Promise<T> {
  const promise = begin()
  promise.catch(() => {})
  return promise
}

/** A promise that is rejected, and may be ignored. */
export function rejected(error: Error): Promise<never> {
  return ignorable(() => Promise.reject(error))
}
