import { ConnectionError, TimeoutError } from '../errors.ts'
import type { Transport } from '../transport/transport.ts'
import { deferred } from '../util/deferred.ts'
import { aborted } from './call.ts'
import type { CallOptions, Credentials } from './options.ts'

// What an attempt to connect asks of functions of the user's. Loaded by the first connection that has one.

/** What ends the wait for an answer. */
interface Limits extends CallOptions {
  readonly timeoutMs: number
}

/**
 * Asks for the name and the password that hold now.
 * @throws {ConnectionError} `NO_CREDENTIALS` where the callback failed
 * @throws {TimeoutError | AbortedError} where it took too long, or the signal says so
 */
export function askForCredentials(
  credentials: () => Credentials | Promise<Credentials>,
  limits: Limits,
): Promise<Credentials> {
  return inTime(
    (async () => credentials())().catch((cause: unknown) => {
      throw noCredentials(cause)
    }),
    limits,
    () =>
      tooLate(
        'CREDENTIALS_TIMEOUT',
        `the callback for the credentials gave none within ${limits.timeoutMs} ms`,
      ),
  )
}

/**
 * Asks for a stream. One that comes when nobody waits for it any more is closed.
 * @throws {TimeoutError | AbortedError} where it took too long, or the signal says so
 */
export async function askForStream(
  open: () => Transport | Promise<Transport>,
  limits: Limits,
): Promise<Transport> {
  const opening = (async () => open())()
  try {
    return await inTime(opening, limits, () =>
      tooLate('CONNECT_TIMEOUT', `the function for the transport gave none within ${limits.timeoutMs} ms`),
    )
  } catch (error) {
    opening.then((late) => late.destroy()).catch(() => {})
    throw error
  }
}

async function inTime<T>(
  answer: Promise<T>,
  { signal, timeoutMs }: Limits,
  tooLate: () => TimeoutError,
): Promise<T> {
  const givenUp = deferred<never>()
  const timer = setTimeout(() => givenUp.reject(tooLate()), timeoutMs)
  const onAbort = (): void => givenUp.reject(aborted('connecting', signal))
  signal?.addEventListener('abort', onAbort)
  if (signal?.aborted === true) onAbort()
  try {
    return await Promise.race([givenUp.promise, answer])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

function noCredentials(cause: unknown): ConnectionError {
  return new ConnectionError('the callback for the credentials failed', {
    code: 'NO_CREDENTIALS',
    scope: 'connection',
    initiator: 'user',
    retriable: true,
    cause,
  })
}

function tooLate(code: string, words: string): TimeoutError {
  return new TimeoutError(words, { code, scope: 'connection', initiator: 'user', retriable: true })
}
