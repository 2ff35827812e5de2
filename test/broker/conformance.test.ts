// The embedded broker answers like RabbitMQ 3.10 and like 4.3, line by line, in its profile of that name.

import { afterAll, describe, expect, test } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { recorded, recordedBy } from '../conformance/recorded.ts'
import { scenarios } from '../conformance/scenarios.ts'
import { play } from '../conformance/stage.ts'

describe.each(['rabbitmq-3.10', 'rabbitmq-4.3'] as const)('as %s', (profile) => {
  const broker = new Broker({ profile })
  afterAll(() => broker.close())

  test.concurrent.each(scenarios)('$title', async (scenario) => {
    expect(await play(scenario, () => broker.transport())).toEqual(recordedBy(profile, scenario.title))
  })
})

test('nothing is recorded that is no longer played', () => {
  const titles = new Set(scenarios.map(({ title }) => title))
  expect(Object.keys(recorded).filter((title) => !titles.has(title))).toEqual([])
})
