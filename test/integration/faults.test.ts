// Each fault of the proxy, seen by two clients, on every broker: what docs/reference/faults.md says of it.

import { expect, test } from 'vitest'
import { startProxy } from '../../src/inspect/index.ts'
import { type Broker, eachBroker } from '../support/brokers.ts'
import { faultRows } from '../support/fault-rows.ts'
import { byAmqplib, byWirehare, type Work } from '../support/fault-works.ts'

const clients: readonly ['wirehare' | 'amqplib', (work: Work) => Promise<string>][] = [
  ['wirehare', byWirehare],
  ['amqplib', byAmqplib],
]

eachBroker((broker) => {
  test.each(clients)('each fault does to %s what the table says', async (client, work) => {
    // Side by side, for most of them only wait.
    const outcomes = await Promise.all(faultRows.map(({ rule }) => outcomeOf(broker, rule, work)))
    const expected = faultRows.map((row, i) => {
      const allowed = [row[client]].flat()
      return allowed.find((outcome) => outcome === outcomes[i]?.outcome) ?? allowed.join('; or ')
    })
    const byRule = (texts: readonly string[]): Record<string, string> =>
      Object.fromEntries(faultRows.map(({ rule }, i) => [rule, texts[i] as string]))
    expect(byRule(outcomes.map(({ outcome }) => outcome))).toEqual(byRule(expected))
    expect(outcomes.filter(({ hits }) => hits === 0)).toEqual([])
  })
})

/** What becomes of the work where one fault is in the way, and how often that happened. */
async function outcomeOf(
  broker: Broker,
  rule: string,
  work: (work: Work) => Promise<string>,
): Promise<{ rule: string; outcome: string; hits: number }> {
  let hits = 0
  await using proxy = await startProxy({ to: broker.url, faults: [rule], onFault: () => hits++ })
  const outcome = await work({ url: throughProxy(broker.url, proxy.port), isIdle: rule.startsWith('hold') })
  return { rule, outcome, hits }
}

/** The broker's URL with the port of the proxy; name, password and virtual host are the client's to bring. */
function throughProxy(brokerUrl: string, port: number): string {
  const url = new URL(brokerUrl)
  url.hostname = '127.0.0.1'
  url.port = `${port}`
  return url.href
}
