import type { Expression, FieldPath, Literal } from './expression.ts'

/** An expression as text that reads back as the same expression. */
export function printed(expression: Expression): string {
  switch (expression.kind) {
    case 'or':
      return expression.parts.map(printed).join(' or ')
    case 'and':
      return expression.parts
        .map((part) => (part.kind === 'or' ? `(${printed(part)})` : printed(part)))
        .join(' and ')
    case 'not': {
      const { of } = expression
      return of.kind === 'or' || of.kind === 'and' ? `not (${printed(of)})` : `not ${printed(of)}`
    }
    case 'has':
      return `has ${fieldText(expression.field)}`
    case 'says':
      return fieldText(expression.field)
    case 'compare':
      return `${fieldText(expression.field)} ${expression.operator} ${literalText(expression.value)}`
    case 'in':
      return `${fieldText(expression.field)} in (${expression.values.map(literalText).join(', ')})`
    case 'contains':
      return `${fieldText(expression.field)} contains ${literalText(expression.text)}`
    case 'matches': {
      const { pattern } = expression
      const text = pattern.kind === 'glob' ? literalText(pattern.glob) : `/${pattern.source}/${pattern.flags}`
      return `${fieldText(expression.field)} matches ${text}`
    }
  }
}

function fieldText([name, ...inner]: FieldPath): string {
  return [name, ...inner.map((each) => (/^[\w$-]+$/.test(each) ? each : JSON.stringify(each)))].join('.')
}

function literalText(literal: Literal): string {
  if (typeof literal === 'string') return JSON.stringify(literal)
  // Digits alone are read as a bigint where a number cannot hold every whole number of that size.
  const isBeyondDigits = Number.isInteger(literal) && !Number.isSafeInteger(literal)
  return isBeyondDigits ? (literal as number).toExponential() : String(literal)
}
