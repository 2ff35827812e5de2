import type { FieldValue } from '../../wire/field-value.ts'

/**
 * The names that the broker chose in the recording, and what it chose in their place now: queues (`amq.gen-…`), consumer
 * tags (`amq.ctag-…`), addresses for direct replies (`amq.rabbitmq.reply-to.…`). They hold on all connections.
 */
export class Names {
  private readonly names: Map<string, string> = new Map()

  /** Takes note of a name. */
  learn(recorded: FieldValue | undefined, replayed: FieldValue | undefined): void {
    if (typeof recorded === 'string' && typeof replayed === 'string' && recorded !== replayed)
      this.names.set(recorded, replayed)
  }

  /** The name that holds now; any other value as it is. */
  now<Value>(recorded: Value): Value | string {
    return (typeof recorded === 'string' ? this.names.get(recorded) : undefined) ?? recorded
  }
}
