import type { Step } from './lesson.ts'

/** What the program of a lesson has beside the language. */
export interface Surroundings {
  /** What stands behind the name of a module. */
  load(specifier: string): Promise<unknown>
  readonly console: Pick<Console, 'log'>
  /** Called before each step, and waited for. */
  step(): Promise<void>
}

type Compiled = (
  load: Surroundings['load'],
  console: Surroundings['console'],
  step: Surroundings['step'],
) => Promise<void>

const AsyncFunction = (async () => {}).constructor as new (...namesAndBody: string[]) => Compiled

/** `import { a, b as c } from 'x'`, over several lines too. */
const IMPORT = /^import (\{[^}]*\}) from ('[^']+')$/gm

/**
 * Makes one program of the steps of a lesson.
 *
 *     import { connect } from 'wirehare'        await step()
 *     const connection = await connect(…)  ──▶  const { connect } = await load('wirehare')
 *                                               const connection = await connect(…)
 *     await connection.close()                  await step()
 *                                               await connection.close()
 * @throws {SyntaxError} where they are none
 */
export function compile(steps: readonly Step[]): (surroundings: Surroundings) => Promise<void> {
  const lines = steps.map(({ code }) => `await step()\n${code.replace(IMPORT, loading)}`)
  const compiled = new AsyncFunction('load', 'console', 'step', ["'use strict'", ...lines].join('\n'))
  return ({ load, console, step }) => compiled(load, console, step)
}

function loading(_import: string, names: string, specifier: string): string {
  return `const ${names.replaceAll(' as ', ': ')} = await load(${specifier})`
}
