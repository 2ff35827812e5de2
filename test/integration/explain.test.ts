// What real brokers say is explained, and the frame that did it is named.

import { expect, test } from 'vitest'
import { frameRefusals } from '../../src/conform/refusals-frames.ts'
import { messageRefusals } from '../../src/conform/refusals-messages.ts'
import { topologyRefusals } from '../../src/conform/refusals-topology.ts'
import { exchangeDelete, queueDelete } from '../../src/generated/methods.ts'
import { type CaptureEvent, Explainer, type Trouble } from '../../src/inspect/index.ts'
import { dial } from '../../src/transport/tcp.ts'
import { record, recordRefusal } from '../inspect/recorded.ts'
import { eachBroker } from '../support/brokers.ts'

const AT_A_TIME = 12

function troublesOf(events: readonly CaptureEvent[]): Trouble[] {
  const troubles: Trouble[] = []
  const explainer = new Explainer((trouble) => troubles.push(trouble))
  for (const event of events) explainer.receive(event)
  explainer.end()
  return troubles
}

eachBroker((broker) => {
  const { hostname, port } = new URL(broker.url)
  const open = () => dial(hostname, Number(port), undefined, { timeoutMs: 10_000 })

  test('each refusal is explained by more than its code, and the method that it names is found', async () => {
    const names = (at: number) => ({ q: `wirehare.explain.${at}`, x: `wirehare.explain.x.${at}` })
    const situations = [...topologyRefusals, ...messageRefusals, ...frameRefusals]
    const wrong: unknown[] = []
    for (let from = 0; from < situations.length; from += AT_A_TIME) {
      await Promise.all(
        situations.slice(from, from + AT_A_TIME).map(async (situation, at) => {
          const events = await recordRefusal(open, situation, names(from + at))
          const [trouble] = troublesOf(events)
          const { classId, methodId } = trouble?.command?.args ?? {}
          const id = trouble?.culprits[0]?.command.method.id
          const named = Number(classId) * 0x10000 + Number(methodId)
          const isGeneral = broker.isRabbitMq && trouble?.explanation.name === 'reply-code'
          if (trouble === undefined || isGeneral || (named !== 0 && named !== id))
            wrong.push([situation.title, trouble?.explanation.said, id])
        }),
      )
    }
    await record(open, async (next) => {
      const client = await next()
      for (let at = 0; at < situations.length; at++) {
        await client.call(1, queueDelete, { queue: names(at).q })
        await client.call(1, exchangeDelete, { exchange: names(at).x })
      }
    })
    expect(wrong).toEqual([])
  }, 60_000)
})
