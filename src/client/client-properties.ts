import type { EncodedTable } from '../wire/encoded-table.ts'
import { encodedTable } from '../wire/field-table-writer.ts'
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

/** What was told last by a client with no properties of the user's: the next connection mostly tells the same. */
let last: { readonly connectionName: string | undefined; readonly table: EncodedTable } | undefined

/** What this client tells the broker of itself, and which of RabbitMQ's extensions it understands. */
export function clientProperties({ connectionName, clientProperties }: Settings): FieldTable {
  // To encode it each time would be a twelfth of what it costs to open a connection (docs/decisions/0006).
  if (clientProperties !== undefined) return propertiesOf(connectionName, clientProperties)
  if (last === undefined || last.connectionName !== connectionName) {
    const table = encodedTable(propertiesOf(connectionName, undefined), 'clientProperties')
    last = { connectionName, table }
  }
  return last.table
}

function propertiesOf(connectionName: string | undefined, others: FieldTable | undefined): FieldTable {
  return {
    product: 'wirehare',
    version: VERSION,
    platform: `Node.js ${process.version}`,
    connection_name: connectionName,
    ...others,
    capabilities: CAPABILITIES,
  }
}
