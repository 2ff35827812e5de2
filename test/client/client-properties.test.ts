import { expect, test } from 'vitest'
import { clientProperties, VERSION } from '../../src/client/client-properties.ts'
import type { ConnectOptions } from '../../src/client/options.ts'
import { settle } from '../../src/client/settings.ts'
import { readTable } from '../../src/wire/field-table-reader.ts'
import { writeTable } from '../../src/wire/field-table-writer.ts'
import type { FieldTable } from '../../src/wire/field-value.ts'
import { Reader } from '../../src/wire/reader.ts'
import { Writer } from '../../src/wire/writer.ts'

/** What a broker hears of a client with these options. */
function heard(options: ConnectOptions): FieldTable {
  const writer = new Writer()
  writeTable(writer, clientProperties(settle(options, {})), 'clientProperties')
  return readTable(new Reader(writer.written()), 'clientProperties')
}

const OWN = {
  product: 'wirehare',
  version: VERSION,
  platform: `Node.js ${process.version}`,
  capabilities: {
    publisher_confirms: true,
    exchange_exchange_bindings: true,
    'basic.nack': true,
    consumer_cancel_notify: true,
    'connection.blocked': true,
    authentication_failure_close: true,
  },
}

test('each connection tells its own name, whatever the one before told', () => {
  expect(heard({})).toEqual(OWN)
  expect(heard({ connectionName: 'one' })).toEqual({ ...OWN, connection_name: 'one' })
  expect(heard({ connectionName: 'one' })).toEqual({ ...OWN, connection_name: 'one' })
  expect(heard({ connectionName: 'two' })).toEqual({ ...OWN, connection_name: 'two' })
  expect(heard({})).toEqual(OWN)
})

test("the user's properties come on top, and are looked at each time", () => {
  const own: Record<string, string> = { product: 'mine' }
  expect(heard({ clientProperties: own, connectionName: 'one' })).toEqual({
    ...OWN,
    product: 'mine',
    connection_name: 'one',
  })
  own['site'] = 'here'
  expect(heard({ clientProperties: own })).toEqual({ ...OWN, product: 'mine', site: 'here' })
  expect(heard({ connectionName: 'one' })).toEqual({ ...OWN, connection_name: 'one' })
})
