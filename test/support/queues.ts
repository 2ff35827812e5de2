import { MemoryGauge } from '../../src/broker/memory-gauge.ts'
import type { QueueSettings } from '../../src/broker/queue.ts'
import { queueRules } from '../../src/broker/queue-rules.ts'
import type { FieldTable } from '../../src/wire/field-value.ts'

/** What a queue for all is declared with. */
export function queueSettings(args: FieldTable = {}): QueueSettings {
  const rules = queueRules(args, "queue 'q'", 'rabbitmq-3.10')
  return { durable: false, autoDelete: false, owner: undefined, arguments: args, rules }
}

/** Room for everything. */
export function unlimited(): MemoryGauge {
  return new MemoryGauge(Number.POSITIVE_INFINITY, () => {})
}
