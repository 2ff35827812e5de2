import type { Lesson } from '../lessons/lesson.ts'
import type { Library } from '../lessons/stage.ts'
import { LessonRun } from './lesson-run.ts'
import type { LessonInfo, LessonState } from './row.ts'
import { Told } from './told.ts'

/** The lessons of the lab, of which one is played at a time, for all pages that are open. */
export class Lessons {
  /** How far the lesson has come. */
  readonly state: Told<LessonState | undefined> = new Told(() => this.current?.view)
  private readonly all: readonly Lesson[]
  private readonly library: Library
  private readonly url: string
  private current: LessonRun | undefined

  /** @param url the broker that they are played on */
  constructor(all: readonly Lesson[], library: Library, url: string) {
    this.all = all
    this.library = library
    this.url = url
  }

  /** Which there are. */
  get list(): LessonInfo[] {
    return this.all.map(({ number, name, title, level, about }) => ({ number, name, title, level, about }))
  }

  /** Begins with a lesson, after the end of the one before; returns false where there is none of this name. */
  async begin(name: string): Promise<boolean> {
    const lesson = this.all.find((one) => one.name === name)
    if (lesson === undefined) return false
    await this.stop()
    this.current = new LessonRun(lesson, this.library, this.url, () => this.state.tell())
    this.state.tell()
    return true
  }

  /** Goes on with the one that waits; returns false where none does. */
  goOn(): boolean {
    return this.current?.goOn() === true
  }

  /** Ends the one that is played. */
  async stop(): Promise<void> {
    const { current } = this
    this.current = undefined
    await current?.stop()
  }
}
