import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const TOP = 15

/** What V8's profiler writes, as far as it is used here. */
interface Profile {
  readonly nodes: readonly ProfileNode[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

interface ProfileNode {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
}

/** Where the processes of a run spent their time, function by function, their callees left out. */
export function profilesOf(folder: string): string {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.cpuprofile'))
    .sort()
    .map((file) => `${file}\n${linesOf(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile)}\n`)
    .join('\n')
}

function linesOf({ nodes, samples, timeDeltas }: Profile): string {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const selfUs = new Map<string, number>()
  let allUs = 0
  for (const [i, id] of samples.entries()) {
    const name = names.get(id) as string
    const us = timeDeltas[i] ?? 0
    if (name === '(idle)') continue
    selfUs.set(name, (selfUs.get(name) ?? 0) + us)
    allUs += us
  }
  return [...selfUs]
    .sort(([, a], [, b]) => b - a)
    .slice(0, TOP)
    .map(([name, us]) => `${((us / allUs) * 100).toFixed(1).padStart(6)} %  ${name}`)
    .join('\n')
}

function nameOf({ functionName, url, lineNumber }: ProfileNode['callFrame']): string {
  const name = functionName === '' ? '(anonymous)' : functionName
  return url === '' ? name : `${name}  ${url.startsWith('node:') ? url : basename(url)}:${lineNumber + 1}`
}
