import type { FieldTable } from '../wire/field-value.ts'
import type { Settings } from './settings.ts'

/** The version of this package. A test holds it to package.json. */
export const VERSION = '0.1.0'

const CAPABILITIES: FieldTable = {
  publisher_confirms: true,
  exchange_exchange_bindings: true,
  'basic.nack': true,
  consumer_cancel_notify: true,
  'connection.blocked': true,
  authentication_failure_close: true,
}

/** What this client tells the broker of itself, and which of RabbitMQ's extensions it understands. */
export function clientProperties(settings: Settings): FieldTable {
  return {
    product: 'wirehare',
    version: VERSION,
    platform: `Node.js ${process.version}`,
    connection_name: settings.connectionName,
    ...settings.clientProperties,
    capabilities: CAPABILITIES,
  }
}
