import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { methodInfos, propertyInfos } from '../../../src/generated/metadata.ts'
import type { Comparison, Expression, FieldPath, Literal } from '../../../src/inspect/filter/expression.ts'
import { GENERAL_FIELDS } from '../../../src/inspect/filter/fields.ts'
import { parseExpression } from '../../../src/inspect/filter/parser.ts'
import { printed } from '../../../src/inspect/filter/print.ts'
import { Filter, FilterError, parseFilter } from '../../../src/inspect/index.ts'
import { arbitraryDamagedFrame, arbitraryFrame, bodyFrame, headerFrame, methodFrame } from '../frames.ts'
import { seenCommands, seenFrames } from '../seen.ts'

describe('filters', () => {
  it('read back as what they were printed from', () => {
    fc.assert(
      fc.property(arbitraryExpression(), (expression) => {
        expect(parseExpression(printed(expression))).toEqual(expression)
      }),
    )
  })

  it('hold where plain JavaScript says so', () => {
    fc.assert(
      fc.property(arbitraryMessage(), arbitraryExpression(), (message, expression) => {
        const [command] = seenCommands(framesOf(message))
        expect(new Filter(expression).matches(command!)).toBe(holds(message, expression))
      }),
      { numRuns: 500 },
    )
  })

  it('never throw, whatever the frame', () => {
    const everyName = new Set([
      ...Object.keys(GENERAL_FIELDS),
      ...[...methodInfos.flatMap(({ fields }) => fields), ...propertyInfos]
        .filter(({ reserved }) => !reserved)
        .flatMap(({ name, wireName }) => [name, wireName, `${name}`]),
    ])
    const filter = parseFilter([...everyName].map((name) => `not ${name} or has ${name}`).join(' or '))
    const inTables = parseFilter('not (headers.a.b > 1 or arguments.0 contains x or headers.a matches /./s)')
    fc.assert(
      fc.property(fc.array(fc.oneof(arbitraryFrame(), arbitraryDamagedFrame())), (frames) => {
        for (const seen of [...seenFrames(frames), ...seenCommands(frames)]) {
          expect(filter.matches(seen)).toBe(true)
          expect(typeof inTables.matches(seen)).toBe('boolean')
        }
      }),
    )
  })

  it('are read or refused with a place, whatever the text', () => {
    const words = fc.constantFrom(
      'and',
      'or',
      'not',
      'has',
      'in',
      '(',
      ')',
      ',',
      '==',
      '<',
      '/x/',
      '"x"',
      '1',
      '-',
      'channel',
      'headers.x',
      'body',
      'contains',
      'matches',
      '.',
      '\\',
      '!',
      '\n',
    )
    const text = fc.oneof(
      fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' ')),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(text, (text) => {
        try {
          parseFilter(text)
        } catch (error) {
          expect(error).toBeInstanceOf(FilterError)
          expect((error as FilterError).column).toBeLessThanOrEqual(text.length + 1)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

/** A message of which the tests know beforehand what is in it. */
interface Message {
  exchange: string
  routingKey: string
  mandatory: boolean
  priority: number | undefined
  headers: { n?: number; s?: string; list?: (number | string)[]; table?: { inner: boolean } }
  body: string
}

const words = fc.constantFrom('', 'a', 'ab', 'abc', 'x', '3')
const numbers = fc.constantFrom(-1, 0, 2, 3, 3.5, 200)

function arbitraryMessage(): Arbitrary<Message> {
  return fc.record({
    exchange: words,
    routingKey: words,
    mandatory: fc.boolean(),
    priority: fc.option(fc.nat(255), { nil: undefined }),
    headers: fc.record(
      {
        n: numbers,
        s: words,
        list: fc.array(fc.oneof(numbers, words), { maxLength: 3 }),
        table: fc.record({ inner: fc.boolean() }, { noNullPrototype: true }),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    body: words,
  })
}

function framesOf({ exchange, routingKey, mandatory, priority, headers, body }: Message): Uint8Array[] {
  const bytes = new TextEncoder().encode(body)
  return [
    methodFrame(1, { apiName: 'basicPublish' }, { exchange, routingKey, mandatory }),
    headerFrame(1, bytes.length, { headers, ...(priority === undefined ? {} : { priority }) }),
    ...(bytes.length === 0 ? [] : [bodyFrame(1, bytes)]),
  ]
}

const TEXTS: readonly FieldPath[] = [['exchange'], ['routingKey'], ['args', 'routingKey'], ['body']]
const NUMBERS: readonly FieldPath[] = [['priority'], ['properties', 'priority'], ['channel']]
const BOOLEANS: readonly FieldPath[] = [['mandatory'], ['immediate']]
const IN_TABLE: readonly FieldPath[] = [
  ['headers', 'n'],
  ['headers', 's'],
  ['headers', 'list'],
  ['headers', 'list', '1'],
  ['headers', 'table', 'inner'],
  ['headers', 'not there', 'a"b'],
]

function arbitraryExpression(): Arbitrary<Expression> {
  const path = (paths: readonly FieldPath[]): Arbitrary<FieldPath> => fc.constantFrom(...paths)
  const text = fc.oneof(words, fc.string({ unit: 'binary', maxLength: 6 }))
  const number = fc.oneof(
    numbers,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
    fc.double({ min: -1e25, max: 1e25 }).map((x) => Math.trunc(x) + 0),
    fc.bigInt(2n ** 53n, 2n ** 70n),
  )
  const any: Arbitrary<Literal> = fc.oneof(text, number, fc.boolean(), fc.constant(null))
  const fieldAndLiteral = fc.oneof(
    fc.tuple(path(TEXTS), text),
    fc.tuple(path(NUMBERS), number),
    fc.tuple(path(BOOLEANS), fc.boolean()),
    fc.tuple(path(IN_TABLE), any),
  )
  const test: Arbitrary<Expression> = fc.oneof(
    fc.record({
      kind: fc.constantFrom('has' as const, 'says' as const),
      field: path([...TEXTS, ...NUMBERS, ...BOOLEANS, ...IN_TABLE, ['headers']]),
    }),
    fc
      .tuple(fieldAndLiteral, fc.constantFrom<Comparison>('==', '!=', '<', '<=', '>', '>='))
      .map(([[field, value], operator]) => ({
        kind: 'compare' as const,
        field,
        operator: typeof value === 'boolean' || value === null ? ('==' as const) : operator,
        value,
      })),
    fc
      .tuple(path(IN_TABLE), fc.array(any, { minLength: 1, maxLength: 3 }))
      .map(([field, values]) => ({ kind: 'in' as const, field, values })),
    fc.record({ kind: fc.constant('contains' as const), field: path([...TEXTS, ...IN_TABLE]), text }),
    fc.record({
      kind: fc.constant('matches' as const),
      field: path([...TEXTS, ...IN_TABLE]),
      pattern: fc.oneof(
        fc.record({
          kind: fc.constant('glob' as const),
          glob: fc.constantFrom('', '*', 'a?', 'a*c', '?', '.', 'a+b', '/'),
        }),
        fc.constant({ kind: 'regex' as const, source: '^a|[/x]', flags: 'i' }),
      ),
    }),
  )
  return fc.letrec<{ all: Expression; joined: Expression }>((tie) => ({
    joined: fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('all'), { minLength: 2, maxLength: 3 }),
      )
      .map(([kind, parts]) => ({
        kind,
        parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])),
      })),
    all: fc.oneof(
      { maxDepth: 4 },
      { weight: 3, arbitrary: test },
      { weight: 1, arbitrary: tie('all').map((of) => ({ kind: 'not' as const, of })) },
      { weight: 2, arbitrary: tie('joined') },
    ),
  })).all
}

/** The same question, answered without bytes and without a compiler. */
function holds(message: Message, expression: Expression): boolean {
  switch (expression.kind) {
    case 'and':
      return !expression.parts.some((part) => !holds(message, part))
    case 'or':
      return expression.parts.some((part) => holds(message, part))
    case 'not':
      return !holds(message, expression.of)
    case 'has':
      return lookUp(message, expression.field) !== undefined
    default: {
      const found = lookUp(message, expression.field)
      const values: unknown[] = found === undefined ? [] : Array.isArray(found) ? found : [found]
      if (expression.kind === 'compare' && expression.operator === '!=')
        return values.every((value) => !same(value, expression.value))
      return values.some((value) => holdsFor(value, expression))
    }
  }
}

function holdsFor(value: unknown, test: Expression): boolean {
  switch (test.kind) {
    case 'says':
      return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : !!value
    case 'in':
      return test.values.some((literal) => same(value, literal))
    case 'contains':
      return typeof value === 'string' && value.indexOf(test.text) >= 0
    case 'matches': {
      if (typeof value !== 'string') return false
      const { pattern } = test
      return pattern.kind === 'regex' ? /^a|[/x]/i.test(value) : globHolds(pattern.glob, value)
    }
    case 'compare': {
      if (test.operator === '==') return same(value, test.value)
      const areTexts = typeof value === 'string' && typeof test.value === 'string'
      const areNumbers = typeof value === 'number' && /^(number|bigint)$/.test(typeof test.value)
      if (!areTexts && !areNumbers) return false
      return new Function('a', 'b', `return a ${test.operator} b`)(value, test.value) as boolean
    }
    default:
      throw new Error(test.kind)
  }
}

function same(value: unknown, literal: Literal): boolean {
  return (
    value === literal ||
    (typeof literal === 'bigint' && typeof value === 'number' && BigInt(Math.trunc(value)) === literal)
  )
}

function globHolds(glob: string, text: string): boolean {
  if (glob === '') return text === ''
  if (glob[0] === '*')
    return globHolds(glob.slice(1), text) || (text !== '' && globHolds(glob, text.slice(1)))
  return text !== '' && (glob[0] === '?' || glob[0] === text[0]) && globHolds(glob.slice(1), text.slice(1))
}

function lookUp(message: Message, [name, ...inner]: FieldPath): unknown {
  const { headers, ...rest } = message
  const fields: Record<string, unknown> = { ...rest, immediate: false, channel: 1, headers }
  let value: unknown = name === 'args' || name === 'properties' ? fields : fields[name]
  for (const each of inner) value = (value as Record<string, unknown> | undefined)?.[each]
  return value
}
