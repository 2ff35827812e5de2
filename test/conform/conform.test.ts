import { expect, test } from 'vitest'
import { Broker, startBroker } from '../../src/broker/index.ts'
import { conform, profileOf, type Verdict } from '../../src/conform/conform.ts'
import { junit } from '../../src/conform/junit.ts'
import type { NumberedScenario } from '../../src/conform/scenarios.ts'
import type { Scenario } from '../../src/conform/stage.ts'
import { queueDeclare } from '../../src/generated/methods.ts'

function scenario(number: string, lines: readonly string[], play: Scenario['play']): NumberedScenario {
  return { number, title: `title of ${number}`, source: 'a <source>', expected: { both: lines }, play }
}

async function verdictsOf(...scenarios: NumberedScenario[]): Promise<Verdict[]> {
  await using broker = new Broker()
  const verdicts: Verdict[] = []
  await conform(
    scenarios,
    () => broker.transport(),
    'rabbitmq-3.10',
    (verdict) => verdicts.push(verdict),
  )
  return verdicts
}

test('what comes as expected is the same, and what does not is told line by line, in the order of the scenarios', async () => {
  const declare: Scenario['play'] = async (stage) => {
    const queue = stage.name('q')
    await stage.call(queueDeclare, { queue, passive: true })
    await stage.count('q', 0)
  }
  const close = "channel.close 404 NOT_FOUND - no queue 'q' in vhost '/' (queue.declare)"
  const verdicts = await verdictsOf(
    scenario('late', ['q has 1', 'nothing else'], async (stage) => {
      await stage.queue('q')
      await stage.count('q', 0)
    }),
    scenario('same', [close], (stage) => declare(stage).catch(() => {})),
    scenario('broken', ['q has 0'], declare),
  )

  expect(verdicts.map(({ scenario: { number }, differences }) => [number, differences])).toEqual([
    ['late', ['- q has 1', '+ q has 0', '- nothing else']],
    ['same', []],
    [
      'broken',
      ['- q has 0', expect.stringMatching(/^\+ failed: title of broken: expected queue\.declare-ok, got/)],
    ],
  ])
})

test('a silent broker ends the scenario and not the run', async () => {
  const [verdict] = await verdictsOf(
    scenario('silent', ['nothing'], async (stage) => {
      await stage.next()
      stage.note('never')
    }),
  )
  expect(verdict?.differences).toEqual([])
})

test('JUnit XML counts, and holds any text', () => {
  const base = { durationMs: 1500, scenario: scenario('a-1', [], async () => {}) }
  const xml = junit(
    [
      { ...base, differences: [] },
      { ...base, differences: ['- "<&>"', '+ \0'] },
    ],
    'run',
  )
  expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="run" tests="2" failures="1" time="3.000">
  <testcase classname="a &lt;source&gt;" name="a-1 title of a-1" time="1.500"/>
  <testcase classname="a &lt;source&gt;" name="a-1 title of a-1" time="1.500">
    <failure message="answers otherwise">- &quot;&lt;&amp;&gt;&quot;
+ ?</failure>
  </testcase>
</testsuite>
`)
})

test('a broker that is not RabbitMQ 3 nor this one is compared with RabbitMQ 4.3', async () => {
  await using broker = await startBroker({ port: 0 })
  expect(await profileOf(broker.url)).toBe('rabbitmq-3.10')
})
