import { type CaptureEvent, type FaultHit, FileRecording, parseFilter } from '../../inspect/index.ts'
import type { View } from '../../inspect/watch/item.ts'
import { Watch } from '../../inspect/watch/watch.ts'
import { Counts } from './counts.ts'
import { JsonView } from './json-view.ts'
import { LanesView } from './lanes-view.ts'
import type { LineOptions } from './line-text.ts'
import type { TraceOptions } from './options.ts'
import { Outcomes } from './outcomes.ts'
import type { Printer } from './printer.ts'
import { summed } from './summary.ts'
import { summaryLines } from './summary-text.ts'
import { TextView } from './text-view.ts'

/**
 * Takes what happens on connections and does what was asked for with it:
 *
 *     events ─┬─▶ FileRecording ─▶ a file
 *             ├─▶ Counts ──────────────────────────┬─▶ Summary, at the end
 *             └─▶ Watch ─┬─▶ Outcomes ─────────────┘
 *                        └─▶ View ─▶ Printer, line by line
 */
export class Trace {
  private readonly options: TraceOptions
  private readonly lineOptions: LineOptions
  private readonly printer: Printer
  private readonly recording: FileRecording | undefined
  private readonly counts: Counts | undefined
  private readonly outcomes: Outcomes = new Outcomes()
  private readonly watch: Watch | undefined
  private isOver: boolean = false

  /** @throws FilterError, or the system's error where the file cannot be written at all */
  constructor(options: TraceOptions, lines: LineOptions, printer: Printer) {
    const { level, quiet, stats, write, redact, redactBodies, filter = [] } = options
    this.options = options
    this.lineOptions = lines
    this.printer = printer
    // Even where nothing is shown, a filter that cannot be read is told of.
    const filters = filter.map(parseFilter)
    this.counts = stats === true ? new Counts() : undefined
    this.watch =
      quiet === true ? undefined : new Watch({ level, filters, view: this.view(), outcomes: this.outcomes })
    this.recording =
      write === undefined
        ? undefined
        : new FileRecording(write, { credentials: redact, bodies: redactBodies === true })
  }

  /** Whether anybody wants to know what travels. */
  get isCurious(): boolean {
    return this.watch !== undefined || this.counts !== undefined || this.recording !== undefined
  }

  receive(event: CaptureEvent): void {
    if (this.isOver) return
    this.recording?.receive(event)
    this.counts?.receive(event)
    this.watch?.receive(event)
  }

  faultHappened({ rule, frame: { connection, direction, method, kind } }: FaultHit): void {
    const from = direction === 'client-to-broker' ? 'client' : 'broker'
    if (!this.isOver)
      this.watch?.tell(connection, `fault: ${rule} (${method ?? kind} from the ${from})`, true)
  }

  /** Says what time it is, so that a silence is noticed while it lasts. */
  tick(atMicros: number): void {
    if (!this.isOver) this.watch?.tick(atMicros)
  }

  /**
   * Prints what is left and what it all comes to, and finishes the file. What happens later is not looked at.
   * @throws the system's error where the file could not be written to its end
   */
  end(): void {
    if (this.isOver) return
    this.isOver = true
    const open = this.watch?.end()
    if (this.counts !== undefined) {
      const summary = summed(this.counts, this.outcomes, open)
      if (this.options.json === true) this.printer.print(JSON.stringify({ summary }))
      else for (const line of summaryLines(summary, this.lineOptions)) this.printer.print(line)
    }
    this.printer.end()
    this.recording?.close()
  }

  private view(): View {
    const { level, lanes, json } = this.options
    const print = (line: string): void => this.printer.print(line)
    if (json === true) return new JsonView(level, print)
    if (lanes === undefined) return new TextView(level, this.lineOptions, print)
    return new LanesView({ ...this.lineOptions, lanes: lanes === true ? undefined : lanes }, print)
  }
}
