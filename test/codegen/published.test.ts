/** The model against the facts of the published XML, which somebody else wrote down. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Field, ProtocolMethod } from '../../codegen/model.ts'
import { dotted } from '../../codegen/names.ts'
import { ROOT, realModel } from './documents.ts'

interface Published {
  readonly constants: Record<string, number>
  readonly properties: Record<string, string>
  readonly methods: Record<string, [facts: string, fields: string]>
}

const published = JSON.parse(readFileSync(`${ROOT}test/vectors/published-protocol.json`, 'utf8')) as Published
const model = realModel()
const methods = model.classes.flatMap((c) => c.methods)

/** Where the published file is wrong or leaves something out: brokers do as is said here. */
const SLIPS: Published['methods'] = {
  'connection.update-secret': [
    '10.70; to server; synchronous; answered by update-secret-ok',
    'new-secret longstr, reason shortstr',
  ],
  'connection.update-secret-ok': ['10.71; to client; synchronous', ''],
  'basic.recover': ['60.110; to server; synchronous; answered by recover-ok', 'requeue bit'],
  'confirm.select': ['85.10; to server; synchronous; answered by select-ok', 'no-wait bit'],
}
/** What RabbitMQ still understands, though the published file says nothing of it. */
const BEYOND: Published['methods'] = {
  'access.request': [
    '30.10; to server; synchronous; answered by request-ok',
    'realm shortstr, exclusive bit, passive bit, active bit, write bit, read bit',
  ],
  'access.request-ok': ['30.11; to client; synchronous', 'ticket short'],
}

describe('the model', () => {
  it('has the constants of the published file', () => {
    expect(Object.fromEntries(model.constants.map(({ name, value }) => [name, value]))).toEqual(
      published.constants,
    )
  })

  it('has the properties of the published file', () => {
    const properties = model.classes.filter((c) => c.properties.length > 0)
    expect(Object.fromEntries(properties.map((c) => [c.name, line(c.properties)]))).toEqual(
      published.properties,
    )
  })

  it.each(Object.entries({ ...published.methods, ...SLIPS, ...BEYOND }))(
    'has %s as published',
    (name, facts) => {
      expect(methods.filter((method) => dotted(method) === name).map(factsOf)).toEqual([facts])
    },
  )

  it('has these 66 methods, and no others', () => {
    expect(methods.map(dotted).sort()).toEqual(
      [...Object.keys(published.methods), ...Object.keys(BEYOND)].sort(),
    )
    expect(methods).toHaveLength(66)
  })
})

function factsOf(method: ProtocolMethod): [string, string] {
  const receivers = method.from.map((peer) => (peer === 'client' ? 'server' : 'client')).sort()
  const facts = [
    `${method.classIndex}.${method.index}`,
    `to ${receivers.join(' and ')}`,
    ...(method.synchronous ? ['synchronous'] : []),
    ...(method.content ? ['content'] : []),
    ...(method.responses.length > 0 ? [`answered by ${[...method.responses].sort().join(' or ')}`] : []),
  ]
  return [facts.join('; '), line(method.fields)]
}

function line(fields: readonly Field[]): string {
  return fields.map(({ name, type }) => `${name} ${type}`).join(', ')
}
