// Program: what `import 'wirehare'` adds to the start of a program.
//
// A fresh process that imports the built client against one that imports nothing, in turns, so that whatever
// else the machine is doing weighs on both alike. The figure is the difference of the medians.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

const LIMIT_MS = 15
const ROUNDS = 25

const client = new URL('../dist/index.js', import.meta.url)
if (!existsSync(client)) fail('There is no dist/index.js to import: run "npm run build" first.')

const empty: number[] = []
const importing: number[] = []
run('') // the first process pays for cold file caches
run(`import '${client}'`)
for (let round = 0; round < ROUNDS; round++) {
  empty.push(run(''))
  importing.push(run(`import '${client}'`))
}

const cost = median(importing) - median(empty)
console.log(
  `import of the client: ${ms(cost)} more than an empty script (limit ${LIMIT_MS} ms; ${ROUNDS} rounds; ` +
    `medians ${ms(median(importing))} and ${ms(median(empty))}, ` +
    `fastest ${ms(Math.min(...importing))} and ${ms(Math.min(...empty))})`,
)
if (cost > LIMIT_MS)
  fail(`Importing the client takes ${ms(cost - LIMIT_MS)} too long: what does it load that it need not?`)

function run(script: string): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script])
  const elapsed = performance.now() - start
  if (status !== 0) fail(`The script "${script}" failed:\n${stderr}`)
  return elapsed
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] as number
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
