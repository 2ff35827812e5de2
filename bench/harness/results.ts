import type { Outcome, TargetKind, WorkKind } from '../works/work.ts'
import type { Machine } from './machine.ts'

/** All that a run found out: what is written to bench/results, and what tables and charts are made of. */
export interface Results {
  /** ISO 8601. */
  readonly startedAt: string
  readonly tookSeconds: number
  /** What was typed. */
  readonly command: string
  readonly rounds: number
  readonly scale: number
  readonly machine: Machine
  /** Clients in the order of the tables, with their versions. */
  readonly clients: readonly ClientInfo[]
  readonly targets: readonly TargetResults[]
}

export interface ClientInfo {
  readonly name: string
  readonly version: string
}

export interface TargetResults {
  readonly kind: TargetKind
  readonly name: string
  /** Why nothing was measured against it, where nothing was. */
  readonly skipped?: string
  readonly rows: readonly Row[]
}

/** One work, by all clients. */
export interface Row {
  readonly work: string
  readonly title: string
  readonly kind: WorkKind
  readonly cells: readonly Cell[]
}

/** One work by one client: an outcome for each round, or the reason why it failed. */
export interface Cell {
  readonly client: string
  readonly outcomes: readonly Outcome[]
  readonly error?: string
}
