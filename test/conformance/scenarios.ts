import { consumerScenarios } from './scenarios-consumers.ts'
import { deadLetterScenarios } from './scenarios-dead-letters.ts'
import { exchangeScenarios } from './scenarios-exchanges.ts'
import { queueScenarios } from './scenarios-queues.ts'
import { replyScenarios } from './scenarios-replies.ts'
import { transactionScenarios } from './scenarios-transactions.ts'
import type { Scenario } from './stage.ts'

/** All scenarios, in the order in which they are played. */
export const scenarios: readonly Scenario[] = [
  ...queueScenarios,
  ...deadLetterScenarios,
  ...consumerScenarios,
  ...exchangeScenarios,
  ...transactionScenarios,
  ...replyScenarios,
]
