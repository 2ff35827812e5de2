import { refusalScenario } from './refusals.ts'
import { frameRefusals } from './refusals-frames.ts'
import { messageRefusals } from './refusals-messages.ts'
import { topologyRefusals } from './refusals-topology.ts'
import { argumentSections } from './scenarios-arguments.ts'
import { consumerSections } from './scenarios-consumers.ts'
import { deadLetterSections } from './scenarios-dead-letters.ts'
import { exchangeSections } from './scenarios-exchanges.ts'
import { handshakeSections } from './scenarios-handshake.ts'
import { queueSections } from './scenarios-queues.ts'
import { quorumSections } from './scenarios-quorum.ts'
import { replySections } from './scenarios-replies.ts'
import { requeueingSections } from './scenarios-requeueing.ts'
import { transactionSections } from './scenarios-transactions.ts'
import type { Scenario, Section } from './stage.ts'

const refusalSections: readonly Section[] = [
  {
    id: 'refused-topology',
    source: 'exchange and queue: what a client may not do, and the reply codes for it',
    scenarios: topologyRefusals.map(refusalScenario),
  },
  {
    id: 'refused-message',
    source: 'basic: what a client may not do, and the reply codes for it',
    scenarios: messageRefusals.map(refusalScenario),
  },
  {
    id: 'refused-frame',
    source: 'the standard, 4.2: the wire-level format; methods out of place',
    scenarios: frameRefusals.map(refusalScenario),
  },
]

/** A scenario with its place among all. */
export interface NumberedScenario extends Scenario {
  /** Such as `expiry-3`. */
  readonly number: string
  /** What it goes back to. */
  readonly source: string
}

/** All scenarios, in the order in which they are played. */
export const scenarios: readonly NumberedScenario[] = [
  ...argumentSections,
  ...queueSections,
  ...requeueingSections,
  ...deadLetterSections,
  ...quorumSections,
  ...consumerSections,
  ...exchangeSections,
  ...transactionSections,
  ...replySections,
  ...handshakeSections,
  ...refusalSections,
].flatMap(({ id, source, scenarios: some }) =>
  some.map((scenario, index) => ({ ...scenario, number: `${id}-${index + 1}`, source })),
)
