// Which test shows which method, put together as the page docs/reference/methods.md.

import { methodInfos } from '../../src/generated/metadata.ts'
import { type Passage, type PeerScenario, passages, type Scenario } from './method-coverage.ts'
import { connectionScenarios } from './method-coverage-connection.ts'
import { messageScenarios } from './method-coverage-messages.ts'
import { peerScenarios } from './method-coverage-peer.ts'
import { topologyScenarios } from './method-coverage-topology.ts'

export { peerScenarios }

export const scenarios: readonly Scenario[] = [
  ...connectionScenarios,
  ...topologyScenarios,
  ...messageScenarios,
]

const all: readonly (Scenario | PeerScenario)[] = [...scenarios, ...peerScenarios]

/** Passages that no test is there for. */
export function uncovered(): Passage[] {
  const covered = new Set(all.flatMap(({ shows }) => shows))
  return passages.filter((passage) => !covered.has(passage))
}

/** Passages that tests say they show and that the protocol does not have. */
export function unheardOf(): Passage[] {
  return all.flatMap(({ shows }) => shows).filter((passage) => !passages.includes(passage))
}

/** The page, as Markdown. */
export function page(): string {
  const exceptions = all.filter(({ because }) => because !== undefined)
  return [
    '# Every method, and the test that shows it',
    '',
    `The ${methodInfos.length} methods of AMQP 0-9-1 with RabbitMQ's extensions make ${passages.length} rows, since some are sent from both sides. In each test a tap on the connection sees to it that the method really travels in this direction, as a whole and in a place where it is allowed; the test itself says what comes of it.`,
    '',
    'Embedded is the broker of `wirehare/broker`. The tests are run by [`test/integration/methods.test.ts`](../../test/integration/methods.test.ts). This page is made from them by `npx vitest run --project unit test/support/method-coverage.test.ts -u`, and a test fails where it is out of date.',
    '',
    '| method | sent by | test | played with |',
    '|---|---|---|---|',
    ...passages.map(row),
    '',
    '## Remarks',
    '',
    '| test | why it is as it is |',
    '|---|---|',
    ...exceptions.map(({ title, because }) => `| ${title} | ${because} |`),
    '',
  ].join('\n')
}

function row(passage: Passage): string {
  const [side, name] = passage.split(':')
  const shown = all.filter(({ shows }) => shows.includes(passage))
  const titles = shown.map(({ title }) => title).join('<br>')
  return `| \`${name}\` | ${side === 'C' ? 'client' : 'broker'} | ${titles} | ${shown.map(playedWith).join('<br>')} |`
}

function playedWith(scenario: Scenario | PeerScenario): string {
  if (!('on' in scenario)) return 'a scripted peer'
  return scenario.on === 'every broker' ? 'embedded, RabbitMQ 3.10 and 4' : 'RabbitMQ 3.10 and 4'
}
