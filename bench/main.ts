// Program: the comparison with other clients. `npm run bench -- --help` tells its options.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { CLIENTS } from './clients/client.ts'
import { type Options, readArguments, USAGE } from './harness/arguments.ts'
import { clientInfo, thisMachine } from './harness/machine.ts'
import { preparePrograms } from './harness/programs.ts'
import type { Results, TargetResults } from './harness/results.ts'
import { addRound, clientsFor, type OpenRow, rowOf, type Setting, worksFor } from './harness/rounds.ts'
import { type StartedTarget, startNullPeer, startTargets } from './harness/targets.ts'
import { writePage } from './report/page.ts'
import { profilesOf } from './report/profiles.ts'
import { tablesOf } from './report/tables.ts'
import { WORKS } from './works/index.ts'

const RESULTS = new URL('results/latest.json', import.meta.url)

try {
  const options = readArguments(process.argv.slice(2))
  if (options.help) console.log(USAGE)
  else if (options.list) list()
  else if (options.page) writePage(JSON.parse(readFileSync(RESULTS, 'utf8')) as Results)
  else await bench(options)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

function list(): void {
  for (const { name, title, targets } of WORKS)
    console.log(`${name.padEnd(26)} ${title.padEnd(28)} ${targets.join(', ')}`)
  console.log(`clients: ${CLIENTS.join(', ')}`)
}

async function bench(options: Options): Promise<void> {
  const begun = new Date()
  const programs = await preparePrograms(options.baseline)
  process.once('SIGINT', () => {
    programs.remove()
    process.exit(130) // brokers and peers end when the channel to this process does
  })
  let targets: StartedTarget[] = []
  try {
    const nullPeer = await startNullPeer(programs)
    targets = [nullPeer]
    targets.push(...(await startTargets(options.against, options.urls)))
    const run = {
      startedAt: begun.toISOString(),
      command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(
        ' ',
      ),
      rounds: options.rounds,
      scale: options.scale,
      machine: thisMachine(),
      clients: clientsOf(options).map(clientInfo),
    }
    const measured: TargetResults[] = []
    const save = (): Results => {
      const tookSeconds = Math.round((Date.now() - begun.getTime()) / 1000)
      const results = { ...run, tookSeconds, targets: measured }
      mkdirSync(new URL('.', RESULTS), { recursive: true })
      writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 1)}\n`)
      return results
    }
    for (const started of targets) {
      const { kind, name } = started
      if (!options.against.includes(kind)) continue
      if ('skipped' in started) {
        measured.push({ kind, name, skipped: started.skipped, rows: [] })
        continue
      }
      const rows: OpenRow[] = []
      measured.push({ kind, name, rows })
      // After each work, so that who interrupts a run of an hour has what it found; `--page` draws it.
      const { target } = started
      await against(
        { target, nullPeer: nullPeer.target, options, programs, onProgress: progress },
        rows,
        save,
      )
    }
    const results = save()
    console.log(tablesOf(results))
    if (options.profile !== undefined) console.log(profilesOf(options.profile))
    if (options.whole) writePage(results)
    else
      console.log(
        'A part of the comparison: docs/benchmarks.md stays as it was (--page draws it from this run).',
      )
  } finally {
    await Promise.all(targets.map(({ stop }) => stop()))
    programs.remove()
  }
}

/**
 * Does all works in each round, rather than all rounds of a work: what the machine does for a minute then meets one round
 * of many works alike, and figures of different works can be compared.
 */
async function against(setting: Setting, rows: OpenRow[], onChange: () => void): Promise<void> {
  const { target, options } = setting
  for (let round = 0; round < options.rounds; round++) {
    if (!process.stderr.isTTY) console.error(`${target.name}: round ${round + 1} of ${options.rounds}`)
    for (const [place, work] of worksFor(target, options).entries()) {
      const row = (rows[place] ??= rowOf(work, options))
      await addRound(work, row, round, setting)
      onChange()
    }
  }
  progress('')
}

function clientsOf(options: Options): string[] {
  const everyone = WORKS.flatMap((work) => clientsFor(work, options))
  return [...CLIENTS.slice(0, 2), 'baseline', ...CLIENTS.slice(2)].filter((name) => everyone.includes(name))
}

/** One line that is written over, where somebody watches. */
function progress(words: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${words.slice(0, 99)}`)
}
