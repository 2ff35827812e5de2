import { describe, expect, test } from 'vitest'
import { channelScene, joinedScene, numberOf, type Scene } from './scene.ts'

const CLOSE_404 = { replyCode: 404, replyText: 'NOT_FOUND', classId: 50, methodId: 10 }

/** What was told of calls, each as `number outcome reply certainty`. */
function said({ facts }: Scene): string[] {
  return facts.calls.map(({ call, outcome, reply, certainty }) => {
    return [numberOf(call), outcome, numberOf(reply), certainty === 'likely' ? 'likely' : undefined]
      .filter((part) => part !== undefined)
      .join(' ')
  })
}

describe('a call', () => {
  test('is answered by its reply, in the order of the channel and not across channels', () => {
    const scene = channelScene()
    scene.open(1, 2)
    scene.facts.calls.length = 0
    const a = scene.client(1, 1, 'queueDeclare', { queue: 'a' })
    const b = scene.client(1, 1, 'queueDeclare', { queue: 'b' })
    const c = scene.client(1, 2, 'queueDeclare', { queue: 'c' })
    const cOk = scene.broker(1, 2, 'queueDeclareOk', { queue: 'c' })
    const aOk = scene.broker(1, 1, 'queueDeclareOk', { queue: 'a' })
    const bOk = scene.broker(1, 1, 'queueDeclareOk', { queue: 'b' })
    expect(said(scene)).toEqual([`${c} answered ${cOk}`, `${a} answered ${aOk}`, `${b} answered ${bOk}`])
    expect(scene.facts.calls.map(({ latencySeconds }) => latencySeconds?.toFixed(3))).toEqual([
      '0.001',
      '0.004',
      '0.004',
    ])
  })

  test('basic.get is answered by get-ok or get-empty', () => {
    const scene = channelScene()
    const first = scene.client(1, 1, 'basicGet', { queue: 'q' })
    const second = scene.client(1, 1, 'basicGet', { queue: 'q' })
    const ok = scene.content(1, 1, 'basicGetOk', { deliveryTag: 1 }, {}, 'x')
    const empty = scene.broker(1, 1, 'basicGetEmpty')
    expect(said(scene)).toEqual([`${first} answered ${ok}`, `${second} answered ${empty}`])
  })

  test('that a queue answers may be answered behind later ones', () => {
    const scene = channelScene()
    scene.open(1, 1)
    scene.facts.calls.length = 0
    const consume = scene.client(1, 1, 'basicConsume', { queue: 'q', consumerTag: 'c' })
    const cancel = scene.client(1, 1, 'basicCancel', { consumerTag: 'b' })
    const qos = scene.client(1, 1, 'basicQos', { prefetchCount: 1 })
    const qosOk = scene.broker(1, 1, 'basicQosOk')
    const consumeOk = scene.broker(1, 1, 'basicConsumeOk', { consumerTag: 'c' })
    const cancelOk = scene.broker(1, 1, 'basicCancelOk', { consumerTag: 'b' })
    expect(said(scene)).toEqual([
      `${qos} answered ${qosOk}`,
      `${consume} answered ${consumeOk}`,
      `${cancel} answered ${cancelOk}`,
    ])
  })

  test('that was overtaken and is not answered at all is told so at the end', () => {
    const scene = channelScene()
    scene.open(1, 1)
    scene.facts.calls.length = 0
    const consume = scene.client(1, 1, 'basicConsume', { queue: 'q', consumerTag: 'c' })
    const qos = scene.client(1, 1, 'basicQos', { prefetchCount: 1 })
    const qosOk = scene.broker(1, 1, 'basicQosOk')
    const close = scene.broker(1, 1, 'channelClose', { replyCode: 404, classId: 60, methodId: 20 })
    expect(said(scene)).toEqual([`${qos} answered ${qosOk}`, `${consume} refused ${close}`])
  })

  test('of the broker is answered by the client', () => {
    const scene = channelScene()
    const flow = scene.broker(1, 1, 'channelFlow', { active: false })
    const flowOk = scene.client(1, 1, 'channelFlowOk', { active: false })
    const cancel = scene.broker(1, 1, 'basicCancel', { consumerTag: 'c', noWait: true })
    expect(said(scene)).toEqual([`${flow} answered ${flowOk}`, `${cancel} noWait`])
  })

  test('with noWait has no reply', () => {
    const scene = channelScene()
    const declare = scene.client(1, 1, 'queueDeclare', { queue: 'a' })
    const bind = scene.client(1, 1, 'queueBind', { queue: '', exchange: 'x', noWait: true })
    const ok = scene.broker(1, 1, 'queueDeclareOk', { queue: 'a' })
    expect(said(scene)).toEqual([`${declare} answered ${ok}`, `${bind} noWait`])
  })

  test('is open with its age where nothing came', () => {
    const scene = channelScene()
    const purge = scene.client(1, 1, 'queuePurge', { queue: 'q' })
    scene.now += 4_998_000
    scene.client(1, 1, 'basicQos', { prefetchCount: 1 })
    scene.now += 1_000_000
    scene.heartbeat(1, 'client-to-broker')
    const { calls } = scene.end()
    expect(calls.map(({ command }) => command.method.name)).toEqual(['queue.purge', 'basic.qos'])
    expect(calls.map(({ ageSeconds }) => ageSeconds.toFixed(3))).toEqual(['6.000', '1.001'])
    expect(numberOf(calls[0]?.command)).toBe(purge)
    expect(said(scene)).toEqual([])
  })
})

describe('a refused call', () => {
  test('is the one that the close names; those behind it are not answered, and the close is', () => {
    const scene = channelScene()
    const declare = scene.client(1, 1, 'queueDeclare', { queue: 'q', passive: true })
    const behind = scene.client(1, 1, 'queueDeclare', { queue: 'r' })
    const close = scene.broker(1, 1, 'channelClose', CLOSE_404)
    const late = scene.client(1, 1, 'queueDeclare', { queue: 's' })
    const closeOk = scene.client(1, 1, 'channelCloseOk')
    expect(said(scene)).toEqual([
      `${declare} refused ${close}`,
      `${behind} unanswered`,
      `${late} unanswered`,
      `${close} answered ${closeOk}`,
    ])
    expect(scene.facts.refusals.map(({ refused }) => numberOf(refused))).toEqual([declare])
  })

  test('with noWait is told where it can be no other', () => {
    const scene = channelScene()
    const bind = scene.client(1, 1, 'queueBind', { queue: 'q', exchange: 'none', noWait: true })
    const close = { replyCode: 404, replyText: 'NOT_FOUND', classId: 50, methodId: 20 }
    scene.broker(1, 1, 'channelClose', close)
    expect(scene.facts.refusals.map(({ refused }) => numberOf(refused))).toEqual([bind])
  })

  test('is not named where it may be one of two', () => {
    const scene = channelScene()
    scene.client(1, 1, 'queueDeclare', { queue: 'q', noWait: true })
    const second = scene.client(1, 1, 'queueDeclare', { queue: 'r' })
    scene.broker(1, 1, 'channelClose', CLOSE_404)
    expect(said(scene).at(-1)).toBe(`${second} unanswered`)
    expect(scene.facts.refusals).toEqual([{ close: scene.facts.commands.at(-1), certainty: 'certain' }])
  })

  test('with noWait is not taken for one whose success was shown', () => {
    const scene = channelScene()
    scene.client(1, 1, 'queueDeclare', { queue: 'q', noWait: true })
    scene.client(1, 1, 'basicQos', { prefetchCount: 1 })
    scene.broker(1, 1, 'basicQosOk')
    const second = scene.client(1, 1, 'queueDeclare', { queue: 'r' })
    const close = scene.broker(1, 1, 'channelClose', CLOSE_404)
    expect(said(scene).at(-1)).toBe(`${second} refused ${close}`)
  })

  test('can be refused by connection.close, wherever it was sent', () => {
    const scene = channelScene()
    scene.open(1, 2)
    scene.client(1, 1, 'queueDeclare', { queue: 'q' })
    const exchange = scene.client(1, 2, 'exchangeDeclare', { exchange: 'x', type: 'none' })
    const args = { replyCode: 503, replyText: 'COMMAND_INVALID', classId: 40, methodId: 10 }
    const close = scene.broker(1, 0, 'connectionClose', args)
    const closeOk = scene.client(1, 0, 'connectionCloseOk')
    expect(scene.facts.refusals.map(({ refused }) => numberOf(refused))).toEqual([exchange])
    expect(said(scene).slice(-2)).toEqual([`${exchange} refused ${close}`, `${close} answered ${closeOk}`])
  })

  test('publishes and acks are refused without being named', () => {
    const scene = channelScene()
    scene.client(1, 1, 'basicAck', { deliveryTag: 7 })
    const args = { replyCode: 406, replyText: 'unknown delivery tag 7', classId: 60, methodId: 80 }
    scene.broker(1, 1, 'channelClose', args)
    expect(scene.facts.refusals).toEqual([{ close: scene.facts.commands.at(-1), certainty: 'certain' }])
    expect(scene.facts.unmatched.map(({ reason }) => reason)).toEqual([
      'no delivery 7 waits to be settled on this channel',
    ])
  })
})

test('both peers may close a channel at once, and both are answered', () => {
  const scene = channelScene()
  const mine = scene.client(1, 1, 'channelClose', { replyCode: 200 })
  const theirs = scene.broker(1, 1, 'channelClose', CLOSE_404)
  const answer = scene.client(1, 1, 'channelCloseOk')
  const theirAnswer = scene.broker(1, 1, 'channelCloseOk')
  expect(said(scene)).toEqual([`${theirs} answered ${answer}`, `${mine} answered ${theirAnswer}`])
  const open = scene.client(1, 1, 'channelOpen')
  const openOk = scene.broker(1, 1, 'channelOpenOk')
  expect(said(scene).at(-1)).toBe(`${open} answered ${openOk}`)
  expect(scene.facts.unmatched).toEqual([])
})

describe('where the beginning was not seen', () => {
  test('a reply to a call from before is unmatched, and the pairs after it are no more than likely', () => {
    const scene = joinedScene()
    const stray = scene.broker(1, 1, 'queueBindOk')
    const purge = scene.client(1, 1, 'queuePurge', { queue: 'q' })
    scene.broker(1, 1, 'queueBindOk')
    const purgeOk = scene.broker(1, 1, 'queuePurgeOk', { messageCount: 0 })
    expect(scene.facts.unmatched.map(({ command }) => command.method.name)).toEqual([
      'queue.bind-ok',
      'queue.bind-ok',
    ])
    expect(numberOf(scene.facts.unmatched[0]?.command)).toBe(stray)
    expect(said(scene)).toEqual([`${purge} answered ${purgeOk} likely`])
  })

  test('a reply that names something else belongs to another call', () => {
    const scene = joinedScene()
    const declare = scene.client(1, 1, 'queueDeclare', { queue: 'mine' })
    scene.broker(1, 1, 'queueDeclareOk', { queue: 'from before' })
    const ok = scene.broker(1, 1, 'queueDeclareOk', { queue: 'mine' })
    expect(said(scene)).toEqual([`${declare} answered ${ok} likely`])
  })

  test('a consumer tag of its own shows where the channel stands', () => {
    const scene = joinedScene()
    const consume = scene.client(1, 1, 'basicConsume', { queue: 'q', consumerTag: 'c' })
    const purge = scene.client(1, 1, 'queuePurge', { queue: 'q' })
    const ok = scene.broker(1, 1, 'basicConsumeOk', { consumerTag: 'c' })
    const purgeOk = scene.broker(1, 1, 'queuePurgeOk', { messageCount: 0 })
    expect(said(scene)).toEqual([`${consume} answered ${ok}`, `${purge} answered ${purgeOk}`])
  })

  test('a channel that is opened later is known from its beginning', () => {
    const scene = joinedScene()
    scene.open(1, 5)
    const purge = scene.client(1, 5, 'queuePurge', { queue: 'q' })
    const ok = scene.broker(1, 5, 'queuePurgeOk', { messageCount: 0 })
    expect(said(scene).at(-1)).toBe(`${purge} answered ${ok}`)
  })
})

test('where octets are missing, nothing from before is tied to anything behind', () => {
  const scene = channelScene()
  const purge = scene.client(1, 1, 'queuePurge', { queue: 'q' })
  scene.client(1, 1, 'confirmSelect', { noWait: true })
  const publish = scene.publish(1, 1, { routingKey: 'q' })
  const delivery = scene.content(1, 1, 'basicDeliver', { consumerTag: 'c', deliveryTag: 1 })
  scene.facts.correlator.lost(1)
  scene.broker(1, 1, 'queuePurgeOk', { messageCount: 0 })
  scene.broker(1, 1, 'basicAck', { deliveryTag: 1 })
  scene.client(1, 1, 'basicAck', { deliveryTag: 1 })
  expect(said(scene)).toEqual([`${purge} unanswered`, expect.stringMatching(/noWait$/)])
  const { publishes, deliveries, unmatched } = scene.facts
  expect(publishes.map(({ publish, outcome }) => [numberOf(publish), outcome])).toEqual([
    [publish, 'unknown'],
  ])
  expect(deliveries.map(({ delivery, outcome }) => [numberOf(delivery), outcome])).toEqual([
    [delivery, 'unknown'],
  ])
  expect(unmatched.map(({ command }) => command.method.name)).toEqual([
    'queue.purge-ok',
    'basic.ack',
    'basic.ack',
  ])
})
