import { ConnectionError, TimeoutError } from '../errors.ts'
import { mechanisms, type SaslMechanism } from '../protocol/sasl.ts'
import { deferred } from '../util/deferred.ts'
import { aborted } from './call.ts'
import { type Credentials, text } from './options.ts'
import type { Settings } from './settings.ts'

/**
 * The mechanisms of one attempt to connect, with the name and the password that hold now.
 * @throws {ConnectionError} `NO_CREDENTIALS` where the callback for them failed
 * @throws {TimeoutError | AbortedError} where it took too long, or the signal says so
 * @throws {TypeError} where name or password are none
 */
export async function mechanismsNow(settings: Settings): Promise<SaslMechanism[]> {
  const credentials = await ask(settings)
  const username = text(credentials?.username, 'username')
  const password = text(credentials?.password, 'password')
  return settings.mechanisms.map((choice) =>
    typeof choice === 'string' ? mechanisms[choice](username, password) : choice,
  )
}

async function ask({ credentials, signal, timeoutMs }: Settings): Promise<Credentials> {
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
