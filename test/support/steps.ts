// How much a piece of code does, counted instead of timed: so a test can tell a search from a walk through everything.

import { Session } from 'node:inspector/promises'

/**
 * Counts how many pieces of code (bodies of functions, of loops, branches) run in some folders of `src`. Each run of a
 * piece counts, so a loop of a thousand rounds counts a thousand. What has never run before is not counted the first time.
 */
export class StepCounter implements Disposable {
  private readonly session: Session = new Session()
  private readonly folders: readonly string[]

  private constructor(folders: readonly string[]) {
    this.folders = folders
    this.session.connect()
  }

  static async of(...folders: readonly string[]): Promise<StepCounter> {
    const counter = new StepCounter(folders)
    await counter.session.post('Profiler.enable')
    await counter.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
    return counter
  }

  async stepsOf(work: () => void): Promise<number> {
    await this.session.post('Profiler.takePreciseCoverage')
    work()
    const { result } = await this.session.post('Profiler.takePreciseCoverage')
    return result
      .filter(({ url }) => this.folders.some((folder) => url.includes(`/src/${folder}/`)))
      .flatMap(({ functions }) => functions)
      .flatMap(({ ranges }) => ranges)
      .reduce((sum, { count }) => sum + count, 0)
  }

  [Symbol.dispose](): void {
    this.session.disconnect()
  }
}
