import { FilterError } from './filter-error.ts'

/** A word, a value or a sign of a filter, and where it stands. */
export type Token = { readonly at: number; readonly length: number } & (
  | { readonly kind: 'word'; readonly word: string; readonly path: readonly [string, ...string[]] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number | bigint }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'sign'; readonly sign: string }
  | { readonly kind: 'end' }
)

/** Cuts the text of a filter into tokens, the last of which is its end. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    at += lengthOf(/\s*/y, text, at)
    const token = at === text.length ? ({ kind: 'end', at, length: 0 } as const) : tokenAt(text, at)
    tokens.push(token)
    if (token.kind === 'end') return tokens
    at += token.length
  }
}

const SIGN = /==|!=|<=|>=|&&|\|\||[<>!(),]/y
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/y
const SEGMENT = /[\p{L}_$][\p{L}\p{N}_$-]*/uy
const INNER_SEGMENT = /[\p{L}\p{N}_$-]+/uy
const REGEX = /\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/(\w*)/y

function tokenAt(text: string, at: number): Token {
  const first = text[at] as string
  if (first === '"' || first === "'") {
    const { value, length } = quotedAt(text, at)
    return { kind: 'text', text: value, at, length }
  }
  if (first === '/') return regexAt(text, at)
  const sign = matchAt(SIGN, text, at)
  if (sign !== undefined) return { kind: 'sign', sign: sign[0], at, length: sign[0].length }
  const number = matchAt(NUMBER, text, at)
  if (number !== undefined)
    return { kind: 'number', number: numberOf(number[0]), at, length: number[0].length }
  if (lengthOf(SEGMENT, text, at) > 0) return wordAt(text, at)
  if (first === '=') throw new FilterError('expected ==', text, at)
  if (/[&|]/.test(first)) throw new FilterError(`expected ${first}${first}`, text, at)
  throw new FilterError('expected a field, a value or a sign such as ==; texts stand in quotes', text, at)
}

/** Names with points between them; behind the first point they may be in quotes or be numbers. */
function wordAt(text: string, at: number): Token {
  let end = at + lengthOf(SEGMENT, text, at)
  const path: [string, ...string[]] = [text.slice(at, end)]
  while (text[end] === '.') {
    const next = text[end + 1]
    if (next === '"' || next === "'") {
      const { value, length } = quotedAt(text, end + 1)
      path.push(value)
      end += 1 + length
    } else {
      const length = lengthOf(INNER_SEGMENT, text, end + 1)
      if (length === 0) throw new FilterError('expected a name behind the point', text, end + 1)
      path.push(text.slice(end + 1, end + 1 + length))
      end += 1 + length
    }
  }
  return { kind: 'word', word: text.slice(at, end), path, at, length: end - at }
}

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|(.))/suy
const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function quotedAt(text: string, at: number): { value: string; length: number } {
  const quote = text[at] as string
  let value = ''
  for (let end = at + 1; end < text.length; ) {
    if (text[end] === quote) return { value, length: end + 1 - at }
    const escaped = matchAt(ESCAPE, text, end)
    if (escaped === undefined) {
      value += text[end++]
      continue
    }
    const [whole, point, unit, char] = escaped
    const code = Number.parseInt(point ?? unit ?? '0', 16)
    if (code > 0x10ffff || char === 'u')
      throw new FilterError('expected a character by number, such as \\u{e9}', text, end, whole.length)
    value += char === undefined ? unitOrPoint(code, point) : (LETTERS[char] ?? char)
    end += whole.length
  }
  throw new FilterError('this text does not end', text, at)
}

function unitOrPoint(code: number, point: string | undefined): string {
  return point === undefined ? String.fromCharCode(code) : String.fromCodePoint(code)
}

function regexAt(text: string, at: number): Token {
  const [whole, source, flags] = matchAt(REGEX, text, at) ?? []
  if (whole === undefined || source === undefined || flags === undefined)
    throw new FilterError('this regular expression does not end', text, at)
  const length = whole.length
  if (/[^imsuv]/.test(flags)) throw new FilterError('the flags may be of i, m, s, u and v', text, at, length)
  try {
    new RegExp(source, flags)
  } catch (error) {
    throw new FilterError(`no regular expression: ${(error as Error).message}`, text, at, length)
  }
  return { kind: 'regex', source, flags, at, length }
}

function numberOf(word: string): number | bigint {
  const number = Number(word)
  return /^[+-]?\d+$/.test(word) && !Number.isSafeInteger(number) ? BigInt(word.replace('+', '')) : number
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | undefined {
  sticky.lastIndex = at
  return sticky.exec(text) ?? undefined
}

function lengthOf(sticky: RegExp, text: string, at: number): number {
  return matchAt(sticky, text, at)?.[0].length ?? 0
}
