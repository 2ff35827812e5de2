import { deepEqual, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { it } from 'vitest'
import * as methods from '../../src/generated/methods.ts'
import { AckRuns } from '../../src/protocol/ack-runs.ts'
import { Outbox } from '../../src/protocol/outbox.ts'
import { hear } from '../support/core-script.ts'

/** What happens on a channel. Which delivery is meant is said as a place among those that are unsettled. */
type Step =
  | { readonly does: 'deliver'; readonly count: number }
  | { readonly does: 'ack' | 'nack'; readonly place: number; readonly multiple: boolean }
  | { readonly does: 'ack next' | 'take' | 'reuse' | 'ack all' }
  | { readonly does: 'publish'; readonly bytes: number }

/** A settlement, or a message, in the order of what was said; with how many were settled by then. */
type Said = readonly [what: string, settled: number]

const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('deliver' as const), count: fc.integer({ min: 1, max: 20 }) }),
  { weight: 6, arbitrary: fc.record({ does: fc.constant('ack next' as const) }) },
  fc.record({
    does: fc.constantFrom('ack' as const, 'nack' as const),
    place: fc.nat(30),
    multiple: fc.boolean(),
  }),
  fc.record({ does: fc.constantFrom('take' as const, 'reuse' as const, 'ack all' as const) }),
  fc.record({ does: fc.constant('publish' as const), bytes: fc.nat(1200) }),
)

/** A broker that knows which deliveries are unsettled, and minds one that is settled twice. */
class Broker {
  readonly unsettled: Set<number> = new Set()
  /** What each delivery was settled by. */
  readonly fates: Map<number, string> = new Map()
  /** The messages, each with the number of deliveries that were settled before it. */
  readonly messages: Said[] = []

  hear(output: readonly Uint8Array[]): void {
    for (const [name, , what] of hear(output, 'client')) {
      if (name === 'basic.publish') this.messages.push([name, this.fates.size])
      if (name !== 'basic.ack' && name !== 'basic.nack') continue
      const { deliveryTag, multiple } = what as { deliveryTag: number; multiple: boolean }
      this.settle(name, deliveryTag, multiple)
    }
  }

  settle(how: string, deliveryTag: number, multiple: boolean): void {
    ok(multiple || this.unsettled.has(deliveryTag), `${how} ${deliveryTag}: PRECONDITION_FAILED`)
    for (const tag of multiple ? [...this.unsettled] : [deliveryTag]) {
      if (deliveryTag !== 0 && tag > deliveryTag) continue
      this.unsettled.delete(tag)
      this.fates.set(tag, how)
    }
  }
}

it('gathered or not, a broker settles the same deliveries, by the same method, around the same messages', () => {
  fc.assert(
    fc.property(fc.array(arbitraryStep, { maxLength: 200, size: 'max' }), (steps) => {
      const outbox = new Outbox({ onPending() {} })
      const runs = new AckRuns(1, outbox)
      const [real, model] = [new Broker(), new Broker()]
      let delivered = 0
      const settle = (how: 'ack' | 'nack', deliveryTag: number, multiple: boolean): void => {
        model.settle(`basic.${how}`, deliveryTag, multiple)
        runs.send(how === 'ack' ? methods.basicAck : methods.basicNack, { deliveryTag, multiple })
      }
      for (const step of steps) {
        const unsettled = [...model.unsettled].sort((a, b) => a - b)
        if (step.does === 'deliver') {
          for (let i = 0; i < step.count; i++) {
            delivered++
            real.unsettled.add(delivered)
            model.unsettled.add(delivered)
          }
        } else if (step.does === 'ack next') {
          if (unsettled[0] !== undefined) settle('ack', unsettled[0], false)
        } else if (step.does === 'ack' || step.does === 'nack') {
          const tag = unsettled[step.place % unsettled.length]
          if (tag !== undefined) settle(step.does, tag, step.multiple)
        } else if (step.does === 'ack all') {
          settle('ack', 0, true)
          // What comes from here on is not meant, and nobody but the broker knows what that is.
          real.hear(outbox.take())
        } else if (step.does === 'publish') {
          model.messages.push(['basic.publish', model.fates.size])
          outbox.content(1, methods.basicPublish, {}, undefined, Buffer.alloc(step.bytes))
        } else if (step.does === 'take') real.hear(outbox.take())
        else if (outbox.pendingBytes === 0) outbox.reuseMemory()
      }
      real.hear(outbox.take())
      deepEqual(real.fates, model.fates)
      deepEqual(real.messages, model.messages)
      deepEqual(real.unsettled, model.unsettled)
    }),
    { numRuns: 1000 },
  )
})
