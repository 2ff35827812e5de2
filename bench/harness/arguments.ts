import { parseArgs } from 'node:util'
import { CLIENTS } from '../clients/client.ts'
import { WORKS } from '../works/index.ts'
import type { TargetKind } from '../works/work.ts'

const KINDS: readonly TargetKind[] = ['null', 'rabbitmq', 'embedded']
const QUICK_SCALE = 0.1

export interface Options {
  readonly quick: boolean
  readonly works: readonly string[]
  readonly clients: readonly string[]
  readonly rounds: number
  readonly scale: number
  readonly against: readonly TargetKind[]
  readonly urls: readonly string[]
  readonly baseline: string | undefined
  readonly profile: string | undefined
  readonly list: boolean
  readonly page: boolean
  readonly help: boolean
  /** Whether it is the whole comparison: only then its page says what it should. */
  readonly whole: boolean
}

export const USAGE = `npm run bench -- [options]

  --quick               the works of the first table with smaller counts; about two minutes
  --work NAME           only this work; again for more (--list tells the names)
  --client NAME         only this client; again for more
  --against KIND        only null, rabbitmq or embedded; again for more
  --url URL             measure against this broker instead of starting RabbitMQ; again for more
  --rounds N            default 5, quick 1
  --scale X             a part of the full counts, such as 0.1
  --baseline DIR        another build of wirehare (its dist folder), measured as one more client
  --profile DIR         writes a CPU profile of each process there
  --page                draws docs/benchmarks.md anew from bench/results/latest.json, and measures nothing
  --list                tells the names of works and clients`

/** @throws {Error} with words for whoever typed them */
export function readArguments(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      work: { type: 'string', multiple: true, default: [] },
      client: { type: 'string', multiple: true, default: [] },
      against: { type: 'string', multiple: true, default: [] },
      url: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string' },
      scale: { type: 'string' },
      baseline: { type: 'string' },
      profile: { type: 'string' },
      page: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const { quick, work, client, against, url } = values
  oneOf(
    work,
    WORKS.map(({ name }) => name),
    '--work',
  )
  oneOf(client, [...CLIENTS, 'baseline'], '--client')
  oneOf(against, KINDS, '--against')
  return {
    quick,
    works: work,
    clients: client,
    rounds: Math.ceil(positive(values.rounds ?? (quick ? '1' : '5'), '--rounds')),
    scale: positive(values.scale ?? (quick ? `${QUICK_SCALE}` : '1'), '--scale'),
    against: against.length > 0 ? (against as TargetKind[]) : KINDS,
    urls: url,
    baseline: values.baseline,
    profile: values.profile,
    list: values.list,
    page: values.page,
    help: values.help,
    whole: !quick && work.length + client.length + against.length === 0,
  }
}

function oneOf(given: readonly string[], known: readonly string[], option: string): void {
  for (const name of given) {
    if (!known.includes(name)) throw new Error(`${option} ${name} is unknown; there are ${known.join(', ')}`)
  }
}

function positive(text: string, option: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`${option} must be a number above 0, not ${text}`)
  return value
}
