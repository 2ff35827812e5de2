// Whatever happens in a session, each publish, delivery and call gets the partner that it has.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberOf } from './scene.ts'
import { Simulation } from './simulation.ts'

const RUNS = 150

test('each call, publish and delivery has the partner that it was given', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff), { maxLength: 1000, size: 'max' }), (dice) => {
      const simulation = new Simulation(dice)
      simulation.run()
      const { facts } = simulation.scene
      const { truth } = simulation
      const open = simulation.scene.end()

      const calls = [
        ...facts.calls.map(({ call, outcome, reply, certainty }) => {
          expect(certainty).toBe('certain')
          return [numberOf(call), { outcome, reply: numberOf(reply) }] as const
        }),
        ...open.calls.map(({ command }) => [numberOf(command), { outcome: 'open' }] as const),
      ]
      expectAll(truth.calls, calls)

      const publishes = [
        ...facts.publishes.map(
          ({ publish, mode, outcome, sequenceNumber, settledBy, returned }) =>
            [
              numberOf(publish),
              { mode, outcome, sequenceNumber, settledBy: numberOf(settledBy), returned: numberOf(returned) },
            ] as const,
        ),
        ...open.publishes.map(
          ({ command, sequenceNumber, returned }) =>
            [
              numberOf(command),
              {
                mode: truth.publishes.get(numberOf(command))?.mode,
                outcome: 'open',
                sequenceNumber,
                returned: numberOf(returned),
              },
            ] as const,
        ),
      ]
      expectAll(truth.publishes, publishes)
      expect(publishes.length).toBe(truth.publishes.size)

      const deliveries = [
        ...facts.deliveries.map(
          ({ delivery, outcome, settledBy, likelyRepeats }) =>
            [
              numberOf(delivery),
              { outcome, settledBy: numberOf(settledBy), repeats: numberOf(likelyRepeats) },
            ] as const,
        ),
        ...open.deliveries.map(
          ({ command }) =>
            [
              numberOf(command),
              { outcome: 'open', repeats: truth.deliveries.get(numberOf(command))?.repeats },
            ] as const,
        ),
      ]
      expectAll(truth.deliveries, deliveries)
      expect(deliveries.length).toBe(truth.deliveries.size)
      expect(facts.unmatched.map(({ reason, command }) => [reason, numberOf(command)])).toEqual([])
    }),
    { numRuns: RUNS, endOnFailure: process.env['QUICK'] !== undefined },
  )
})

/** Each thing of which the truth is known was found, once, and nothing else was said of it. */
function expectAll(truth: ReadonlyMap<number, object>, found: readonly (readonly [number, object])[]): void {
  const byNumber = new Map(found)
  expect(byNumber.size).toBe(found.length)
  for (const [number, expected] of truth) expect([number, byNumber.get(number)]).toEqual([number, expected])
}
