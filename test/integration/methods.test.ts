// Every method of the protocol, in each direction that a client can see, on each broker that has it. The page
// docs/reference/methods.md lists which test is there for which; a tap on every connection holds the tests to that.

import { describe, expect, test } from 'vitest'
import { type Broker, eachBroker } from '../support/brokers.ts'
import { PeerStage, type Scenario, Stage } from '../support/method-coverage.ts'
import { peerScenarios, scenarios } from '../support/method-coverage-page.ts'

eachBroker((broker) => {
  for (const scenario of scenarios) {
    const { title, on } = scenario
    if (on === 'every broker' || broker.isRabbitMq) {
      test(title, async ({ skip }) => {
        const needsControl = on === 'RabbitMQ with rabbitmqctl'
        if (needsControl && broker.rabbitmqctl === undefined) skip('there is no rabbitmqctl')
        await play(scenario, broker)
      })
    } else if (on === 'RabbitMQ') {
      test(`not there yet: ${title}`, async () => {
        // Where this fails the broker has learnt it, and the scenario is for every broker from now on.
        await expect(play(scenario, broker)).rejects.toThrow()
      })
    }
  }
})

describe('a scripted peer', () => {
  for (const { title, shows, play } of peerScenarios) {
    test(title, async () => {
      await using stage = new PeerStage()
      await play(stage.peer, stage)
      expect(stage.missing(shows)).toEqual([])
    })
  }
})

async function play({ play: act, shows }: Scenario, broker: Broker): Promise<void> {
  await using stage = new Stage(broker)
  await act(stage)
  expect(stage.missing(shows)).toEqual([])
}
