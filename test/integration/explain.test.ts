// What real brokers say is explained, and the frame that did it is named.

import { expect, test } from 'vitest'
import { frameRefusals } from '../../src/conform/refusals-frames.ts'
import { messageRefusals } from '../../src/conform/refusals-messages.ts'
import { topologyRefusals } from '../../src/conform/refusals-topology.ts'
import type { HandshakeOptions } from '../../src/conform/scripted-client.ts'
import { exchangeDelete, queueDeclare, queueDelete } from '../../src/generated/methods.ts'
import { type CaptureEvent, Explainer, type Trouble } from '../../src/inspect/index.ts'
import { dial } from '../../src/transport/tcp.ts'
import { record, recordRefusal } from '../inspect/recorded.ts'
import { eachBroker, eachControlledBroker } from '../support/brokers.ts'

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

/** Shakes hands otherwise than it should, and returns the names of what went wrong. */
async function namedAfter(url: string, options: HandshakeOptions): Promise<string[]> {
  const { hostname, port } = new URL(url)
  const open = () => dial(hostname, Number(port), undefined, { timeoutMs: 10_000 })
  const events = await record(open, async (next) => {
    await next(options).catch(() => {})
  })
  return troublesOf(events).map(({ explanation }) => explanation.name)
}

eachBroker((broker) => {
  test('a handshake that fails is explained, also where the broker just hangs up', async () => {
    const handshakes: readonly (readonly [HandshakeOptions, string])[] = [
      [{ response: '\0guest\0wrong' }, 'login-refused'],
      [{ response: '\0guest\0wrong', capabilities: {} }, 'silence-after-login'],
      [{ virtualHost: 'wirehare.nowhere' }, 'missing-virtual-host'],
      // RabbitMQ lets seconds pass before it hangs up.
      [{ tune: { frameMax: 100 } }, broker.isRabbitMq ? 'silence-after-tune' : 'tune-out-of-range'],
    ]
    const names = await Promise.all(handshakes.map(([options]) => namedAfter(broker.url, options)))
    expect(names).toEqual(handshakes.map(([, name]) => [name]))
  })
})

eachControlledBroker((broker) => {
  test('what a user may not do is explained, and who may not', async () => {
    const { rabbitmqctl } = broker
    const user = 'wirehare-explain'
    await rabbitmqctl('add_user', user, 'secret').catch(() => {})
    try {
      const url = broker.url.replace('guest:guest', `${user}:secret`)
      const credentials = { response: `\0${user}\0secret` }
      expect(await namedAfter(url, credentials)).toEqual(['virtual-host-refused'])
      await rabbitmqctl('set_permissions', user, '^mine', '^mine', '^mine')
      const { hostname, port } = new URL(url)
      const events = await record(
        () => dial(hostname, Number(port), undefined, { timeoutMs: 10_000 }),
        async (next) => {
          const client = await next(credentials)
          await client.call(1, queueDeclare, { queue: 'yours' }, 'channel.close')
        },
      )
      const [trouble] = troublesOf(events)
      expect(trouble?.explanation.name).toBe('permission-refused')
      expect(trouble?.explanation.cause).toContain(`'${user}' may not do that with the queue 'yours'`)
      await rabbitmqctl('set_user_limits', user, '{"max-connections": 0}')
      expect(await namedAfter(url, credentials)).toEqual(['connection-limit'])
    } finally {
      await rabbitmqctl('delete_user', user)
    }
  }, 60_000)
})
