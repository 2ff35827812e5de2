import { blockLines } from '../../inspect/frame-block.ts'
import { purpose } from '../../inspect/frame-text.ts'
import { counted } from '../../inspect/value-text.ts'
import type { Item, Note, View } from '../../inspect/watch/item.ts'
import type { Level } from '../../inspect/watch/watch.ts'
import { type LineOptions, LineText, tieSpans } from './line-text.ts'

const HEADINGS: Readonly<Record<Level, string>> = { bytes: 'frame', frames: 'frame', commands: 'command' }

/** Each frame or command as a line; at the level of bytes with every octet of it below. */
export class TextView implements View {
  private readonly level: Level
  private readonly options: LineOptions
  private readonly print: (line: string) => void
  private readonly text: LineText
  private isBegun: boolean = false

  constructor(level: Level, options: LineOptions, print: (line: string) => void) {
    this.level = level
    this.options = options
    this.print = print
    this.text = new LineText(options)
  }

  onConnection(connection: number): void {
    this.text.sawConnection(connection)
  }

  onItem({ seen, ties }: Item): void {
    this.begin()
    if (this.level === 'bytes') this.print('')
    if (!('frame' in seen)) return this.print(this.text.item({ seen, ties }))
    const size = counted(seen.frame.length, 'octet')
    const tail =
      this.level === 'commands' ? tieSpans(ties) : [...tieSpans(ties), [`  ${size}`, 'dim'] as const]
    this.print(this.text.item({ seen, ties }, tail))
    if (this.level !== 'bytes') return
    for (const line of purpose(seen.frame, this.options)) this.print(line)
    for (const line of blockLines(seen, this.options)) this.print(line)
  }

  onNote(note: Note): void {
    this.begin()
    this.print(this.text.note(note))
  }

  private begin(): void {
    if (!this.isBegun) this.print(this.text.heading(HEADINGS[this.level]))
    this.isBegun = true
  }
}
