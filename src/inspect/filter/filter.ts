import type { SeenCommand } from '../seen-command.ts'
import type { SeenFrame } from '../seen-frame.ts'
import { compiled, type Test } from './evaluate.ts'
import type { Expression } from './expression.ts'
import { parseExpression } from './parser.ts'
import { printed } from './print.ts'
import { type FilterFacts, Subject } from './subject.ts'

/** Picks frames and commands by what is in them. */
export class Filter {
  private readonly expression: Expression
  private readonly test: Test

  /** @internal */
  constructor(expression: Expression) {
    this.expression = expression
    this.test = compiled(expression)
  }

  /**
   * Whether a frame or a command is meant. It never throws, whatever is in them.
   *
   * @param facts what is known beside it; without `latencyMs` no comparison with that holds
   */
  matches(seen: SeenFrame | SeenCommand, facts: FilterFacts = {}): boolean {
    return this.test(new Subject(seen, facts))
  }

  /** The filter in its plainest form, which reads back as the same filter. */
  toString(): string {
    return printed(this.expression)
  }
}

/**
 * Reads a filter such as `method == basic.publish and headers.x-retries > 3`; docs/reference/trace.md tells the language.
 * Names of fields are those of the API or of the standard.
 *
 * @throws FilterError where it cannot be read, with the place
 */
export function parseFilter(text: string): Filter {
  return new Filter(parseExpression(text))
}
