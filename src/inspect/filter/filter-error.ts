/** A filter that cannot be read: what is wrong, and where in its text. */
export class FilterError extends SyntaxError {
  /** `ERR_INVALID_FILTER`. */
  readonly code: string = 'ERR_INVALID_FILTER'
  /** Where it is wrong: counted from 1, in UTF-16 units. */
  readonly column: number
  /** The text, and below it a caret under each character that is meant. */
  readonly excerpt: string

  constructor(message: string, text: string, at: number, length: number = 1) {
    super(`filter, column ${at + 1}: ${message}`)
    this.name = 'FilterError'
    this.column = at + 1
    // A filter may come from a file and have lines of its own; the caret needs one.
    const line = text.replace(/[\t\r\n]/g, ' ')
    this.excerpt = `${line}\n${' '.repeat(at)}${'^'.repeat(Math.max(1, length))}`
  }
}
