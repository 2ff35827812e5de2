import type { Content } from '../protocol/content.ts'
import type { FieldValue } from '../wire/field-value.ts'
import type { QueuedMessage } from './message.ts'
import type { Profile } from './profile.ts'
import type { Queue } from './queue.ts'
import { explicitHeaders, withProperties } from './rewritten-content.ts'

/**
 * A message as a queue hands it out: a quorum queue says in the headers how often it has tried before.
 * @param isPushed whether it goes to a consumer that need not acknowledge it, whom RabbitMQ 3.10 tells of no first time
 */
export function deliveredContent(
  queue: Queue,
  queued: QueuedMessage,
  profile: Profile,
  isPushed: boolean,
): Content {
  const { content } = queued.message
  if (queue.settings.rules.type === 'classic') return content
  const counts: Record<string, FieldValue> = {}
  const isOld = profile === 'rabbitmq-3.10'
  if ((isOld && !isPushed) || queued.attempts > 0) counts['x-delivery-count'] = queued.attempts
  if (!isOld && queued.returned > 0) counts['x-acquired-count'] = queued.returned
  if (Object.keys(counts).length === 0) return content
  return withProperties(content, { headers: { ...explicitHeaders(content), ...counts } })
}
