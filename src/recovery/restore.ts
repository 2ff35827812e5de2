import type { Connection } from '../client/connection.ts'
import type { Session } from '../client/session.ts'
import { REPLY_SUCCESS } from '../generated/constants.ts'
import type { ConnectionRecord } from './connection-record.ts'
import { goOn, openLives, tooMany } from './restore-channels.ts'
import { type OnRefused, requireFreePlaces, requireOpen, restoreTopology } from './restore-topology.ts'

/** What is to be done again, and who hears of it. */
export interface Restoring {
  readonly connection: Connection
  /** One that is open, and that nobody uses yet. */
  readonly session: Session
  readonly record: ConnectionRecord
  /** Whether exchanges, queues and bindings are declared again. */
  readonly topology: boolean
  readonly signal: AbortSignal
  readonly onRefused: OnRefused
  /** Called in the turn in which the connection goes on, before it does. */
  onRestored(newNames: ReadonlyMap<string, string>): void
}

/**
 * Has a connection go on with another session.
 *
 *     exchanges, queues, bindings ▶ open channels ▶ qos, modes, consumers ▶ who waited goes on
 *     on a channel of their own                     └────── in one turn of the loop ──────┘
 *
 * @returns when the broker has answered all of it
 * @throws where the session ends before the connection goes on with it, or the signal says so
 */
export async function restore(restoring: Restoring): Promise<void> {
  const { connection, session, record, topology, signal, onRefused, onRestored } = restoring
  const newNames = topology
    ? await restoreTopology(session, record.topology, connection.callTimeoutMs, onRefused)
    : new Map<string, string>()
  const toHold = record.queuesToHold.map((queue) => newNames.get(queue) ?? queue)
  await requireFreePlaces(session, toHold, connection.callTimeoutMs)
  requireOpen(session)
  const lives = await openLives(connection, session)
  signal.throwIfAborted()
  requireOpen(session)

  // From here to the end of the turn nothing comes in between.
  onRestored(newNames)
  connection.adopt(session)
  for (const [oldName, newName] of newNames) record.queueRenamed(oldName, newName)
  const answers: Promise<void>[] = []
  for (const [channel, life] of lives) {
    if (channel.isWanted) answers.push(...goOn(channel, life, record.of(channel)))
    else life.core.close(REPLY_SUCCESS, 'nobody wants it any more', session.notOpen('channel.open'))
  }
  for (const channel of [...(connection.channels ?? [])]) {
    if (lives.has(channel)) channel.onRecovered(newNames)
    else channel.end(tooMany(session))
  }
  // What is refused now ends its channel, which says so.
  await Promise.allSettled(answers)
}
