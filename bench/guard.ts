// Program: guards what a message costs, without a clock: bytes allocated, writes, memory kept. Fails where a figure is
// above its bound. It looks at dist/ as it stands.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Bound } from './guard/bound.ts'
import { preparePrograms } from './harness/programs.ts'

const YOUNG_GENERATION = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256']

const programs = await preparePrograms(undefined)
try {
  const child = fork(programs.guard, [programs.build], { execArgv: YOUNG_GENERATION })
  const bounds = await Promise.race([
    once(child, 'message').then(([message]) => message as Bound[]),
    once(child, 'exit').then(([status]): Bound[] => {
      throw new Error(`The process that measures ended early, with status ${status}`)
    }),
  ])
  for (const { what, value, limit } of bounds) {
    const over = value > limit
    console.log(`${over ? 'OVER' : 'ok  '} ${what.padEnd(62)} ${String(value).padStart(9)}  at most ${limit}`)
    if (over) process.exitCode = 1
  }
} finally {
  programs.remove()
}
