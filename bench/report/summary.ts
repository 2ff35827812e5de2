import { CLIENTS, OURS } from '../clients/client.ts'
import type { Results, Row, TargetResults } from '../harness/results.ts'
import { type Summary, summarize } from '../harness/statistics.ts'
import type { WorkKind } from '../works/work.ts'
import { FIGURES, type Figure } from './figures.ts'

/** One figure of some works against one target, as a table has it. */
export interface Sheet {
  readonly target: TargetResults
  readonly kind: WorkKind
  readonly figure: Figure
  readonly clients: readonly string[]
  readonly lines: readonly Line[]
}

export interface Line {
  readonly work: string
  readonly title: string
  /** By client; undefined where it did not do this work, an error where it failed. */
  readonly values: ReadonlyMap<string, Summary | Error>
  /** How many times better wirehare is than the best peer; undefined where there is nothing to compare. */
  readonly advantage: number | undefined
}

/** All sheets of a target: kind by kind, figure by figure. */
export function sheetsOf({ clients: infos }: Results, target: TargetResults): Sheet[] {
  const kinds = [...new Set(target.rows.map(({ kind }) => kind))]
  return kinds.flatMap((kind) => {
    const rows = target.rows.filter((row) => row.kind === kind)
    const clients = infos
      .map(({ name }) => name)
      .filter((name) => rows.some(({ cells }) => cells.some((cell) => cell.client === name)))
    return FIGURES[kind].map((figure) => ({
      target,
      kind,
      figure,
      clients,
      lines: rows.map((row) => lineOf(row, figure)),
    }))
  })
}

function lineOf({ work, title, cells }: Row, figure: Figure): Line {
  const values = new Map<string, Summary | Error>()
  for (const { client, outcomes, error } of cells) {
    if (error !== undefined) values.set(client, new Error(error))
    else if (outcomes.length > 0) values.set(client, summarize(outcomes.map((outcome) => figure.of(outcome))))
  }
  return { work, title, values, advantage: advantageOf(values, figure) }
}

function advantageOf(values: Line['values'], { isLessBetter }: Figure): number | undefined {
  const ours = values.get('wirehare')
  const peers = CLIENTS.filter((name) => name !== 'raw' && !OURS.includes(name)).flatMap((name) => {
    const value = values.get(name)
    return value === undefined || value instanceof Error ? [] : [value.median]
  })
  if (ours === undefined || ours instanceof Error || peers.length === 0) return undefined
  return isLessBetter ? Math.min(...peers) / ours.median : ours.median / Math.max(...peers)
}
