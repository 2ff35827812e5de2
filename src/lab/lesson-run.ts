import { parser, type Token } from 'marked'
import type { Lesson } from '../lessons/lesson.ts'
import { type Audience, type Outcome, play } from '../lessons/play.ts'
import type { Library } from '../lessons/stage.ts'
import { type Deferred, deferred } from '../util/deferred.ts'
import type { LessonPart, LessonState } from './row.ts'

/** Somebody has begun with another lesson. */
class Stopped extends Error {}

/**
 * A lesson as the page plays it: it waits for the reader before each step.
 *
 *     waiting ──goOn──▶ running ──▶ waiting … ──▶ done or failed
 */
export class LessonRun implements Audience {
  /** Settles when the lesson is over, however it ends. */
  readonly over: Promise<void>
  private readonly lesson: Lesson
  private readonly onChange: () => void
  private readonly parts: LessonPart[] = []
  private state: LessonState['state'] = 'running'
  private problem: string | undefined
  private turn: Deferred<void> | undefined
  private isStopped: boolean = false

  /** @param onChange told when there is more to see */
  constructor(lesson: Lesson, library: Library, url: string, onChange: () => void) {
    this.lesson = lesson
    this.onChange = onChange
    this.over = play(lesson, library, url, this).then(
      () => this.become('done'),
      (error: unknown) => {
        this.problem = error instanceof Error ? error.message : String(error)
        if (!this.isStopped) this.become('failed')
      },
    )
  }

  /** What is to be seen now. */
  get view(): LessonState {
    const { lesson, state, problem, parts } = this
    return { name: lesson.name, title: lesson.title, state, ...(problem !== undefined && { problem }), parts }
  }

  /** The reader goes on; returns false where it does not wait for that. */
  goOn(): boolean {
    if (this.state !== 'waiting') return false
    this.turn?.resolve()
    return true
  }

  /** Ends it where it waits. */
  async stop(): Promise<void> {
    this.isStopped = true
    this.turn?.reject(new Stopped())
    await this.over
  }

  async ready(): Promise<void> {
    // The first step needs no asking: whoever chose the lesson wants to see something.
    if (this.parts.length > 0) {
      this.turn = deferred()
      this.become('waiting')
      await this.turn.promise
    }
    if (this.isStopped) throw new Stopped()
    this.become('running')
  }

  prose(token: Token): void {
    this.parts.push({ kind: 'prose', html: withoutPages(parser([token])) })
  }

  code(code: string): void {
    this.parts.push({ kind: 'step', code })
    this.onChange()
  }

  outcome({ step: { code }, printed }: Outcome): void {
    this.parts[this.parts.length - 1] = { kind: 'step', code, printed }
    this.onChange()
  }

  private become(state: LessonState['state']): void {
    this.state = state
    this.onChange()
  }
}

/** Links to other pages of the repository lead nowhere from here: their words stay. */
function withoutPages(html: string): string {
  return html.replace(/<a href="(?!https?:)[^"]*"[^>]*>(.*?)<\/a>/gs, '$1')
}
