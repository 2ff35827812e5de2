import { type AllSettings, settle } from '../client/settings.ts'
import { AbortedError, AmqpError, ConnectionError } from '../errors.ts'
import { addressOf } from '../transport/tcp.ts'
import type { ConnectOptions } from './options.ts'

/** Where one of them is: an AMQP URI, or options. */
export type Target = string | ConnectOptions

/**
 * The brokers that a connection can lead to: the nodes of a cluster. They are tried in the order in which they were given,
 * each time from the one behind the last that was taken.
 */
export class Endpoints {
  // As they were given, and hidden from who prints a connection: there are passwords in them. An idle connection need not
  // keep more.
  readonly #targets: readonly Target[]
  readonly #options: ConnectOptions
  /** What was made of them, until the first is taken. */
  private ready: readonly AllSettings[] | undefined
  private next: number = 0

  /**
   * @param targets one at the least
   * @throws {TypeError | RangeError} where anything is wrong with one of them
   */
  constructor(targets: readonly Target[], options: ConnectOptions) {
    this.#targets = targets
    this.#options = options
    this.ready = targets.map((target) => settle(target, options))
  }

  /**
   * Tries one after the other, until one works.
   * @throws the error of the only one, or one that has the errors of all
   * @throws {AbortedError | TypeError | RangeError} what another one would not help against, at once
   */
  async first<T>(open: (settings: AllSettings) => Promise<T>): Promise<T> {
    const failures: Failure[] = []
    const from = this.next
    const { length } = this.#targets
    for (let i = 0; i < length; i++) {
      const at = (from + i) % length
      const settings = this.ready?.[at] ?? settle(this.#targets[at] as Target, this.#options)
      try {
        const opened = await open(settings)
        this.next = (at + 1) % length
        this.ready = undefined
        return opened
      } catch (error) {
        if (length === 1 || isHopeless(error)) throw error
        failures.push({ remote: addressOf(settings.host, settings.port), error: error as Error })
      }
    }
    throw noneOf(failures)
  }
}

/** Why one of them was not taken. */
interface Failure {
  readonly remote: string
  readonly error: Error
}

/** Whether it would be the same with any other broker. */
function isHopeless(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof AbortedError
}

function noneOf(failures: readonly Failure[]): ConnectionError {
  const errors = failures.map(({ error }) => error)
  const words = failures.map(({ remote, error: { message } }) =>
    message.includes(remote) ? message : `${remote}: ${message}`,
  )
  const codes = new Set(errors.map((error) => (error instanceof AmqpError ? error.code : undefined)))
  const [code] = codes
  return new ConnectionError(`none of ${errors.length} brokers can be connected to: ${words.join('; ')}`, {
    code: codes.size === 1 && code !== undefined ? code : 'NO_BROKER',
    scope: 'connection',
    initiator: 'transport',
    retriable: errors.some((error) => !(error instanceof AmqpError) || error.retriable),
    cause: new AggregateError(errors, 'the failures, in the order of the attempts'),
  })
}
