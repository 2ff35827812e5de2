import { expect, test } from 'vitest'
import { channelScene, numberOf, type Scene } from './scene.ts'

const DIRECT = 'amq.rabbitmq.reply-to'
const ADDRESS = `${DIRECT}.g1h2AA5yZXBseUA`

/** A caller on connection 1 and a server on connection 2, with channel 1 each. */
function pair(): Scene {
  const scene = channelScene()
  scene.connect(2)
  scene.open(2, 1)
  return scene
}

/** What was told of requests, each as `id: request delivery reply delivery outcome certainty`, with - for what was not seen. */
function said({ facts }: Scene): string[] {
  return facts.rpcs.map((rpc) => {
    const { correlationId, request, requestDelivery, reply, replyDelivery, outcome, certainty } = rpc
    const steps = [request, requestDelivery, reply, replyDelivery].map((step) => numberOf(step) ?? '-')
    return `${correlationId}: ${steps.join(' ')} ${outcome} ${certainty}`
  })
}

function request(scene: Scene, replyTo: string, correlationId: string, body: string = ''): number {
  return scene.publish(1, 1, { exchange: '', routingKey: 'rpc' }, { replyTo, correlationId }, body)
}

function requested(
  scene: Scene,
  replyTo: string,
  correlationId: string,
  body: string = '',
  args: object = {},
): number {
  const all = { consumerTag: 's', deliveryTag: 1, exchange: '', routingKey: 'rpc', ...args }
  return scene.content(2, 1, 'basicDeliver', all, { replyTo, correlationId }, body)
}

function reply(scene: Scene, routingKey: string, correlationId: string): number {
  return scene.publish(2, 1, { exchange: '', routingKey }, { correlationId }, 'reply')
}

function replied(scene: Scene, routingKey: string, correlationId: string): number {
  const args = { consumerTag: 'r', deliveryTag: 1, exchange: '', routingKey }
  return scene.content(1, 1, 'basicDeliver', args, { correlationId }, 'reply')
}

test.each([
  ['a queue of its own', 'replies', 'replies'],
  ['direct reply-to', DIRECT, ADDRESS],
])('a request with %s finds its reply, out of order', (_way, replyTo, address) => {
  const scene = pair()
  const [a, b] = ['a', 'b'].map((id) => request(scene, replyTo, id, id))
  const [aAt, bAt] = ['a', 'b'].map((id) => requested(scene, address, id, id))
  const bReply = reply(scene, address, 'b')
  const bBack = replied(scene, address, 'b')
  const aReply = reply(scene, address, 'a')
  const aBack = replied(scene, address, 'a')
  expect(said(scene)).toEqual([
    `b: ${b} ${bAt} ${bReply} ${bBack} answered certain`,
    `a: ${a} ${aAt} ${aReply} ${aBack} answered certain`,
  ])
  expect(scene.facts.rpcs[0]?.latencySeconds).toBeCloseTo(0.014)
  expect(scene.end().rpcs).toEqual([])
})

test('requests of two callers with the same id are told apart by where the reply goes', () => {
  const scene = pair()
  const first = request(scene, 'one', '1')
  const second = request(scene, 'two', '1')
  const twoAt = requested(scene, 'two', '1')
  const twoReply = reply(scene, 'two', '1')
  const twoBack = replied(scene, 'two', '1')
  expect(said(scene)).toEqual([`1: ${second} ${twoAt} ${twoReply} ${twoBack} answered certain`])
  expect(scene.end().rpcs.map(({ command }) => numberOf(command))).toEqual([first])
})

test('where the same request is under way twice, the oldest is no more than likely', () => {
  const scene = pair()
  const [first, second] = [request(scene, 'replies', '1'), request(scene, 'replies', '1')]
  const backs = [replied(scene, 'replies', '1'), replied(scene, 'replies', '1')]
  expect(said(scene)).toEqual([
    `1: ${first} - - ${backs[0]} answered likely`,
    `1: ${second} - - ${backs[1]} answered likely`,
  ])
})

test('a request that was delivered again is answered by who got it last', () => {
  const scene = pair()
  const sent = request(scene, 'replies', '1')
  requested(scene, 'replies', '1')
  const again = requested(scene, 'replies', '1', '', { redelivered: true, deliveryTag: 2 })
  const answer = reply(scene, 'replies', '1')
  const back = replied(scene, 'replies', '1')
  expect(said(scene)).toEqual([`1: ${sent} ${again} ${answer} ${back} answered certain`])
})

test('of one side alone that side is told', () => {
  const scene = pair()
  const at = requested(scene, 'replies', 'server')
  const answer = reply(scene, 'replies', 'server')
  const sent = request(scene, 'replies', 'caller')
  const back = replied(scene, 'replies', 'caller')
  expect(said(scene)).toEqual([
    `server: - ${at} ${answer} - answered certain`,
    `caller: ${sent} - - ${back} answered certain`,
  ])
})

test('a request that is returned, or whose caller is gone, has no reply', () => {
  const scene = pair()
  const args = { exchange: '', routingKey: 'none', mandatory: true }
  const properties = { replyTo: DIRECT, correlationId: 'returned' }
  const sent = scene.publish(1, 1, args, properties, 'x')
  const returned = scene.content(1, 1, 'basicReturn', { replyCode: 312, ...args }, properties, 'x')
  expect(numberOf(scene.facts.rpcs[0]?.returned)).toBe(returned)
  const lost = request(scene, 'replies', 'lost')
  scene.cut(1)
  expect(said(scene)).toEqual([
    `returned: ${sent} - - - returned certain`,
    `lost: ${lost} - - - unanswered certain`,
  ])
})

test('messages with a correlation id that answer nothing are nobody’s replies', () => {
  const scene = pair()
  reply(scene, 'elsewhere', '1')
  replied(scene, 'elsewhere', '1')
  expect(said(scene)).toEqual([])
  expect(scene.facts.unmatched).toEqual([])
})
