// Program: what the tap costs where nobody taps. Publishing and consuming are measured with the build in dist/ and with
// one that has no tap in it, both in one process, a few milliseconds at a time in turn. An argument says in how many
// pairs of processes: `npm run bench:tap -- 10`.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type RolldownOptions, rolldown } from 'rolldown'
import { loadConfig } from 'rolldown/config'
import { preparePrograms } from './harness/programs.ts'
import { ratiosOf } from './tap/pairs.ts'

const DEFAULT_PAIRS = 5
const CONFIG = fileURLToPath(new URL('../rolldown.config.js', import.meta.url))
/** The one place where a connection puts a tap between itself and its transport. */
const PLACE = 'settings.tap === undefined ? transport : tapped(transport, settings.tap)'

const pairs = Number(process.argv[2] ?? DEFAULT_PAIRS)
const folder = mkdtempSync(join(tmpdir(), 'wirehare-without-tap-'))
try {
  await buildWithoutTap(folder)
  const programs = await preparePrograms(folder)
  try {
    console.log('CPU per message with the tap in the build, and without')
    for (const line of await ratiosOf(programs, pairs)) console.log(line)
  } finally {
    programs.remove()
  }
} finally {
  rmSync(folder, { recursive: true })
}

/** The build that is published, but for that place. */
async function buildWithoutTap(dir: string): Promise<void> {
  let replaced = 0
  const removed = {
    name: 'without tap',
    transform(code: string, id: string): string | undefined {
      if (!id.endsWith('src/client/connection.ts')) return undefined
      replaced += code.split(PLACE).length - 1
      return code.replace(PLACE, 'transport')
    },
  }
  for (const { output, ...input } of [await loadConfig(CONFIG)].flat() as RolldownOptions[]) {
    const build = await rolldown({ ...input, plugins: [removed] })
    await build.write({ ...[output].flat()[0], dir })
  }
  if (replaced !== 1) throw new Error(`the tap was found in ${replaced} places of src/client/connection.ts`)
}
