// An error from the broker is made while a frame is read, one of a time-out by a timer: the stacks that they begin with
// say nothing of the program. An error that one call is about shows where that call was made.

import { AmqpError } from '../errors.ts'

/** A call, and where in the program it was made: an error that was made there and is never thrown. */
export interface Placed {
  readonly method: string
  /** When it was made, in milliseconds. */
  readonly since: number
  readonly place: Error
}

/** When the call was made whose place an error shows. */
const shown: WeakMap<Error, number> = new WeakMap()

/**
 * Has an error show the place of a call, where it is about this call: it says so by its scope or by its method. An error
 * that ends several calls with the method shows the place of the oldest one, whose turn it was to be answered.
 */
export function showPlace(error: Error, { method, since, place }: Placed): void {
  if (!(error instanceof AmqpError) || (error.scope !== 'operation' && error.method !== method)) return
  const { stack = '' } = place
  const frames = stack.indexOf('\n')
  if (frames === -1 || since >= (shown.get(error) ?? Number.POSITIVE_INFINITY)) return
  shown.set(error, since)
  error.stack = `${error.name}: ${error.message}${stack.slice(frames)}`
}
