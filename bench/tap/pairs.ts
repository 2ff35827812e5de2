import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Programs } from '../harness/programs.ts'
import { summarize } from '../harness/statistics.ts'

/** What a message took with two builds that one process has loaded one after the other: medians of its rounds. */
export interface TapCost {
  readonly title: string
  readonly firstNs: number
  readonly secondNs: number
}

const ROUNDS = '60'

/**
 * Compares the build with the baseline, a line for each work. The build that a process loads second is slower by some
 * percent, whichever it is; so processes come in pairs with the two orders, and the ratio of a pair is the geometric mean.
 */
export async function ratiosOf(programs: Programs, pairs: number): Promise<string[]> {
  const builds = [programs.build, programs.baseline as string] as const
  const costs: [ahead: TapCost[], behind: TapCost[]][] = []
  for (let pair = 0; pair < pairs; pair++) {
    costs.push([await run(programs.tap, ...builds), await run(programs.tap, builds[1], builds[0])])
  }
  const titles = (costs[0]?.[0] ?? []).map(({ title }) => title)
  return titles.map((title, work) => {
    const ofWork = costs.map(([ahead, behind]) => [ahead[work], behind[work]] as [TapCost, TapCost])
    const build = summarize(ofWork.flatMap(([ahead, behind]) => [ahead.firstNs, behind.secondNs])).median
    const baseline = summarize(ofWork.flatMap(([ahead, behind]) => [ahead.secondNs, behind.firstNs])).median
    const ratios = summarize(
      ofWork.map(([ahead, behind]) =>
        Math.sqrt((ahead.firstNs / ahead.secondNs) * (behind.secondNs / behind.firstNs)),
      ),
    )
    return [
      title.padEnd(16),
      `${build.toFixed(0)} ns`.padStart(8),
      `${baseline.toFixed(0)} ns`.padStart(8),
      `  ratio ${ratios.median.toFixed(3)} (${ratios.min.toFixed(3)} to ${ratios.max.toFixed(3)}, ${pairs} pairs)`,
    ].join(' ')
  })
}

function run(program: string, ...builds: readonly [string, string]): Promise<TapCost[]> {
  const child = fork(program, [...builds, ROUNDS], { execArgv: [] })
  return Promise.race([
    once(child, 'message').then(([message]) => message as TapCost[]),
    once(child, 'exit').then(([status]): TapCost[] => {
      throw new Error(`The process that measures ended early, with status ${status}`)
    }),
  ])
}
