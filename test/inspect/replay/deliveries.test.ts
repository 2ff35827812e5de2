import { describe, expect, test } from 'vitest'
import { methodInfos } from '../../../src/generated/metadata.ts'
import type { SeenCommand } from '../../../src/inspect/index.ts'
import { Deliveries } from '../../../src/inspect/replay/deliveries.ts'
import { Names } from '../../../src/inspect/replay/names.ts'

const deliver = methodInfos.find(({ name }) => name === 'basic.deliver')!

/** A delivery with a body, and what tells it. */
function delivery(deliveryTag: number, body: string, consumerTag = 'c', routingKey = 'q'): SeenCommand {
  return {
    connection: 1,
    channel: 1,
    atSeconds: 0,
    endSeconds: 0,
    direction: 'broker-to-client',
    method: deliver,
    args: { deliveryTag, consumerTag, exchange: '', routingKey, redelivered: false },
    content: { properties: {}, bodyBytes: body.length, body: Buffer.from(body) },
    frames: [],
  }
}

/** Deliveries of the recording and of the replay, each by its body, in the order of their tags. */
function deliveries(recorded: string, replayed: string, names: Names = new Names()): Deliveries {
  const all = new Deliveries(names, () => {})
  for (const [at, body] of [...recorded].entries()) all.addRecorded(delivery(at + 1, body), false)
  for (const [at, body] of [...replayed].entries()) all.addReplayed(delivery(at + 1, body))
  return all
}

describe('the same message is settled', () => {
  test('where the order is the same', () => {
    expect(deliveries('abc', 'abc').settle(2, false)).toEqual([{ tag: 2, multiple: false }])
  })

  test('where the order is another', () => {
    const all = deliveries('abc', 'cab')
    expect(all.settle(1, false)).toEqual([{ tag: 2, multiple: false }])
    expect(all.settle(3, false)).toEqual([{ tag: 1, multiple: false }])
  })

  test('where it came before it was asked about, and equal ones one after the other', () => {
    const all = new Deliveries(new Names(), () => {})
    all.addReplayed(delivery(1, 'a'))
    all.addReplayed(delivery(2, 'a'))
    all.addRecorded(delivery(5, 'a'), false)
    all.addRecorded(delivery(6, 'a'), false)
    expect([all.settle(5, false), all.settle(6, false)].flat().map(({ tag }) => tag)).toEqual([1, 2])
  })

  test('by the name that holds now', () => {
    const names = new Names()
    names.learn('amq.gen-old', 'amq.gen-new')
    const all = new Deliveries(names, () => {})
    all.addReplayed(delivery(1, 'a', 'c', 'other'))
    all.addReplayed(delivery(2, 'a', 'c', 'amq.gen-new'))
    all.addRecorded(delivery(1, 'a', 'c', 'amq.gen-old'), false)
    expect(all.settle(1, false)).toEqual([{ tag: 2, multiple: false }])
  })
})

test('another message stands in where the same did not come', () => {
  const all = deliveries('ab', 'xb')
  expect(all.settle(1, false)).toEqual([{ tag: 1, multiple: false }])
  expect(all.missing).toEqual([])
})

test('nothing is settled where nothing came, and a wrong tag stays wrong', () => {
  const all = deliveries('ab', 'a')
  expect(all.settle(1, false)).toEqual([{ tag: 1, multiple: false }])
  expect(all.settle(1, false)).toEqual([{ tag: 1, multiple: false }])
  expect(all.settle(2, false)).toEqual([])
  expect(all.settle(9, false)).toEqual([{ tag: 9, multiple: false }])
  expect(all.missing).toHaveLength(1)
})

describe('several at once', () => {
  test('stay one where that settles the same', () => {
    const all = deliveries('abcd', 'bacd')
    expect(all.settle(2, true)).toEqual([{ tag: 2, multiple: true }])
    expect(all.settle(4, true)).toEqual([{ tag: 4, multiple: true }])
  })

  test('are settled one by one where it would settle others', () => {
    const all = deliveries('abcd', 'dabc')
    expect(all.settle(2, true)).toEqual([
      { tag: 2, multiple: false },
      { tag: 3, multiple: false },
    ])
  })

  test('all that are open is 0', () => {
    const all = deliveries('ab', 'ba')
    expect(all.settle(0, true)).toEqual([{ tag: 0, multiple: true }])
    expect(all.settle(1, false)).toEqual([{ tag: 1, multiple: false }])
  })
})

test('what needs no acknowledgement is in nobody’s way', () => {
  const all = new Deliveries(new Names(), () => {})
  all.addRecorded(delivery(1, 'a'), true)
  all.addReplayed(delivery(1, 'a'))
  all.addRecorded(delivery(2, 'b'), false)
  all.addReplayed(delivery(2, 'b'))
  expect(all.settle(2, true)).toEqual([{ tag: 2, multiple: true }])
})
