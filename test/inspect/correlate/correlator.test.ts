import { expect, test } from 'vitest'
import { numberOf, Scene } from './scene.ts'

/** One connection with channel 1 open. */
function scene(): Scene {
  const scene = new Scene()
  scene.connect(1)
  scene.open(1, 1)
  scene.facts.calls.length = 0
  return scene
}

test('smoke', () => {
  const s = scene()
  const select = s.client(1, 1, 'confirmSelect', { noWait: false })
  const ok = s.broker(1, 1, 'confirmSelectOk')
  const p = s.publish(1, 1, { exchange: '', routingKey: 'a', mandatory: true }, {}, 'x')
  const r = s.content(
    1,
    1,
    'basicReturn',
    { replyCode: 312, replyText: 'NO_ROUTE', exchange: '', routingKey: 'a' },
    {},
    'x',
  )
  const a = s.broker(1, 1, 'basicAck', { deliveryTag: 1, multiple: false })
  expect(s.facts.calls.map((c) => [numberOf(c.call), c.outcome, numberOf(c.reply)])).toEqual([
    [select, 'answered', ok],
  ])
  expect(
    s.facts.publishes.map((c) => [
      numberOf(c.publish),
      c.outcome,
      c.sequenceNumber,
      numberOf(c.settledBy),
      numberOf(c.returned),
    ]),
  ).toEqual([[p, 'acked', 1, a, r]])
  expect(s.end()).toEqual({
    calls: [],
    publishes: [],
    deliveries: [],
    rpcs: [],
    contents: [],
    blocked: [],
    paused: [],
    consumers: [],
  })
  expect(s.facts.unmatched).toEqual([])
})
