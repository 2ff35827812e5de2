import type { Outcome, WorkKind } from '../works/work.ts'

/** A number that is read from an outcome. */
export interface Figure {
  readonly id: string
  /** What it counts, as a heading. */
  readonly label: string
  readonly isLessBetter: boolean
  of(outcome: Outcome): number
}

const cpu = (label: string): Figure => ({
  id: 'cpu',
  label,
  isLessBetter: true,
  of: ({ userUs, systemUs, count }) => (userUs + systemUs) / count,
})

const named = (id: string, label: string): Figure => ({
  id,
  label,
  isLessBetter: true,
  of: ({ figures }) => figures?.[id] ?? Number.NaN,
})

const rate = (label: string): Figure => ({
  id: 'rate',
  label,
  isLessBetter: false,
  of: ({ count, wallMs }) => (count / wallMs) * 1000,
})

const rss: Figure = {
  id: 'rss',
  label: 'peak memory of the process, MiB',
  isLessBetter: true,
  of: ({ peakRssKiB }) => peakRssKiB / 1024,
}

/** For each message, as the CPU time: a share of the wall time would grow with the speed of the client. */
const gc: Figure = {
  id: 'gc',
  label: 'garbage collection per message, µs',
  isLessBetter: true,
  of: ({ gcMs, count }) => (gcMs * 1000) / count,
}

/** What the tables show for each kind of work; the first is the one that counts. */
export const FIGURES: Readonly<Record<WorkKind, readonly Figure[]>> = {
  messages: [cpu('CPU time of the client per message, µs'), rate('messages per second'), rss, gc],
  latency: [
    named('p50', 'round trip, median, µs'),
    named('p99', 'round trip, 99 %, µs'),
    named('p999', 'round trip, 99.9 %, µs'),
  ],
  opening: [cpu('CPU time of the client for each, µs'), rate('opened per second')],
  memory: [
    named('heapBytes', 'heap for each, bytes'),
    named('bufferBytes', 'buffers outside the heap for each, bytes'),
  ],
  'start-up': [
    { id: 'wall', label: 'from import to the end, ms', isLessBetter: true, of: ({ wallMs }) => wallMs },
    {
      id: 'cpuMs',
      label: 'CPU time, ms',
      isLessBetter: true,
      of: ({ userUs, systemUs }) => (userUs + systemUs) / 1000,
    },
  ],
}
