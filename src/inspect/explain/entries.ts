import { connectionEntries } from './entries-connection.ts'
import { frameEntries } from './entries-frames.ts'
import { messageEntries } from './entries-messages.ts'
import { socketEntries } from './entries-sockets.ts'
import { topologyEntries } from './entries-topology.ts'
import type { Entry } from './entry.ts'

/** All known troubles; the first whose words are found counts, so those that say more stand before those that say less. */
export const entries: readonly Entry[] = [
  ...topologyEntries,
  ...messageEntries,
  ...frameEntries,
  ...connectionEntries,
  ...socketEntries,
]
