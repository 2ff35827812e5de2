import { ignorable } from '../util/ignorable.ts'
import { Call, type PlacedOptions } from './call.ts'
import { type CallOptions, limitOf } from './options.ts'

/** For what is to be asked for and not waited for. */
export const AT_ONCE: CallOptions = { signal: AbortSignal.abort() }

/**
 * Waits for something that goes on whether somebody waits or not.
 * @param timeoutMs how long, unless the options say; without end where that is undefined too
 * @param onGivenUp called where it took too long, or the signal says so
 */
export function within<T>(
  what: string,
  going: Promise<T>,
  options: PlacedOptions | undefined,
  timeoutMs?: number,
  onGivenUp?: (error: Error) => void,
): Promise<T> {
  let over = false
  const call = new Call<T>({ name: what, replies: [] }, options, timeoutMs, (value) => value as T)
  call.promise.catch((error: Error) => over || onGivenUp?.(error))
  going.then(
    (value) => {
      over = true
      call.onReply(0, value as object, undefined)
    },
    (error: Error) => {
      over = true
      call.onError(error)
    },
  )
  return call.promise
}

/**
 * Does something when a lost connection is back. Both together take no longer than the options say.
 * @param what what is done then, for errors
 * @param then gets what is left of the time
 */
export function whenBack<T>(
  what: string,
  back: Promise<void>,
  options: PlacedOptions | undefined,
  timeoutMs: number | undefined,
  then: (rest: PlacedOptions) => Promise<T>,
): Promise<T> {
  const limitMs = limitOf(options, timeoutMs)
  const limits: PlacedOptions = { place: new Error(), ...options }
  const begun = performance.now()
  return ignorable(async () => {
    await within(what, back, limits, limitMs)
    const restMs = limitMs && Math.max(1, Math.ceil(limitMs - (performance.now() - begun)))
    return then({ ...limits, timeoutMs: restMs })
  })
}

/** Closes a channel when the work on it is done; at once where who waits for that gives up. */
export function closeAfter(
  what: string,
  work: Promise<unknown>,
  channel: { close(options?: CallOptions): Promise<void> },
  options: CallOptions | undefined,
): Promise<void> {
  const limits: PlacedOptions = { ...options, place: new Error() }
  return ignorable(async () => {
    await within(what, work, limits, undefined, () => void channel.close(AT_ONCE))
    await channel.close(limits)
  })
}
