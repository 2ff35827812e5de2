import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, cut } from '../../../src/cli/trace/columns.ts'
import { LanesView } from '../../../src/cli/trace/lanes-view.ts'
import { LineText } from '../../../src/cli/trace/line-text.ts'
import { TextView } from '../../../src/cli/trace/text-view.ts'
import type { Item } from '../../../src/inspect/watch/item.ts'
import { arbitraryDamagedFrame, arbitraryFrame } from '../../inspect/frames.ts'
import { seenCommands, seenFrames } from '../../inspect/seen.ts'

const width = fc.constantFrom(40, 80, 119, 120, 160)
const ties = fc.record({
  answers: fc.array(fc.nat(1e7), { maxLength: 6 }),
  latencyMs: fc.double({ min: 0, max: 1e7, noNaN: true }),
  problem: fc.constantFrom(undefined, 'something that is strange about it'),
})
const items = fc
  .tuple(fc.array(fc.oneof(arbitraryFrame(), arbitraryDamagedFrame()), { maxLength: 8 }), ties)
  .map(([pieces, ties]) =>
    [...seenFrames(pieces), ...seenCommands(pieces)].map((seen) => ({ seen, ties }) as Item),
  )
// What a terminal would obey, or break a line at.
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u

describe('lines', () => {
  it('fit the terminal and hold nothing that it would obey, whatever travels', () => {
    fc.assert(
      fc.property(items, width, (items, width) => {
        const text = new LineText({ color: false, width })
        text.sawConnection(2)
        for (const item of items) expectLine(text.item(item), width)
      }),
    )
  })

  it('of lanes do so too, however many lanes there are to be', () => {
    fc.assert(
      fc.property(
        items,
        width,
        fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
        (items, width, lanes) => {
          const view = new LanesView({ color: false, width, lanes }, (line) => expectLine(line, width))
          for (const item of items) view.onItem(item)
          view.onNote({ connection: 1, atSeconds: 1, text: 'x'.repeat(200), isProblem: false })
        },
      ),
    )
  })

  it('say the same with colours', () => {
    fc.assert(
      fc.property(items, width, (items, width) => {
        const printed = [true, false].map((color) => {
          const lines: string[] = []
          const view = new TextView('frames', { color, width }, (line) => lines.push(line))
          for (const item of items) view.onItem(item)
          // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
          return lines.map((line) => line.replace(/\x1b\[\d+m/g, ''))
        })
        expect(printed[0]).toEqual(printed[1])
      }),
    )
  })
})

it('a text is cut to no more columns than there are, and to no fewer than it needs', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('兎', '❤️', 'é', 'a', '👩‍👩‍👧') }),
  )
  fc.assert(
    fc.property(text, fc.nat(30), (text, columns) => {
      const shown = cut(text, columns)
      expect(columnsOf(shown)).toBeLessThanOrEqual(columns)
      if (columnsOf(text) <= columns) expect(shown).toBe(text)
      else if (columns > 0) expect(shown.endsWith('…')).toBe(true)
    }),
  )
})

function expectLine(line: string, width: number): void {
  expect(columnsOf(line)).toBeLessThanOrEqual(width)
  expect(line).not.toMatch(CONTROL)
}
