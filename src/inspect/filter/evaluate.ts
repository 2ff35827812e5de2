import { decodeText } from '../../wire/bytes.ts'
import { type Decimal, Explicit, type FieldValue } from '../../wire/field-value.ts'
import { decimalText } from '../value-text.ts'
import type { Comparison, Expression, FieldPath, Literal, Pattern } from './expression.ts'
import type { Subject } from './subject.ts'

/** Whether an expression holds for a frame or a command. */
export type Test = (subject: Subject) => boolean

/** Makes a function of an expression. What is asked of a field that is not there does not hold. */
export function compiled(expression: Expression): Test {
  switch (expression.kind) {
    case 'and': {
      const tests = expression.parts.map(compiled)
      return (subject) => tests.every((test) => test(subject))
    }
    case 'or': {
      const tests = expression.parts.map(compiled)
      return (subject) => tests.some((test) => test(subject))
    }
    case 'not': {
      const test = compiled(expression.of)
      return (subject) => !test(subject)
    }
    case 'has': {
      const { field } = expression
      return (subject) => subject.has(field)
    }
    case 'says':
      return some(expression.field, saysSomething)
    case 'compare':
      return comparison(expression.field, expression.operator, expression.value)
    case 'in': {
      const { values } = expression
      return some(expression.field, (value) => values.some((literal) => isEqual(plain(value), literal)))
    }
    case 'contains': {
      const { text } = expression
      return some(expression.field, (value) => textOf(value)?.includes(text) === true)
    }
    case 'matches': {
      const regex = regexOf(expression.pattern)
      return some(expression.field, (value) => {
        const text = textOf(value)
        return text !== undefined && regex.test(text)
      })
    }
  }
}

/** Of an array each element is asked, and one is enough. */
function some(field: FieldPath, test: (value: FieldValue) => boolean): Test {
  return (subject) => subject.valuesAt(field).some(test)
}

function comparison(field: FieldPath, operator: Comparison, literal: Literal): Test {
  const equal = some(field, (value) => isEqual(plain(value), literal))
  switch (operator) {
    case '==':
      return equal
    // The opposite in each case, so that it holds for what has no such field too.
    case '!=':
      return (subject) => !equal(subject)
    default:
      return some(field, (value) => isOrdered(plain(value), operator, literal))
  }
}

function isOrdered(value: FieldValue, operator: Exclude<Comparison, '==' | '!='>, literal: Literal): boolean {
  // Texts go with texts and numbers with numbers: nothing is made of a text that happens to look like a number.
  if (typeof value === 'string' && typeof literal === 'string') return inOrder(value, operator, literal)
  return isNumber(value) && isNumber(literal) && inOrder(value, operator, literal)
}

type Ordered = string | number | bigint

function inOrder(a: Ordered, operator: Exclude<Comparison, '==' | '!='>, b: Ordered): boolean {
  switch (operator) {
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    case '>=':
      return a >= b
  }
}

function isNumber(value: FieldValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

function isEqual(value: FieldValue, literal: Literal): boolean {
  // A bigint is never identical with a number.
  if (isNumber(value) && isNumber(literal)) return value <= literal && value >= literal
  return value === literal
}

/** A value as the literals of a filter are: times and bytes as texts, decimals as numbers. Tables stay what they are. */
function plain(value: FieldValue): FieldValue {
  if (value instanceof Explicit) return Number(decimalText(value.value as Decimal))
  return textOf(value) ?? value
}

function textOf(value: FieldValue): string | undefined {
  if (typeof value === 'string') return value
  if (value instanceof Uint8Array) return decodeText(value, 0, value.length)
  // As it is shown: seconds have no fraction on the wire.
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z')
  return undefined
}

function saysSomething(value: FieldValue): boolean {
  if (value === null || typeof value !== 'object') return Boolean(value)
  if (value instanceof Uint8Array) return value.length > 0
  return value instanceof Date || Object.keys(value).length > 0
}

function regexOf(pattern: Pattern): RegExp {
  if (pattern.kind === 'regex') return new RegExp(pattern.source, pattern.flags)
  const source = pattern.glob
    .replace(/[\\^$.+|()[\]{}/]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'su')
}
