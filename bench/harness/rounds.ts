import { CLIENTS } from '../clients/client.ts'
import { WORKS } from '../works/index.ts'
import type { Outcome, Target, Work } from '../works/work.ts'
import type { Options } from './arguments.ts'
import { runJob } from './job.ts'
import type { Programs } from './programs.ts'
import type { Row } from './results.ts'

/** The works that are to be done against a target, in the order of the tables. */
export function worksFor(target: Target, options: Options): Work[] {
  const { works, quick } = options
  return WORKS.filter(({ name, targets, quick: isQuick }) => {
    const wanted = works.length > 0 ? works.includes(name) : isQuick || !quick
    return wanted && targets.includes(target.kind)
  })
}

/** The clients that are to do a work, in the order of the tables. */
export function clientsFor(work: Work, options: Options): string[] {
  const [raw, ours, ...peers] = CLIENTS
  const all = [raw, ours, ...(options.baseline === undefined ? [] : ['baseline']), ...peers]
  return all.filter((name) => {
    const able = name === 'baseline' ? 'wirehare' : name
    const wanted = options.clients.length === 0 || options.clients.includes(name)
    return wanted && (work.clients === undefined || (work.clients as readonly string[]).includes(able))
  })
}

/** What all works against a target are done with. */
export interface Setting {
  readonly target: Target
  readonly nullPeer: Target
  readonly options: Options
  readonly programs: Programs
  readonly onProgress: (words: string) => void
}

/** A row that rounds add to. */
export interface OpenRow extends Row {
  readonly cells: { readonly client: string; readonly outcomes: Outcome[]; error?: string }[]
}

/** The row of a work before its first round. */
export function rowOf(work: Work, options: Options): OpenRow {
  const { name, title, kind } = work
  const cells = clientsFor(work, options).map((client) => ({ client, outcomes: [] }))
  return { work: name, title, kind, cells }
}

/**
 * Has all clients do a work once, and adds what came out to its row. Each round begins with another client; one that
 * failed is not asked again.
 */
export async function addRound(
  work: Work,
  { cells }: OpenRow,
  round: number,
  { target, nullPeer, options, programs, onProgress }: Setting,
): Promise<void> {
  const { name } = work
  for (let turn = 0; turn < cells.length; turn++) {
    const cell = cells[(round + turn) % cells.length] as OpenRow['cells'][number]
    const { client } = cell
    if (cell.error !== undefined) continue
    onProgress(`${target.name}: round ${round + 1} of ${options.rounds}, ${name}, ${client}`)
    const build = client === 'baseline' ? (programs.baseline as string) : programs.build
    const job = { work: name, client: { name: client, build }, target, nullPeer, scale: options.scale }
    const flags = flagsOf(work, options, `${target.kind}-${name}-${client}-${round + 1}`)
    const message = await runJob(programs, job, flags)
    if ('outcome' in message) cell.outcomes.push(message.outcome)
    else cell.error = message.error
  }
}

function flagsOf(work: Work, { profile }: Options, name: string): string[] {
  const profiling =
    profile === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${name}.cpuprofile`]
  return [...(work.nodeFlags ?? []), ...profiling]
}
