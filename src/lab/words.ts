import { details } from '../inspect/command-words.ts'
import type { SeenCommand, SeenFrame } from '../inspect/index.ts'

/** What a command or a frame says, in a line. */
export function wordsOf(seen: SeenCommand | SeenFrame, maxChars: number): string {
  const spans = details(seen, { maxChars, names: 'full' })
  return spans
    .map(([text]) => text)
    .join('')
    .trim()
}
