import { eastAsianWidth } from 'get-east-asian-width'
import type { painter, Span } from '../../inspect/text-layout.ts'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** Nothing but characters of one column each. */
const PLAIN = /^[ -~–—…←→│├┤─◀▶·•]*$/
const EMOJI_STYLE = '\u{fe0f}'
/** What stands on the character before it. */
const COMBINING = /^[\p{M}\p{Cf}]/u

/** How many columns of a terminal a text takes up. */
export function columnsOf(text: string): number {
  if (PLAIN.test(text)) return text.length
  let columns = 0
  for (const { segment } of graphemes.segment(text)) columns += columnsOfGrapheme(segment)
  return columns
}

function columnsOfGrapheme(segment: string): number {
  if (segment.includes(EMOJI_STYLE)) return 2
  return COMBINING.test(segment) ? 0 : eastAsianWidth(segment.codePointAt(0) as number)
}

/** A text that takes up no more columns than this: itself, or its beginning with an ellipsis. */
export function cut(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text
  return columns < 1 ? '' : `${beginningOf(text, columns - 1)}…`
}

function beginningOf(text: string, columns: number): string {
  let kept = ''
  let taken = 0
  for (const { segment } of graphemes.segment(text)) {
    taken += columnsOfGrapheme(segment)
    if (taken > columns) break
    kept += segment
  }
  return kept
}

/** How many columns the pieces of a line take up. */
export function columnsOfSpans(spans: readonly Span[]): number {
  return spans.reduce((sum, [text]) => sum + columnsOf(text), 0)
}

/** As much of a line as fits; where something is left out, it ends in an ellipsis. */
export function cutSpans(spans: readonly Span[], columns: number): readonly Span[] {
  if (columnsOfSpans(spans) <= columns) return spans
  const kept: Span[] = []
  let left = columns - 1
  for (const [text, style] of spans) {
    const taken = columnsOf(text)
    kept.push(taken <= left ? [text, style] : [beginningOf(text, left), style])
    left -= taken
    if (left < 0) break
  }
  return [...kept, ['…']]
}

/** A line for a terminal. */
export function painted(spans: readonly Span[], paint: ReturnType<typeof painter>): string {
  return spans
    .map(([text, style]) => (style === undefined ? text : paint(style, text)))
    .join('')
    .trimEnd()
}
