// The embedded broker answers like RabbitMQ 3.10 and like 4.3, line by line, in its profile of that name.

import { afterAll, describe, expect, test } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { expectedOf, recorded } from '../../src/conform/recorded.ts'
import { scenarios } from '../../src/conform/scenarios.ts'
import { play } from '../../src/conform/stage.ts'

describe.each(['rabbitmq-3.10', 'rabbitmq-4.3'] as const)('as %s', (profile) => {
  const broker = new Broker({ profile })
  afterAll(() => broker.close())

  test.concurrent.each(scenarios)('$number $title', async (scenario) => {
    expect(await play(scenario, () => broker.transport())).toEqual(expectedOf(scenario, profile))
  })
})

test('there are 250 at least, and each has a number and a title of its own', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(250)
  expect(new Set(scenarios.map(({ number }) => number)).size).toBe(scenarios.length)
  expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length)
})

test('nothing is recorded that is no longer played', () => {
  const titles = new Set(scenarios.map(({ title }) => title))
  expect(Object.keys(recorded).filter((title) => !titles.has(title))).toEqual([])
})
