/** The words of a rule, read one by one. What is refused is named, with what was expected in its place. */
export class Words {
  private readonly text: string
  private readonly what: string
  private readonly words: readonly string[]
  private at: number = 0

  /** @param what what the text is, for the words of an error */
  constructor(text: string, what: string) {
    this.text = text
    this.what = what
    this.words = text.split(/\s+/).filter((word) => word !== '')
  }

  /** The next word, which stays; undefined behind the last. */
  get peek(): string | undefined {
    return this.words[this.at]
  }

  /** Takes a word that must be one of these. */
  take<T extends string>(expected: string, choices: readonly T[]): T {
    const word = this.peek
    const choice = choices.find((one) => one === word)
    if (choice === undefined) this.refuse(word, `${expected}: ${choices.join(', ')}`)
    this.at++
    return choice
  }

  /** Takes a number of digits, which may have a fraction. */
  number(expected: string): number {
    const word = this.peek
    const value = this.numberIfAny()
    if (value === undefined) this.refuse(word, `${expected}, as a number`)
    return value
  }

  /** Takes the next word if it is a number. */
  numberIfAny(): number | undefined {
    if (!/^\d+(\.\d+)?(e[+-]?\d+)?$/.test(this.peek ?? '')) return undefined
    return Number(this.words[this.at++])
  }

  /** @throws {TypeError} always */
  refuse(word: string | undefined, expected: string): never {
    const wrong = word === undefined ? 'it ends' : `"${word}" is there`
    const error = new TypeError(
      `the ${this.what} "${this.text}" is not understood: ${wrong} where it needs ${expected}`,
    )
    throw Object.assign(error, { code: 'ERR_INVALID_FAULT' })
  }
}
