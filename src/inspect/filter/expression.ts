/**
 * What a filter says, as a tree. `and` and `or` hold two parts or more, none of which is of their own kind.
 *
 *     method == basic.publish and not (mandatory or headers.x-retries > 3)
 *
 *     and ┬ compare  method  ==  'basic.publish'
 *         └ not ─ or ┬ says     mandatory
 *                    └ compare  headers.x-retries  >  3
 */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'has' | 'says'; readonly field: FieldPath }
  | {
      readonly kind: 'compare'
      readonly field: FieldPath
      readonly operator: Comparison
      readonly value: Literal
    }
  | { readonly kind: 'in'; readonly field: FieldPath; readonly values: readonly Literal[] }
  | { readonly kind: 'contains'; readonly field: FieldPath; readonly text: string }
  | { readonly kind: 'matches'; readonly field: FieldPath; readonly pattern: Pattern }

/** The name of a field, and behind it the names on the way into a table: `['headers', 'x-death', '0', 'queue']`. */
export type FieldPath = readonly [name: string, ...inner: string[]]

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

/** A value as it is written in a filter. Numbers beyond 2^53 - 1 are bigints. */
export type Literal = string | number | bigint | boolean | null

/** A regular expression, or a text in which `*` stands for any characters and `?` for one. */
export type Pattern =
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'glob'; readonly glob: string }
