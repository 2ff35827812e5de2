import type { Range } from './range.ts'
import { REDACTED, type SeenFrame, shownHexOf } from './seen-frame.ts'
import { LINE_CHARS, painter, type TextOptions, wrapped } from './text-layout.ts'
import { counted, valueText } from './value-text.ts'

/**
 * The octets of a frame with their names, in two columns. What is longer than the left column stands below its name, 16
 * octets to a line, with its characters beside it where they are ASCII:
 *
 *       00 00 00 15              size 21
 *       0c                       product 'Hello World!'
 *       48 65 6c 6c 6f 20 57 6f 72 6c 64 21               Hello World!
 */
export function blockLines({ bytes, frame }: SeenFrame, options: TextOptions): string[] {
  const paint = painter(options)
  return rowsOf(frame, { bytes, depth: 0 }).flatMap((row) => rowLines(row, paint))
}
