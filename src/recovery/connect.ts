import { openConnection } from '../client/connect.ts'
import type { Connection } from '../client/connection.ts'
import { Endpoints, type Target } from './endpoints.ts'
import { type ConnectOptions, settleRecovery } from './options.ts'
import { Recovery } from './recovery.ts'

/**
 * Connects to a broker, or to one of several: opens the stream, shakes hands, authenticates and opens the virtual host.
 *
 *     const connection = await connect('amqp://guest:guest@localhost')
 *     const clustered = await connect(['amqp://rabbit-1', 'amqp://rabbit-2', 'amqp://rabbit-3'])
 *
 * Where the connection is lost later on it comes back by itself, with its channels, what was declared on them, and its
 * consumers: see docs/recovery.md, and the option `recovery`. The first attempt is the caller's own: where it fails, so does
 * this.
 * @param target an AMQP URI, or options; a list of them is tried in turn, from its beginning
 * @param options hold for each of the targets, and win over them; `timeoutMs` is that of each attempt
 * @throws {TypeError | RangeError} where a URI or an option is wrong
 * @throws {ConnectionError} where the broker cannot be reached, refuses, or speaks something else; see its `code`. Where
 * several were tried its `cause` has the errors of all
 * @throws {TimeoutError} where it takes longer than `timeoutMs`
 * @throws {AbortedError} where the signal says so
 */
export async function connect(
  target: string | ConnectOptions | readonly (string | ConnectOptions)[] = NO_OPTIONS,
  options: ConnectOptions = NO_OPTIONS,
): Promise<Connection> {
  const targets = Array.isArray(target) ? (target as readonly Target[]) : [target as Target]
  const [first] = targets
  if (first === undefined) throw new TypeError('the list of brokers is empty')
  const endpoints = new Endpoints(targets, options)
  const recovery = settleRecovery(typeof first === 'string' ? NO_OPTIONS : first, options)
  const connection = await endpoints.first(openConnection)
  // It may be over already, where the broker said so in the same read.
  if (recovery !== undefined && connection.isOpen)
    connection.renewal = new Recovery(connection, endpoints, recovery)
  return connection
}

/** The same for all who give none: connections keep it. */
const NO_OPTIONS: ConnectOptions = {}
