import { describe, expect, test } from 'vitest'
import * as methods from '../../src/generated/methods.ts'
import { AckRuns } from '../../src/protocol/ack-runs.ts'
import { Outbox } from '../../src/protocol/outbox.ts'
import { hear } from '../support/core-script.ts'

/** What one side settles, in the short words of these tests, and what the other side hears of it. */
class Side {
  readonly outbox: Outbox = new Outbox({ onPending() {} })
  readonly runs: AckRuns = new AckRuns(1, this.outbox)

  ack(...tags: number[]): void {
    for (const deliveryTag of tags) this.runs.send(methods.basicAck, { deliveryTag })
  }

  ackAll(deliveryTag: number): void {
    this.runs.send(methods.basicAck, { deliveryTag, multiple: true })
  }

  publish(text = 'p'): void {
    this.outbox.content(1, methods.basicPublish, { routingKey: 'q' }, undefined, text)
  }

  /** Such as "ack 3*", where the star stands for `multiple`; of a message its method alone. */
  hears(): string[] {
    return hear(this.outbox.take(), 'client')
      .filter(([name]) => name !== 'header' && name !== 'body')
      .map(([name, , what]) => {
        const { deliveryTag = '', multiple } = what as { deliveryTag?: number; multiple?: boolean }
        return `${name.replace('basic.', '')} ${deliveryTag}${multiple === true ? '*' : ''}`.trim()
      })
  }
}

function heard(...steps: ((side: Side) => void)[]): string[] {
  const side = new Side()
  for (const step of steps) step(side)
  return side.hears()
}

describe('acks that follow one another', () => {
  test('leave as one, which settles all of them', () => {
    expect(heard((side) => side.ack(1, 2, 3, 4))).toEqual(['ack 4*'])
  })

  test('stay as they are where there is but one', () => {
    expect(heard((side) => side.ack(1))).toEqual(['ack 1'])
  })

  test('go on behind what has left already', () => {
    const side = new Side()
    side.ack(1, 2)
    expect(side.hears()).toEqual(['ack 2*'])
    side.ack(3)
    expect(side.hears()).toEqual(['ack 3'])
    side.ack(4, 5)
    expect(side.hears()).toEqual(['ack 5*'])
  })

  test('also where the memory of what has left is used again', () => {
    const side = new Side()
    for (let turn = 0; turn < 100; turn++) {
      side.ack(turn * 2 + 1, turn * 2 + 2)
      expect(side.hears()).toEqual([`ack ${turn * 2 + 2}*`])
      side.outbox.reuseMemory()
    }
  })

  test('leave as one from wherever the memory ends that they are written to', () => {
    for (let bytes = 900; bytes < 1024; bytes++) {
      const said = heard(
        (side) => side.publish('x'.repeat(bytes)),
        (side) => side.ack(1, 2, 3),
      )
      expect(said).toEqual(['publish', 'ack 3*'])
    }
  })
})

describe('what stands between two acks keeps its place', () => {
  test.each([
    ['a message', (side: Side) => side.publish(), 'publish'],
    ['a call', (side: Side) => side.outbox.method(1, methods.queuePurge, { queue: 'q' }), 'queue.purge'],
    [
      'an ack of another channel',
      (side: Side) => side.outbox.method(2, methods.basicAck, { deliveryTag: 9 }),
      'ack 9',
    ],
    ['a reject', (side: Side) => side.runs.send(methods.basicReject, { deliveryTag: 3 }), 'reject 3'],
    ['a nack', (side: Side) => side.runs.send(methods.basicNack, { deliveryTag: 3 }), 'nack 3'],
  ])('%s', (what, between, name) => {
    const settles = what === 'a reject' || what === 'a nack'
    const [next, last] = settles ? [4, 5] : [3, 4]
    const said = heard(
      (side) => side.ack(1, 2),
      between,
      (side) => side.ack(next, last),
    )
    expect(said).toEqual(['ack 2*', name, `ack ${last}*`])
  })
})

describe('a delivery that is not settled', () => {
  test('is not settled by the acks of others', () => {
    expect(heard((side) => side.ack(1, 2, 4, 5))).toEqual(['ack 2*', 'ack 4', 'ack 5'])
  })

  test('holds up nothing once it is', () => {
    expect(heard((side) => side.ack(2, 3, 1, 4, 5))).toEqual(['ack 2', 'ack 3', 'ack 5*'])
  })

  test('may be settled by a reject, or by a nack with all before it', () => {
    const said = heard(
      (side) => side.ack(2),
      (side) => side.runs.send(methods.basicReject, { deliveryTag: 1 }),
      (side) => side.ack(3, 4, 6),
      (side) => side.runs.send(methods.basicNack, { deliveryTag: 8, multiple: true }),
      (side) => side.ack(9, 10),
    )
    expect(said).toEqual(['ack 2', 'reject 1', 'ack 4*', 'ack 6', 'nack 8*', 'ack 10*'])
  })

  test('stays unsettled however many come behind it', () => {
    const side = new Side()
    for (let tag = 2; tag <= 140_000; tag++) side.ack(tag)
    expect(side.hears().filter((said) => said.endsWith('*'))).toEqual([])
    // By then what was settled behind it is not known any more, so that it takes no more memory.
    side.ack(1, 140_001, 140_002)
    expect(side.hears()).toEqual(['ack 1', 'ack 140001', 'ack 140002'])
  })
})

describe('what a program settles by itself', () => {
  test('with multiple begins a run, and goes on one', () => {
    expect(
      heard(
        (side) => side.ackAll(5),
        (side) => side.ack(6, 7),
      ),
    ).toEqual(['ack 7*'])
    expect(
      heard(
        (side) => side.ack(1, 2),
        (side) => side.ackAll(5),
      ),
    ).toEqual(['ack 2*', 'ack 5*'])
  })

  test('with tag 0, all that have come, is sent, whatever comes behind it', () => {
    const said = heard(
      (side) => side.ack(1, 2),
      (side) => side.ackAll(0),
      (side) => side.ack(3, 4),
    )
    expect(said).toEqual(['ack 2*', 'ack 0*', 'ack 4*'])
  })

  test('a second time is sent too: that the broker minds is its to say', () => {
    expect(heard((side) => side.ack(1, 2, 2, 3, 4))).toEqual(['ack 2*', 'ack 2', 'ack 4*'])
  })

  test.each([undefined, { deliveryTag: -1 }, { deliveryTag: 1.5 }, { deliveryTag: '3' }])(
    'and is none, %o, is refused, and takes nothing of what waits with it',
    (args) => {
      const side = new Side()
      const wrong = args as { deliveryTag: number }
      side.ack(1, 2)
      expect(() => side.runs.send(methods.basicAck, wrong)).toThrow(/basic\.ack: /)
      side.ack(3)
      expect(side.hears()).toEqual(['ack 3*'])
    },
  )
})
