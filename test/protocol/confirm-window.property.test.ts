import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { ConfirmWindow } from '../../src/protocol/confirm-window.ts'

type Step =
  | { readonly what: 'add'; readonly count: number }
  | { readonly what: 'settle'; readonly at: number; readonly multiple: boolean; readonly accepted: boolean }
  | { readonly what: 'drain' }

const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: fc.constant('add'), count: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 9,
    arbitrary: fc.record({
      what: fc.constant('settle'),
      // Where in all numbers given so far; a little beyond them as well.
      at: fc.double({ min: 0, max: 1.05, noNaN: true }),
      multiple: fc.boolean(),
      accepted: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('drain') }) },
)

/** The window, as simply as it can be said: what is not settled, in order. */
class Model {
  readonly open: Map<number, string> = new Map()
  next: number = 1

  add(): string {
    const entry = `publish ${this.next}`
    this.open.set(this.next++, entry)
    return entry
  }

  settle(number: number, multiple: boolean): [string, number][] {
    const through = number === 0 ? this.next - 1 : number
    const all = Array.from(this.open, ([n, entry]): [string, number] => [entry, n])
    const settled = all.filter(([, n]) => (multiple ? n <= through : n === number))
    for (const [, n] of settled) this.open.delete(n)
    return settled
  }
}

test('each publish is settled once, by its number, whatever comes in whatever order', () => {
  fc.assert(
    fc.property(fc.array(arbitraryStep, { maxLength: 60 }), (steps) => {
      const window = new ConfirmWindow<string>()
      const model = new Model()
      for (const step of steps) {
        const told: [string, boolean, number][] = []
        const tell = (entry: string, accepted: boolean, number: number): void =>
          void told.push([entry, accepted, number])
        if (step.what === 'add') {
          for (let i = 0; i < step.count; i++) expect(window.add(model.add())).toBe(model.next - 1)
        } else if (step.what === 'drain') {
          const all = model.settle(0, true)
          window.drain((entry) => tell(entry, false, 0))
          expect(told.map(([entry]) => entry)).toEqual(all.map(([entry]) => entry))
        } else {
          const number = Math.round(step.at * (model.next - 1))
          const { multiple, accepted } = step
          if (number >= model.next) {
            expect(() => window.settle(number, multiple, accepted, tell)).toThrow(ProtocolError)
            expect(told).toEqual([])
          } else {
            window.settle(number, multiple, accepted, tell)
            expect(told).toEqual(model.settle(number, multiple).map(([entry, n]) => [entry, accepted, n]))
          }
        }
        const [first] = model.open
        expect(window.size).toBe(model.open.size)
        expect(window.nextNumber).toBe(model.next)
        expect(window.first).toBe(first?.[1])
        expect(window.firstNumber).toBe(first?.[0] ?? model.next)
        for (const number of [0, 1, Math.floor(model.next / 2), model.next - 1, model.next])
          expect(window.get(number)).toBe(model.open.get(number))
      }
    }),
    { numRuns: 500 },
  )
})
