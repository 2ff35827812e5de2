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

/**
 * Has all clients do a work, round by round, so that whatever else the machine does meets them all alike. Each round
 * begins with another client; one that fails is not asked again.
 */
export async function runWork(
  work: Work,
  { target, nullPeer }: { readonly target: Target; readonly nullPeer: Target },
  options: Options,
  programs: Programs,
  onProgress: (words: string) => void,
): Promise<Row> {
  const clients = clientsFor(work, options)
  const outcomes = new Map<string, Outcome[]>(clients.map((client) => [client, []]))
  const errors = new Map<string, string>()
  for (let round = 0; round < options.rounds; round++) {
    for (let turn = 0; turn < clients.length; turn++) {
      const name = clients[(round + turn) % clients.length] as string
      if (errors.has(name)) continue
      onProgress(`${target.name}: ${work.name}, round ${round + 1} of ${options.rounds}, ${name}`)
      const build = name === 'baseline' ? (programs.baseline as string) : programs.build
      const job = { work: work.name, client: { name, build }, target, nullPeer, scale: options.scale }
      const message = await runJob(
        programs,
        job,
        flagsOf(work, options, `${target.kind}-${work.name}-${name}-${round + 1}`),
      )
      if ('outcome' in message) outcomes.get(name)?.push(message.outcome)
      else errors.set(name, message.error)
    }
  }
  const cells = clients.map((client) => {
    const error = errors.get(client)
    return { client, outcomes: outcomes.get(client) ?? [], ...(error === undefined ? {} : { error }) }
  })
  return { work: work.name, title: work.title, kind: work.kind, cells }
}

function flagsOf(work: Work, { profile }: Options, name: string): string[] {
  const profiling =
    profile === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${name}.cpuprofile`]
  return [...(work.nodeFlags ?? []), ...profiling]
}
