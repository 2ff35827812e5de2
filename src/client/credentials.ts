import { ConnectionError, TimeoutError } from '../errors.ts'
import { deferred } from '../util/deferred.ts'
import { aborted } from './call.ts'
import type { Credentials } from './options.ts'
import type { Settings } from './settings.ts'

/**
 * Asks the user's callback for the name and the password that hold now. Loaded by the first connection that has one.
 * @throws {ConnectionError} `NO_CREDENTIALS` where the callback failed
 * @throws {TimeoutError | AbortedError} where it took too long, or the signal says so
 */
export async function askForCredentials({ credentials, signal, timeoutMs }: Settings): Promise<Credentials> {
  const givenUp = deferred<never>()
  const timer = setTimeout(() => givenUp.reject(tooLate(timeoutMs)), timeoutMs)
  const onAbort = (): void => givenUp.reject(aborted('connecting', signal))
  signal?.addEventListener('abort', onAbort)
  if (signal?.aborted === true) onAbort()
  try {
    return await Promise.race([givenUp.promise, call(credentials)])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

async function call(credentials: Settings['credentials']): Promise<Credentials> {
  try {
    return await credentials()
  } catch (cause) {
    throw new ConnectionError('the callback for the credentials failed', {
      code: 'NO_CREDENTIALS',
      scope: 'connection',
      initiator: 'user',
      retriable: true,
      cause,
    })
  }
}

function tooLate(timeoutMs: number): TimeoutError {
  return new TimeoutError(`the callback for the credentials gave none within ${timeoutMs} ms`, {
    code: 'CREDENTIALS_TIMEOUT',
    scope: 'connection',
    initiator: 'user',
    retriable: true,
  })
}
