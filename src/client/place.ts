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

/** For a loop that publishes and waits for room again and again: its place is easily found without a note each time. */
export const NOWHERE: Error = Object.assign(new Error(), { stack: '' })

/** When the call was made whose place an error shows. */
const shown: WeakMap<Error, number> = new WeakMap()

/**
 * Has an error show the place of a call, where it is about this call: it says so by its scope or by its method. An error
 * that ends several calls with the method shows the place of the oldest one, whose turn it was to be answered.
 */
export function showPlace(error: Error, { method, since, place }: Placed): void {
  if (!(error instanceof AmqpError) || (error.scope !== 'operation' && error.method !== method)) return
  const [, ...frames] = (place.stack ?? '').split('\n')
  if (frames.length === 0 || since >= (shown.get(error) ?? Number.POSITIVE_INFINITY)) return
  shown.set(error, since)
  error.stack = [`${error.name}: ${error.message}`, ...fromOutside(frames)].join('\n')
}

/**
 * Frames without those at the top that stand in one file with the first, which are this library's own in its package.
 * Where a bundler has put library and program into one file, nothing tells them apart, and all are left.
 */
function fromOutside(frames: readonly string[]): readonly string[] {
  const own = fileOf(frames[0] as string)
  const first = frames.findIndex((frame) => fileOf(frame) !== own)
  return first === -1 || frames[first]?.includes('node:') === true ? frames : frames.slice(first)
}

function fileOf(frame: string): string | undefined {
  return /([^( ]+):\d+:\d+\)?$/.exec(frame)?.[1]
}
