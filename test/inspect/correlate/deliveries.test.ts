import { describe, expect, test } from 'vitest'
import { channelScene, joinedScene, numberOf, type Scene } from './scene.ts'

/** What was told of deliveries, each as `number outcome by, back`. */
function said({ facts }: Scene): string[] {
  return facts.deliveries.map(({ delivery, outcome, settledBy, requeue, committedBy }) => {
    const parts = [numberOf(delivery), outcome, numberOf(settledBy)].filter((part) => part !== undefined)
    const commit = committedBy === undefined ? '' : ` in ${numberOf(committedBy)}`
    return `${parts.join(' ')}${commit}${requeue === true ? ', back' : ''}`
  })
}

function unmatchedIn({ facts }: Scene): string[] {
  return facts.unmatched.map(({ reason }) => reason)
}

function consumerScene(args: object = {}, serverProperties: object = {}): Scene {
  const scene = channelScene({}, serverProperties)
  consume(scene, args)
  return scene
}

function consume(scene: Scene, args: object = {}, channel: number = 1): void {
  scene.client(1, channel, 'basicConsume', { queue: 'q', consumerTag: 'c', ...args })
  scene.broker(1, channel, 'basicConsumeOk', { consumerTag: 'c', ...args })
}

function deliver(
  scene: Scene,
  deliveryTag: number,
  args: object = {},
  body: string = '',
  channel: number = 1,
): number {
  const all = { consumerTag: 'c', deliveryTag, exchange: '', routingKey: 'q', ...args }
  return scene.content(1, channel, 'basicDeliver', all, {}, body)
}

describe('deliveries', () => {
  test('are settled one by one, in bulk up to a tag, and all at once', () => {
    const scene = consumerScene()
    const [a, b, c, d, e, f] = [1, 2, 3, 4, 5, 6].map((tag) => deliver(scene, tag))
    const ack = scene.client(1, 1, 'basicAck', { deliveryTag: 2 })
    const nack = scene.client(1, 1, 'basicNack', { deliveryTag: 3, multiple: true, requeue: true })
    const reject = scene.client(1, 1, 'basicReject', { deliveryTag: 5, requeue: false })
    const all = scene.client(1, 1, 'basicAck', { deliveryTag: 0, multiple: true })
    expect(said(scene)).toEqual([
      `${b} acked ${ack}`,
      `${a} nacked ${nack}, back`,
      `${c} nacked ${nack}, back`,
      `${e} rejected ${reject}`,
      `${d} acked ${all}`,
      `${f} acked ${all}`,
    ])
    expect(scene.facts.deliveries.every(({ queue }) => queue === 'q')).toBe(true)
    expect(scene.facts.deliveries[0]?.latencySeconds).toBeCloseTo(0.009)
  })

  test('of another channel are not touched, and a repeated or unknown tag names none', () => {
    const scene = consumerScene()
    scene.open(1, 2)
    consume(scene, {}, 2)
    const mine = deliver(scene, 1)
    const other = deliver(scene, 1, {}, '', 2)
    const ack = scene.client(1, 2, 'basicAck', { deliveryTag: 0, multiple: true })
    expect(said(scene)).toEqual([`${other} acked ${ack}`])
    scene.client(1, 2, 'basicAck', { deliveryTag: 1 })
    scene.client(1, 1, 'basicAck', { deliveryTag: 9, multiple: true })
    scene.client(1, 1, 'basicReject', { deliveryTag: 0 })
    expect(unmatchedIn(scene)).toEqual(
      [1, 9, 0].map((tag) => `no delivery ${tag} waits to be settled on this channel`),
    )
    expect(scene.end().deliveries.map(({ command }) => numberOf(command))).toEqual([mine])
  })

  test('without acks are settled when they are sent, those of basic.get too', () => {
    const scene = consumerScene({ noAck: true })
    const sent = deliver(scene, 1)
    scene.client(1, 1, 'basicGet', { queue: 'other', noAck: true })
    const got = scene.content(1, 1, 'basicGetOk', { deliveryTag: 2 })
    scene.client(1, 1, 'basicGet', { queue: 'other' })
    const held = scene.content(1, 1, 'basicGetOk', { deliveryTag: 3 })
    expect(said(scene)).toEqual([`${sent} sent`, `${got} sent`])
    expect(scene.facts.deliveries.map(({ queue }) => queue)).toEqual(['q', 'other'])
    const ack = scene.client(1, 1, 'basicAck', { deliveryTag: 3 })
    expect(said(scene).at(-1)).toBe(`${held} acked ${ack}`)
  })

  test('go back with basic.recover once it is answered, with those that were on their way', () => {
    const scene = consumerScene()
    const before = deliver(scene, 1)
    scene.client(1, 1, 'basicRecover', { requeue: true })
    const underWay = deliver(scene, 2)
    const ok = scene.broker(1, 1, 'basicRecoverOk')
    const again = deliver(scene, 3, { redelivered: true })
    expect(said(scene)).toEqual([`${before} recovered ${ok}, back`, `${underWay} recovered ${ok}, back`])
    const recover = scene.client(1, 1, 'basicRecoverAsync', { requeue: true })
    expect(said(scene).at(-1)).toBe(`${again} recovered ${recover}, back`)
  })

  test('that were acked in a transaction are settled by its commit, and not by a rollback', () => {
    const scene = consumerScene()
    scene.client(1, 1, 'txSelect')
    scene.broker(1, 1, 'txSelectOk')
    const [a, b, c] = [1, 2, 3].map((tag) => deliver(scene, tag))
    scene.client(1, 1, 'basicAck', { deliveryTag: 2 })
    expect(scene.facts.correlator.consumers[0]?.unacked).toBe(3)
    scene.client(1, 1, 'txRollback')
    scene.broker(1, 1, 'txRollbackOk')
    const ack = scene.client(1, 1, 'basicAck', { deliveryTag: 2, multiple: true })
    scene.client(1, 1, 'txCommit')
    // This one belongs to the next transaction.
    scene.client(1, 1, 'basicAck', { deliveryTag: 3 })
    expect(said(scene)).toEqual([])
    const commit = scene.broker(1, 1, 'txCommitOk')
    expect(said(scene)).toEqual([`${a} acked ${ack} in ${commit}`, `${b} acked ${ack} in ${commit}`])
    expect(scene.end().deliveries.map(({ command }) => numberOf(command))).toEqual([c])
  })

  test('come to nothing with their channel', () => {
    const scene = consumerScene()
    const delivery = deliver(scene, 1)
    const close = scene.client(1, 1, 'channelClose', { replyCode: 200 })
    scene.broker(1, 1, 'channelCloseOk')
    expect(said(scene)).toEqual([`${delivery} unsettled ${close}`])
    expect(scene.facts.consumers.map(({ consumerTag, unacked }) => [consumerTag, unacked])).toEqual([
      ['c', 1],
    ])
  })

  test('beyond what may be held are told as unknown', () => {
    const scene = channelScene({ maxOpen: 2 })
    consume(scene)
    const [a] = [1, 2, 3].map((tag) => deliver(scene, tag))
    scene.client(1, 1, 'basicAck', { deliveryTag: 1 })
    expect(said(scene)).toEqual([`${a} unknown`])
    expect(unmatchedIn(scene)).toEqual(['no delivery 1 waits to be settled on this channel'])
  })

  test('of a consumer that was not seen may need an ack or not, and have it where it comes', () => {
    const scene = joinedScene()
    const delivery = deliver(scene, 7)
    const other = deliver(scene, 8)
    const ack = scene.client(1, 1, 'basicAck', { deliveryTag: 7 })
    scene.client(1, 1, 'basicAck', { deliveryTag: 3 })
    expect(said(scene)).toEqual([`${delivery} acked ${ack}`])
    expect(unmatchedIn(scene)).toEqual(['no delivery 3 waits to be settled on this channel'])
    expect(scene.facts.correlator.consumers).toMatchObject([{ noAck: false, queue: undefined, unacked: 1 }])
    expect(scene.end().deliveries.map(({ command }) => numberOf(command))).toEqual([other])
  })

  test('of consumers that were not seen are settled by what settles several where one of theirs was settled by its tag', () => {
    const scene = joinedScene()
    const [a, b, c] = ['c', 'unseen', 'c'].map((consumerTag, i) => deliver(scene, i + 1, { consumerTag }))
    const ack = scene.client(1, 1, 'basicAck', { deliveryTag: 3, multiple: true })
    expect(said(scene)).toEqual([`${a} acked ${ack}`, `${b} unknown`, `${c} acked ${ack}`])
  })

  test('of a consumer that was not seen may have needed no ack where a basic.recover gives back what does', () => {
    const scene = joinedScene()
    const [acked, maybe] = ['c', 'unseen'].map((consumerTag, i) => deliver(scene, i + 1, { consumerTag }))
    const held = deliver(scene, 3)
    const ack = scene.client(1, 1, 'basicAck', { deliveryTag: 1 })
    const recover = scene.client(1, 1, 'basicRecoverAsync', { requeue: true })
    expect(said(scene)).toEqual([
      `${acked} acked ${ack}`,
      `${maybe} unknown`,
      `${held} recovered ${recover}, back`,
    ])
  })
})

describe('a redelivery', () => {
  test('repeats the oldest delivery that says the same and went back', () => {
    const scene = consumerScene()
    const [held, first, second] = ['a', 'a', 'a'].map((body, i) => deliver(scene, i + 1, {}, body))
    deliver(scene, 4, {}, 'b')
    scene.client(1, 1, 'basicNack', { deliveryTag: 3, requeue: true })
    scene.client(1, 1, 'basicNack', { deliveryTag: 2, requeue: true })
    const again = [5, 6, 7, 8].map((tag) => deliver(scene, tag, { redelivered: true }, 'a'))
    const other = deliver(scene, 9, { redelivered: true }, 'c')
    scene.client(1, 1, 'basicAck', { deliveryTag: 0, multiple: true })
    const repeats = new Map(
      scene.facts.deliveries.map((fact) => [numberOf(fact.delivery), numberOf(fact.likelyRepeats)]),
    )
    // What is still held comes again only where its channel is gone, and that was not seen.
    expect(again.map((number) => repeats.get(number))).toEqual([first, second, held, again[0]])
    expect(repeats.get(other)).toBeUndefined()
  })

  test('is found on another connection, and not for what was acked or is from another queue', () => {
    const scene = consumerScene()
    const back = deliver(scene, 1, {}, 'a')
    deliver(scene, 2, {}, 'b')
    scene.client(1, 1, 'basicAck', { deliveryTag: 2 })
    scene.cut(1)
    scene.connect(2)
    scene.open(2, 1)
    scene.client(2, 1, 'basicConsume', { queue: 'q', consumerTag: 'd', noAck: true, noWait: true })
    scene.client(2, 1, 'basicConsume', { queue: 'r', consumerTag: 'e', noAck: true, noWait: true })
    const args = { exchange: '', routingKey: 'q', redelivered: true }
    scene.content(2, 1, 'basicDeliver', { ...args, deliveryTag: 1, consumerTag: 'e' }, {}, 'a')
    scene.content(2, 1, 'basicDeliver', { ...args, deliveryTag: 2, consumerTag: 'd' }, {}, 'b')
    scene.content(2, 1, 'basicDeliver', { ...args, deliveryTag: 3, consumerTag: 'd' }, {}, 'a')
    expect(scene.facts.deliveries.slice(2).map(({ likelyRepeats }) => numberOf(likelyRepeats))).toEqual([
      undefined,
      undefined,
      back,
    ])
  })
})

describe('a consumer', () => {
  test('has the prefetch that held when it was made, and a window', () => {
    const scene = channelScene()
    scene.client(1, 1, 'basicQos', { prefetchCount: 2 })
    scene.client(1, 1, 'basicConsume', { queue: 'q', consumerTag: 'c' })
    scene.client(1, 1, 'basicQos', { prefetchCount: 9 })
    scene.broker(1, 1, 'basicQosOk')
    scene.broker(1, 1, 'basicConsumeOk', { consumerTag: 'c' })
    scene.broker(1, 1, 'basicQosOk')
    for (const tag of [1, 2]) deliver(scene, tag)
    scene.client(1, 1, 'basicAck', { deliveryTag: 1 })
    const window = { connection: 1, channel: 1, consumerTag: 'c', queue: 'q', noAck: false, prefetchCount: 2 }
    const counts = { channelPrefetchCount: 0, deliveries: 2, unacked: 1, highestUnacked: 2 }
    expect(scene.facts.correlator.consumers).toEqual([{ ...window, ...counts }])
    scene.client(1, 1, 'basicCancel', { consumerTag: 'c' })
    scene.broker(1, 1, 'basicCancelOk', { consumerTag: 'c' })
    expect(scene.facts.consumers).toEqual([{ ...window, ...counts }])
    expect(scene.facts.correlator.consumers).toEqual([])
    scene.client(1, 1, 'basicAck', { deliveryTag: 2 })
    expect(unmatchedIn(scene)).toEqual([])
  })

  test.each([
    [
      { product: 'RabbitMQ', version: '3.10.8' },
      { prefetchCount: 3, channelPrefetchCount: 5 },
    ],
    [
      { product: 'RabbitMQ', version: '4.3.6' },
      { prefetchCount: 5, channelPrefetchCount: 0 },
    ],
    [{}, { prefetchCount: 3, channelPrefetchCount: 5 }],
  ])('of %o with a global prefetch: %o', (serverProperties, expected) => {
    const scene = channelScene({}, serverProperties)
    for (const args of [{ prefetchCount: 3 }, { prefetchCount: 5, global: true }]) {
      scene.client(1, 1, 'basicQos', args)
      scene.broker(1, 1, 'basicQosOk')
    }
    consume(scene)
    expect(scene.facts.correlator.consumers).toMatchObject([expected])
  })

  test('that was cancelled without waiting still has what was on its way', () => {
    const scene = consumerScene({ noAck: true })
    scene.client(1, 1, 'basicCancel', { consumerTag: 'c', noWait: true })
    const late = deliver(scene, 1)
    expect(said(scene)).toEqual([`${late} sent`])
    expect(scene.facts.correlator.consumers).toEqual([])
  })

  test('is gone when the broker cancels it', () => {
    const scene = consumerScene()
    scene.broker(1, 1, 'basicCancel', { consumerTag: 'c', noWait: true })
    expect(scene.facts.consumers).toMatchObject([{ consumerTag: 'c' }])
  })
})
