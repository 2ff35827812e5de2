import type { Session } from '../client/session.ts'
import { AmqpError, ConnectionError } from '../errors.ts'
import { RESOURCE_LOCKED } from '../generated/constants.ts'
import { exchangeBind, exchangeDeclare, queueBind, queueDeclare } from '../generated/methods.ts'
import type { QueueDeclareOk } from '../generated/types.ts'
import type { Method } from '../wire/method.ts'
import { ScratchChannel } from './scratch-channel.ts'
import type { TopologyRecord } from './topology-record.ts'

/** Hears of what the broker refused to declare again. */
export type OnRefused = (method: string, args: object, error: Error) => void

interface Declaration {
  readonly method: Method<never, unknown>
  readonly args: object
  readonly onDone?: (reply: unknown) => void
}

/**
 * Declares exchanges, queues and bindings again, in this order, all of a kind in one go. What the broker refuses is told,
 * and the rest goes on.
 * @returns the new names of queues whose names the broker makes, by their old ones
 * @throws where the session ends, an answer takes too long, or an exclusive queue is still locked by the connection that is
 * lost, whose end the broker has not noticed: all that is worth another attempt
 */
export async function restoreTopology(
  session: Session,
  topology: TopologyRecord,
  callTimeoutMs: number,
  onRefused: OnRefused,
): Promise<ReadonlyMap<string, string>> {
  const newNames = new Map<string, string>()
  const declareAll = (all: readonly Declaration[]): Promise<void> =>
    declareInTurn(session, all, callTimeoutMs, onRefused)

  await declareAll(topology.exchanges.map((args) => ({ method: exchangeDeclare, args })))
  await declareAll(
    Array.from(topology.queues, ([name, { args, isNamedByBroker }]) => ({
      method: queueDeclare,
      args: isNamedByBroker ? { ...args, queue: '' } : args,
      onDone: (reply) => {
        if (isNamedByBroker) newNames.set(name, (reply as QueueDeclareOk).queue)
      },
    })),
  )
  await declareAll(
    topology.allBindings.map(({ to, destination, source, routingKey, arguments: table }) =>
      to === 'exchange'
        ? { method: exchangeBind, args: { destination, source, routingKey, arguments: table } }
        : {
            method: queueBind,
            args: {
              queue: newNames.get(destination) ?? destination,
              exchange: source,
              routingKey,
              arguments: table,
            },
          },
    ),
  )
  return newNames
}

/**
 * Makes sure that an exclusive consumer finds its place free: the broker may still count the one of the connection that is
 * lost, and would end the channel for it.
 * @throws {ConnectionError} `RESOURCE_LOCKED` where one of these queues has a consumer, which is worth another attempt; and
 * as `restoreTopology`
 */
export async function requireFreePlaces(
  session: Session,
  queues: readonly string[],
  callTimeoutMs: number,
): Promise<void> {
  const held: string[] = []
  const looks = queues.map((queue) => ({
    method: queueDeclare,
    args: { queue, passive: true },
    onDone: (reply: unknown) => {
      if ((reply as QueueDeclareOk).consumerCount > 0) held.push(queue)
    },
  }))
  // Where there is no such queue the consumer itself is told so.
  await declareInTurn(session, looks, callTimeoutMs, () => {})
  if (held.length === 0) return
  throw new ConnectionError(
    `somebody still consumes "${held.join('", "')}", which is to be consumed exclusively`,
    {
      code: 'RESOURCE_LOCKED',
      scope: 'connection',
      initiator: 'peer',
      retriable: true,
      method: 'basic.consume',
    },
  )
}

async function declareInTurn(
  session: Session,
  all: readonly Declaration[],
  callTimeoutMs: number,
  onRefused: OnRefused,
): Promise<void> {
  for (let at = 0; at < all.length; ) {
    requireOpen(session)
    const channel = new ScratchChannel(session, callTimeoutMs)
    await channel.open()
    const left = all.slice(at)
    const calls = callAll(channel, left)
    const outcomes = await Promise.allSettled(calls)
    // The broker does them in turn, and a refusal ends the channel: those behind it have not been looked at.
    const done = outcomes.findIndex(({ status }) => status === 'rejected')
    for (const [i, { onDone }] of left.slice(0, done === -1 ? left.length : done).entries())
      onDone?.((outcomes[i] as PromiseFulfilledResult<unknown>).value)
    if (session.core.life.state === 'open') await channel.close()
    if (done === -1) return
    const { method, args } = left[done] as Declaration
    const { reason } = outcomes[done] as PromiseRejectedResult
    if (!isRefusal(reason)) throw reason
    onRefused(method.name, args, reason)
    at += done + 1
  }
}

/** @throws {ConnectionError} where the session has ended: calls on it would wait for nothing */
export function requireOpen(session: Session): void {
  if (session.core.life.state !== 'open') throw session.notOpen('recovery')
}

/** Makes calls without waiting, up to one that cannot be written. */
function callAll(channel: ScratchChannel, all: readonly Declaration[]): Promise<unknown>[] {
  const calls: Promise<unknown>[] = []
  for (const { method, args } of all) {
    try {
      calls.push(channel.call(method as Method<object, unknown>, args))
    } catch (error) {
      calls.push(Promise.reject(error))
      break
    }
  }
  return calls
}

/** Whether the broker will say no to this declaration again, as it stands. */
function isRefusal(error: unknown): error is Error {
  // What cannot be written any more is refused by this side: frame-max has become smaller.
  if (!(error instanceof AmqpError)) return error instanceof RangeError
  return error.scope === 'channel' && error.replyCode !== RESOURCE_LOCKED
}
