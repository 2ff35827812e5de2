import type { Token } from 'marked'
import { LINE_CHARS, painter } from '../../inspect/text-layout.ts'
import type { Lesson } from '../../lessons/lesson.ts'
import type { Audience, Outcome } from '../../lessons/play.ts'
import { proseLines } from './prose.ts'

/** How a lesson is to be shown. */
export interface LessonViewOptions {
  readonly color: boolean
  /** Resolves when the reader wants to go on. */
  readonly goesOn: () => Promise<void>
}

/**
 * Shows a lesson in a terminal: what it says, what it does, and what came of that.
 *
 *     Words of the lesson.
 *
 *         channel.basicPublish({ routingKey: 'hello' }, undefined, 'hi')
 *
 *       → 1 basic.publish routing-key='hello' 2 bytes 'hi'
 */
export class LessonView implements Audience {
  private readonly options: LessonViewOptions
  private readonly paint: ReturnType<typeof painter>
  private isFirst: boolean = true

  constructor({ number, title, level }: Lesson, options: LessonViewOptions) {
    this.options = options
    this.paint = painter(options)
    this.print([`${this.paint('bold', `${number}. ${title}`)} ${this.paint('dim', `(${level})`)}`])
  }

  async ready(): Promise<void> {
    if (!this.isFirst) await this.options.goesOn()
    this.isFirst = false
  }

  prose(token: Token): void {
    this.print(proseLines(token, LINE_CHARS, this.paint))
  }

  code(code: string): void {
    this.print(code.split('\n').map((line) => this.paint('cyan', `    ${line}`)))
  }

  outcome({ step, printed, travelled }: Outcome): void {
    if (printed.length > 0) this.print(printed.map((line) => `  ${this.paint('yellow', line)}`))
    // A page that leaves out what travels is about something else.
    if (step.travels !== undefined) this.print(travelled.map((line) => `  ${this.travelling(line)}`))
  }

  private travelling(line: string): string {
    return this.paint(line.startsWith('→') ? 'green' : 'magenta', line)
  }

  /** A block, with an empty line behind it. */
  private print(lines: readonly string[]): void {
    process.stdout.write(`${[...lines, ''].join('\n')}\n`)
  }
}
