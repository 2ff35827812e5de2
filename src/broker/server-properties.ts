import { VERSION } from '../util/version.ts'
import type { FieldTable } from '../wire/field-value.ts'

/** What the broker tells clients of itself, and which of RabbitMQ's extensions it has. */
export const serverProperties: FieldTable = {
  capabilities: {
    publisher_confirms: true,
    exchange_exchange_bindings: true,
    'basic.nack': true,
    consumer_cancel_notify: true,
    'connection.blocked': true,
    consumer_priorities: true,
    authentication_failure_close: true,
    per_consumer_qos: true,
    direct_reply_to: true,
  },
  product: 'wirehare',
  version: VERSION,
  platform: `Node.js ${process.version}`,
  information: 'the embedded broker of wirehare: in memory, one process, for learning and tests',
}
