import type { Comparison, Expression, FieldPath, Literal, Pattern } from './expression.ts'
import { fieldAt, type KnownField, suggestion } from './fields.ts'
import { FilterError } from './filter-error.ts'
import { type Token, tokensOf } from './lexer.ts'

/** How deep parentheses and `not` may be nested. */
const MAX_DEPTH = 200

/**
 * Reads a filter:
 *
 *     expression = conjunction *( "or" conjunction )
 *     conjunction = negation *( "and" negation )
 *     negation   = "not" negation / "(" expression ")" / "has" field / test
 *     test       = field                                             there, and neither false, 0 nor empty
 *                / field ( "==" / "!=" / "<" / "<=" / ">" / ">=" ) value
 *                / field "in" "(" value *( "," value ) ")"
 *                / field "contains" text
 *                / field "matches" ( "/" regular expression "/" flags / glob )
 *     field      = name *( "." ( name / number / text ) )            text: for a name with signs in it
 *     value      = number / text / name *( "." name ) / "true" / "false" / "null"
 *     text       = "…" or '…', with escapes as in JSON
 *
 * `&&`, `||` and `!` may stand for the words.
 *
 * @throws FilterError
 */
export function parseExpression(text: string): Expression {
  return new Parser(text).whole()
}

const SYNONYMS: Readonly<Record<string, string>> = { '&&': 'and', '||': 'or', '!': 'not' }
const COMPARISONS: ReadonlySet<string> = new Set<Comparison>(['==', '!=', '<', '<=', '>', '>='])
const KEYWORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'has', 'in', 'contains', 'matches'])
const CONSTANTS: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['true', true],
  ['false', false],
  ['null', null],
])

class Parser {
  private readonly text: string
  private readonly tokens: readonly Token[]
  private next: number = 0
  private depth: number = 0

  constructor(text: string) {
    this.text = text
    this.tokens = tokensOf(text)
  }

  whole(): Expression {
    const expression = this.expression()
    if (this.token.kind !== 'end') throw this.unexpected('and, or or the end')
    return expression
  }

  private get token(): Token {
    return this.tokens[this.next] as Token
  }

  private expression(): Expression {
    return this.joined('or', () => this.joined('and', () => this.negation()))
  }

  private joined(kind: 'and' | 'or', part: () => Expression): Expression {
    const parts = [part()]
    while (this.takes(kind)) parts.push(part())
    const flat = parts.flatMap((each) => (each.kind === kind ? each.parts : [each]))
    return flat.length === 1 ? (flat[0] as Expression) : { kind, parts: flat }
  }

  private negation(): Expression {
    if (++this.depth > MAX_DEPTH) throw this.error(`nested deeper than ${MAX_DEPTH}`)
    const expression = this.takes('not')
      ? ({ kind: 'not', of: this.negation() } as const)
      : this.takes('(')
        ? this.inParentheses()
        : this.takes('has')
          ? ({ kind: 'has', field: this.field().path } as const)
          : this.test()
    this.depth--
    return expression
  }

  private inParentheses(): Expression {
    const expression = this.expression()
    this.expect(')', 'and, or or )')
    return expression
  }

  private test(): Expression {
    const known = this.field()
    const field = known.path
    const operator = this.token
    if (operator.kind === 'sign' && COMPARISONS.has(operator.sign)) {
      this.next++
      return this.comparison(operator.sign as Comparison, known)
    }
    if (this.takes('in')) return { kind: 'in', field, values: this.values(known) }
    if (this.takes('contains')) return { kind: 'contains', field, text: this.sought(known) }
    if (this.takes('matches')) return { kind: 'matches', field, pattern: this.pattern(known) }
    return { kind: 'says', field }
  }

  private field(): KnownField {
    const token = this.token
    if (token.kind !== 'word' || KEYWORDS.has(token.word) || CONSTANTS.has(token.word))
      throw this.unexpected('a field, not, has or (')
    const known = fieldAt(token.path as FieldPath)
    if ('problem' in known) throw this.error(known.problem)
    this.next++
    return known
  }

  private comparison(operator: Comparison, known: KnownField): Expression {
    const token = this.token
    const value = this.value(known)
    const isEquality = operator === '==' || operator === '!='
    if (!isEquality && typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint')
      throw this.error(`expected a number or a text behind ${operator}`, token)
    return { kind: 'compare', field: known.path, operator, value }
  }

  private values(known: KnownField): Literal[] {
    this.expect('(', '( and values with commas between them')
    const values = [this.value(known)]
    while (this.takes(',')) values.push(this.value(known))
    this.expect(')', ', or )')
    return values
  }

  /** A value, which has to be one that the field can have. */
  private value(known: KnownField): Literal {
    const token = this.token
    const literal = this.literal(known)
    this.next++
    if (known.choices === undefined) return literal
    const choice = known.choices.get(String(literal))
    if (choice !== undefined) return choice
    const [name] = known.path
    const which = suggestion(String(literal), known.choices.keys())
    const few = known.choices.size < 10 ? `; it is ${[...known.choices.keys()].join(', ')}` : ''
    throw this.error(`no ${name} is ${this.shown(token)}${which === '' ? few : which}`, token)
  }

  private literal({ kind, path }: KnownField): Literal {
    const token = this.token
    const value = this.plainLiteral(token, kind)
    const isNumber = typeof value === 'number' || typeof value === 'bigint'
    const name = path.join('.')
    if (kind === 'table') throw this.error(`${name} is a table: name an entry, such as ${name}.x-match`)
    if (kind === 'number' && !isNumber) throw this.error(`${name} is a number`)
    if (kind === 'boolean' && typeof value !== 'boolean') throw this.error(`${name} is true or false`)
    return value
  }

  private plainLiteral(token: Token, kind: KnownField['kind']): Literal {
    if (token.kind === 'text') return token.text
    // A text may well consist of digits, as ids do.
    if (token.kind === 'number') return kind === 'text' ? this.shown(token) : token.number
    if (token.kind !== 'word' || KEYWORDS.has(token.word)) throw this.unexpected('a value')
    return kind === 'text' ? token.word : (CONSTANTS.get(token.word) ?? this.wordOrNull(token.word))
  }

  private wordOrNull(word: string): Literal {
    return word === 'null' ? null : word
  }

  private sought(known: KnownField): string {
    this.textual(known, 'contains')
    const token = this.token
    if (token.kind === 'end' || token.kind === 'sign' || token.kind === 'regex')
      throw this.unexpected('a text behind contains')
    this.next++
    return token.kind === 'text' ? token.text : this.shown(token)
  }

  private pattern(known: KnownField): Pattern {
    this.textual(known, 'matches')
    const token = this.token
    if (token.kind !== 'text' && token.kind !== 'regex')
      throw this.unexpected('a regular expression such as /^eu\\./ or a text such as "eu.*" behind matches')
    this.next++
    if (token.kind === 'text') return { kind: 'glob', glob: token.text }
    return { kind: 'regex', source: token.source, flags: token.flags }
  }

  /** What looks into texts is of no use for anything else. */
  private textual({ kind, path }: KnownField, operator: string): void {
    if (kind !== 'text' && kind !== 'any')
      throw this.error(`${path.join('.')} is no text, which ${operator} needs`, this.tokens[this.next - 1])
  }

  /** Goes on behind a word or a sign where it stands here. */
  private takes(wanted: string): boolean {
    const token = this.token
    const found =
      token.kind === 'word' ? token.word : token.kind === 'sign' ? (SYNONYMS[token.sign] ?? token.sign) : ''
    if (found !== wanted) return false
    this.next++
    return true
  }

  private expect(sign: string, words: string): void {
    if (!this.takes(sign)) throw this.unexpected(words)
  }

  private shown({ at, length }: Token): string {
    return this.text.slice(at, at + length)
  }

  private unexpected(expected: string): FilterError {
    const found = this.token.kind === 'end' ? 'it ends here' : `found ${this.shown(this.token)}`
    return this.error(`expected ${expected}, ${found}`)
  }

  private error(message: string, { at, length }: Token = this.token): FilterError {
    return new FilterError(message, this.text, at, length)
  }
}
