// The scenarios that were recorded from RabbitMQ come out the same again. The embedded broker plays them in both profiles in
// test/conform/scenarios.test.ts.

import { expect, test } from 'vitest'
import { expectedOf } from '../../src/conform/recorded.ts'
import { scenarios } from '../../src/conform/scenarios.ts'
import { play } from '../../src/conform/stage.ts'
import { eachBroker } from '../support/brokers.ts'

eachBroker((broker) => {
  test.concurrent.each(scenarios)('$number $title', async (scenario) => {
    const profile = broker.major >= 4 ? 'rabbitmq-4.3' : 'rabbitmq-3.10'
    expect(await play(scenario, broker.url)).toEqual(expectedOf(scenario, profile))
  })
})
