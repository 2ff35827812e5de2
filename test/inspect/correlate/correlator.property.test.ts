// Whatever happens in a session, each publish, delivery and call gets the partner that it has.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CaptureEvent, FrameStream, type SeenCommand } from '../../../src/inspect/index.ts'
import { Facts, numberOf } from './scene.ts'
import { Simulation } from './simulation.ts'

const RUNS = 150
const TRANSACTION_CHANNEL = 3

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
      for (const { refused, close } of facts.refusals) {
        if (refused !== undefined) expect(numberOf(refused)).toBe(truth.refusals.get(numberOf(close)))
      }
      expect(facts.unmatched.map(({ reason, command }) => [reason, numberOf(command)])).toEqual([])
    }),
    { numRuns: RUNS },
  )
})

test('a recording that begins in the middle ties nothing to anything else than what it belongs to', () => {
  const dice = fc.array(fc.nat(0xffff), { maxLength: 500, size: 'max' })
  fc.assert(
    fc.property(dice, fc.double({ min: 0, max: 1, noNaN: true }), (dice, from) => {
      const simulation = new Simulation(dice)
      simulation.run()
      const { events } = simulation.scene
      const facts = watchFrom(events, Math.floor(events.length * from))
      const { calls, publishes, deliveries, refusals } = simulation.truth
      for (const { call, outcome, reply, certainty } of facts.calls) {
        const truth = calls.get(timeOf(call))
        if (truth === undefined || certainty === 'likely') continue
        expect({ outcome, reply: timeOf(reply) }).toEqual({ reply: undefined, ...truth })
      }
      for (const { publish, outcome, settledBy, sequenceNumber, returned, certainty } of facts.publishes) {
        const truth = publishes.get(timeOf(publish))!
        if (outcome !== 'unknown')
          expect([outcome, timeOf(settledBy)]).toEqual([truth.outcome, truth.settledBy])
        if (sequenceNumber !== undefined) expect(sequenceNumber).toBe(truth.sequenceNumber)
        if (certainty === 'certain' && returned !== undefined) expect(timeOf(returned)).toBe(truth.returned)
      }
      for (const { delivery, outcome, settledBy, likelyRepeats } of facts.deliveries) {
        const truth = deliveries.get(timeOf(delivery))!
        // An ack in a transaction that was not seen to be one can be taken back.
        if (outcome !== 'unknown' && delivery.channel !== TRANSACTION_CHANNEL) {
          expect([outcome, timeOf(settledBy)]).toEqual([truth.outcome, truth.settledBy])
        }
        if (likelyRepeats !== undefined) expect(timeOf(likelyRepeats)).toBe(truth.repeats)
      }
      for (const { refused, close, certainty } of facts.refusals) {
        if (refused === undefined || certainty === 'likely') continue
        expect(timeOf(refused)).toBe(refusals.get(timeOf(close)))
      }
    }),
    { numRuns: RUNS },
  )
})

/** What is found where the recording begins with this event. */
function watchFrom(events: readonly CaptureEvent[], from: number): Facts {
  const facts = new Facts()
  const stream = new FrameStream((seen) => facts.correlator.receive(seen))
  for (const [index, event] of events.entries()) {
    // That connections are there is known, and when the recording began.
    if (event.kind === 'open') stream.receive({ ...event, isFromStart: index >= from })
    else if (index >= from) stream.receive(event)
    if (event.kind === 'end') facts.correlator.connectionEnded(event.connection, event.atMicros / 1e6)
  }
  facts.correlator.end()
  return facts
}

/** The number that the first frame of a command has in the whole recording: each takes a millisecond. */
function timeOf(command: SeenCommand): number
function timeOf(command: SeenCommand | undefined): number | undefined
function timeOf(command: SeenCommand | undefined): number | undefined {
  return command === undefined ? undefined : Math.round(command.frames[0]!.atSeconds * 1000)
}

/** Each thing of which the truth is known was found, once, and nothing else was said of it. */
function expectAll(truth: ReadonlyMap<number, object>, found: readonly (readonly [number, object])[]): void {
  const byNumber = new Map(found)
  expect(byNumber.size).toBe(found.length)
  for (const [number, expected] of truth) expect([number, byNumber.get(number)]).toEqual([number, expected])
}
