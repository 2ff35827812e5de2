import type { Range } from './range.ts'
import type { SeenCommand } from './seen-command.ts'
import type { SeenFrame } from './seen-frame.ts'

/** The first thing that is wrong with a frame or a command, anywhere in it; undefined where nothing is. */
export function problemOf(seen: SeenFrame | SeenCommand): string | undefined {
  if ('frame' in seen) return problemWithin(seen.frame)
  if (seen.problem !== undefined) return seen.problem
  for (const { frame } of seen.frames) {
    const problem = problemWithin(frame)
    if (problem !== undefined) return problem
  }
  return undefined
}

function problemWithin({ problem, children }: Range): string | undefined {
  if (problem !== undefined) return problem
  for (const child of children) {
    const inner = problemWithin(child)
    if (inner !== undefined) return inner
  }
  return undefined
}
