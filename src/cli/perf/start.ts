import { loadClient } from './clients.ts'
import type { PerfOptions } from './options.ts'
import { startOwnBroker } from './own-broker.ts'
import type { Reporter } from './report.ts'
import { csvReporter } from './report-csv.ts'
import { jsonReporter } from './report-json.ts'
import { textReporter } from './report-text.ts'
import { Run } from './run.ts'

/** Where a run's words go, and who ends it early. */
export interface Surroundings {
  readonly print: (line: string) => unknown
  readonly isColored: boolean
  /** Resolves when somebody wants the run to end. */
  readonly leaving: Promise<unknown>
}

/** Runs what was asked for, on the broker that was named or on one of its own. */
export async function startRun(
  options: PerfOptions,
  { print, isColored, leaving }: Surroundings,
): Promise<void> {
  const client = await loadClient(options.client)
  // Files that cannot be written are found out before the load, not after it.
  const reporters = [
    options.json === true ? jsonReporter(print) : textReporter(print, isColored),
    ...(options.csv === undefined ? [] : [csvReporter(options.csv)]),
    ...(options.report === undefined
      ? []
      : [(await import('./report-page.ts')).pageReporter(options.report)]),
  ]
  const broker = options.url === undefined ? await startOwnBroker() : undefined
  try {
    await new Run({
      client,
      urls: options.url ?? [(broker as NonNullable<typeof broker>).url],
      isOwnBroker: broker !== undefined,
      options,
      reporter: all(reporters),
      interrupted: leaving,
    }).run()
  } finally {
    broker?.stop()
  }
}

function all(reporters: readonly Reporter[]): Reporter {
  return {
    onStart: (start) => {
      for (const reporter of reporters) reporter.onStart?.(start)
    },
    onSample: (sample) => {
      for (const reporter of reporters) reporter.onSample?.(sample)
    },
    onEnd: async (summary) => {
      for (const reporter of reporters) await reporter.onEnd?.(summary)
    },
  }
}
