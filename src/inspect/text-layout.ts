import { styleText } from 'node:util'

/** How frames are shown as text. */
export interface TextOptions {
  /** Whether to use the colours of a terminal. */
  readonly color: boolean
}

/** The width that lines keep to where words allow. */
export const LINE_CHARS = 80

export type Style = Parameters<typeof styleText>[0]

/** A piece of a line, and how it looks. */
export type Span = readonly [text: string, style?: Style | undefined]

/** Puts a style around texts, or leaves them as they are where no colour is wanted. */
export function painter({ color }: TextOptions): (style: Style, text: string) => string {
  return (style, text) => (color && text !== '' ? styleText(style, text, { validateStream: false }) : text)
}

/**
 * A text in lines of at most `maxChars`, broken at spaces; a longer word sticks out. All lines but the first begin with
 * `hanging` spaces, which count.
 */
export function wrapped(text: string, maxChars: number, hanging: number): string[] {
  const lines: string[] = []
  const [first = '', ...words] = text.split(' ')
  let line = first
  for (const word of words) {
    if (line.length + 1 + word.length > maxChars) {
      lines.push(line)
      line = ' '.repeat(hanging) + word
    } else line += ` ${word}`
  }
  return [...lines, line]
}
