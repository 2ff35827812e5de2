// The scenarios that were recorded from RabbitMQ come out the same again. The embedded broker plays them in both profiles in
// test/broker/conformance.test.ts.

import { expect, test } from 'vitest'
import { recordedBy } from '../conformance/recorded.ts'
import { scenarios } from '../conformance/scenarios.ts'
import { play } from '../conformance/stage.ts'
import { eachBroker } from '../support/brokers.ts'

eachBroker((broker) => {
  test.concurrent.each(scenarios)('$title', async (scenario) => {
    const profile = broker.major >= 4 ? 'rabbitmq-4.3' : 'rabbitmq-3.10'
    expect(await play(scenario, broker.url)).toEqual(recordedBy(profile, scenario.title))
  })
})
