import { describe, expect, test } from 'vitest'
import { methodFrame } from '../frames.ts'
import { channelScene, joinedScene, numberOf, type Scene } from './scene.ts'

/** What was told of publishes, each as `number mode sequence-number outcome by, returned`. */
function said({ facts }: Scene): string[] {
  return facts.publishes.map(({ publish, mode, sequenceNumber, outcome, settledBy, returned }) => {
    const parts = [numberOf(publish), mode, sequenceNumber, outcome, numberOf(settledBy)]
    const text = parts.filter((part) => part !== undefined).join(' ')
    return returned === undefined ? text : `${text}, returned ${numberOf(returned)}`
  })
}

function confirmScene(): Scene {
  const scene = channelScene()
  scene.client(1, 1, 'confirmSelect')
  scene.broker(1, 1, 'confirmSelectOk')
  return scene
}

const RETURN = { replyCode: 312, replyText: 'NO_ROUTE', exchange: 'x', routingKey: 'k' }
const MANDATORY = { exchange: 'x', routingKey: 'k', mandatory: true }

describe('confirms', () => {
  test('come out of order, in bulk, and in bulk over what was settled before', () => {
    const scene = confirmScene()
    const [a, b, c, d, e] = Array.from({ length: 5 }, () => scene.publish(1, 1, { routingKey: 'q' }))
    const two = scene.broker(1, 1, 'basicAck', { deliveryTag: 2 })
    const four = scene.broker(1, 1, 'basicNack', { deliveryTag: 4 })
    const three = scene.broker(1, 1, 'basicAck', { deliveryTag: 3, multiple: true })
    const all = scene.broker(1, 1, 'basicAck', { deliveryTag: 0, multiple: true })
    expect(said(scene)).toEqual([
      `${b} confirm 2 acked ${two}`,
      `${d} confirm 4 nacked ${four}`,
      `${a} confirm 1 acked ${three}`,
      `${c} confirm 3 acked ${three}`,
      `${e} confirm 5 acked ${all}`,
    ])
    expect(scene.facts.unmatched).toEqual([])
  })

  test('name no publish that was not made, or that was settled before', () => {
    const scene = confirmScene()
    scene.publish(1, 1, { routingKey: 'q' })
    for (const deliveryTag of [2, 1, 1]) scene.broker(1, 1, 'basicAck', { deliveryTag })
    expect(scene.facts.unmatched.map(({ reason }) => reason)).toEqual([
      'publish 2 was not made, the last is 1',
      'publish 1 was settled before',
    ])
  })

  test('count anew on a new channel, and on a channel of another connection', () => {
    const scene = confirmScene()
    scene.publish(1, 1, { routingKey: 'q' })
    const close = scene.client(1, 1, 'channelClose', { replyCode: 200 })
    scene.broker(1, 1, 'channelCloseOk')
    scene.open(1, 1)
    scene.client(1, 1, 'confirmSelect', { noWait: true })
    const again = scene.publish(1, 1, { routingKey: 'q' })
    scene.cut(1)
    scene.connect(2)
    scene.open(2, 1)
    scene.client(2, 1, 'confirmSelect', { noWait: true })
    const anew = scene.publish(2, 1, { routingKey: 'q' })
    const ack = scene.broker(2, 1, 'basicAck', { deliveryTag: 1 })
    expect(said(scene).map((text) => text.replace(/^\d+ /, ''))).toEqual([
      `confirm 1 unsettled ${close}`,
      'confirm 1 unsettled',
      `confirm 1 acked ${ack}`,
    ])
    expect(said(scene)[1]).toBe(`${again} confirm 1 unsettled`)
    expect(said(scene)[2]).toBe(`${anew} confirm 1 acked ${ack}`)
  })

  test('are open at the end with their number and age', () => {
    const scene = confirmScene()
    const publish = scene.publish(1, 1, MANDATORY, {}, 'body')
    const returned = scene.content(1, 1, 'basicReturn', RETURN, {}, 'body')
    const { publishes } = scene.end()
    expect(
      publishes.map((open) => [numberOf(open.command), open.sequenceNumber, numberOf(open.returned)]),
    ).toEqual([[publish, 1, returned]])
    expect(publishes[0]?.ageSeconds).toBeCloseTo(0.003)
    expect(said(scene)).toEqual([])
  })

  test('do not settle what is not whole, as it was not numbered', () => {
    const scene = confirmScene()
    scene.send(1, 'client-to-broker', [methodFrame(1, { apiName: 'basicPublish' }, { routingKey: 'cut' })])
    const whole = scene.publish(1, 1, { routingKey: 'whole' })
    const ack = scene.broker(1, 1, 'basicAck', { deliveryTag: 1 })
    expect(said(scene)).toEqual([`${whole} confirm 1 acked ${ack}`])
    expect(scene.facts.unmatched.map(({ reason }) => reason)).toEqual([
      'another method came in place of its content',
    ])
  })

  test('beyond what may be held are told as unknown', () => {
    const scene = channelScene({ maxOpen: 2 })
    scene.client(1, 1, 'confirmSelect', { noWait: true })
    const [a, b, c] = Array.from({ length: 3 }, () => scene.publish(1, 1, { routingKey: 'q' }))
    expect(said(scene)).toEqual([`${a} confirm 1 unknown`])
    const ack = scene.broker(1, 1, 'basicAck', { deliveryTag: 3, multiple: true })
    expect(said(scene).slice(1)).toEqual([`${b} confirm 2 acked ${ack}`, `${c} confirm 3 acked ${ack}`])
  })

  test('cannot be counted where the beginning of the channel was not seen', () => {
    const scene = joinedScene()
    const before = scene.publish(1, 1, { routingKey: 'q' })
    scene.broker(1, 1, 'basicAck', { deliveryTag: 9 })
    const after = scene.publish(1, 1, { routingKey: 'q' })
    scene.client(1, 1, 'confirmSelect', { noWait: true })
    const selected = scene.publish(1, 1, { routingKey: 'q' })
    scene.broker(1, 1, 'basicAck', { deliveryTag: 1 })
    expect(said(scene)).toEqual([
      `${before} unknown unknown`,
      `${after} confirm unknown`,
      `${selected} confirm unknown`,
    ])
    const reason =
      'the channel was not seen from its beginning, so the numbers of its publishes are not known'
    expect(scene.facts.unmatched.map((unmatched) => unmatched.reason)).toEqual([reason, reason])
  })
})

describe('a return', () => {
  test('belongs to the oldest publish that says the same, and comes before its ack', () => {
    const scene = confirmScene()
    const others = [
      { ...MANDATORY, mandatory: false },
      { ...MANDATORY, exchange: 'y' },
      { ...MANDATORY, routingKey: 'l' },
    ].map((args) => scene.publish(1, 1, args, { messageId: '1' }, 'body'))
    scene.publish(1, 1, MANDATORY, { messageId: '2' }, 'body')
    scene.publish(1, 1, MANDATORY, { messageId: '1' }, 'other')
    const first = scene.publish(1, 1, MANDATORY, { messageId: '1', headers: { a: 1 } }, 'body')
    const second = scene.publish(1, 1, MANDATORY, { messageId: '1', headers: { a: 2 } }, 'body')
    const third = scene.publish(1, 1, MANDATORY, { messageId: '1', headers: { a: 2 } }, 'body')
    const returns = [2, 2, 1].map((a) =>
      scene.content(1, 1, 'basicReturn', RETURN, { messageId: '1', headers: { a } }, 'body'),
    )
    const ack = scene.broker(1, 1, 'basicAck', { deliveryTag: 0, multiple: true })
    expect(said(scene).slice(0, 3)).toEqual(
      others.map((other, i) => `${other} confirm ${i + 1} acked ${ack}`),
    )
    expect(said(scene).slice(-3)).toEqual([
      `${first} confirm 6 acked ${ack}, returned ${returns[2]}`,
      `${second} confirm 7 acked ${ack}, returned ${returns[0]}`,
      `${third} confirm 8 acked ${ack}, returned ${returns[1]}`,
    ])
  })

  test('ends what is said of a publish in plain mode; a later answer shows that there will be none', () => {
    const scene = channelScene()
    const plain = scene.publish(1, 1, { routingKey: 'q' })
    const lost = scene.publish(1, 1, MANDATORY)
    const taken = scene.publish(1, 1, { ...MANDATORY, routingKey: 'q' })
    expect(said(scene)).toEqual([`${plain} plain sent`])
    const returned = scene.content(1, 1, 'basicReturn', RETURN)
    scene.client(1, 1, 'basicQos', { prefetchCount: 1 })
    const behind = scene.publish(1, 1, MANDATORY)
    expect(said(scene).slice(1)).toEqual([`${lost} plain sent, returned ${returned}`])
    scene.broker(1, 1, 'basicQosOk')
    expect(said(scene).slice(2)).toEqual([`${taken} plain sent`])
    expect(scene.end().publishes).toEqual([])
    expect(said(scene).slice(3)).toEqual([`${behind} plain sent`])
  })

  test('of a publish that was not seen is unmatched', () => {
    const scene = joinedScene()
    scene.content(1, 1, 'basicReturn', RETURN, {}, 'x')
    expect(scene.facts.unmatched.map(({ reason }) => reason)).toEqual([
      'no publish is known that it gives back',
    ])
  })
})

test('in a transaction publishes wait for its end, and are returned just before', () => {
  const scene = channelScene()
  scene.client(1, 1, 'txSelect')
  scene.broker(1, 1, 'txSelectOk')
  const first = scene.publish(1, 1, MANDATORY)
  scene.client(1, 1, 'txCommit')
  // This one belongs to the next transaction.
  const second = scene.publish(1, 1, MANDATORY)
  const returned = scene.content(1, 1, 'basicReturn', RETURN)
  const committed = scene.broker(1, 1, 'txCommitOk')
  scene.client(1, 1, 'txRollback')
  const rolledBack = scene.broker(1, 1, 'txRollbackOk')
  const third = scene.publish(1, 1, MANDATORY)
  expect(said(scene)).toEqual([
    `${first} transaction committed ${committed}, returned ${returned}`,
    `${second} transaction rolledBack ${rolledBack}`,
  ])
  expect(scene.end().publishes.map(({ command }) => numberOf(command))).toEqual([third])
})

test('what is published when the broker has closed the channel is not settled', () => {
  const scene = confirmScene()
  const before = scene.publish(1, 1, { routingKey: 'q' })
  const close = scene.broker(1, 1, 'channelClose', {
    replyCode: 404,
    replyText: '',
    classId: 60,
    methodId: 40,
  })
  const late = scene.publish(1, 1, { routingKey: 'q' })
  expect(said(scene)).toEqual([
    `${before} confirm 1 unsettled ${close}`,
    `${late} confirm unsettled ${close}`,
  ])
})

test('maxOpen has to be a whole number from 1 on', () => {
  for (const maxOpen of [0, 1.5, Number.NaN]) expect(() => channelScene({ maxOpen })).toThrow(RangeError)
})
