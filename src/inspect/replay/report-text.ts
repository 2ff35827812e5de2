import { LINE_CHARS, painter, type TextOptions, wrapped } from '../text-layout.ts'
import { counted, oneLine } from '../value-text.ts'
import type { ReplayDifference, ReplayReport } from './report.ts'

/** What came of a replay, for a terminal, within 80 columns where words allow; the last line has no end. */
export function replayText(report: ReplayReport, options: TextOptions): string {
  const { sentCommands, skippedCommands, recordedSeconds, replayedSeconds, differences, differenceCount } =
    report
  const skipped = skippedCommands === 0 ? '' : `, ${skippedCommands} not sent`
  const times = `in ${replayedSeconds.toFixed(3)} s; the recording took ${recordedSeconds.toFixed(3)} s`
  const verdict =
    differenceCount === 0
      ? 'The broker answered as in the recording.'
      : `The broker answered otherwise ${differenceCount === 1 ? 'once' : `${differenceCount} times`}:`
  const more = differenceCount - differences.length
  return [
    `Sent ${counted(sentCommands, 'command')}${skipped}, ${times}.`,
    verdict,
    ...differences.flatMap((difference) => differenceLines(difference, options)),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ].join('\n')
}

function differenceLines(
  { kind, connection, channel, words, recorded }: ReplayDifference,
  options: TextOptions,
): string[] {
  const frame = recorded === undefined ? '' : `, frame ${recorded.frames[0]?.number}`
  const text = `  ${kind.padEnd(8)}connection ${connection}, channel ${channel}${frame}: ${oneLine(words)}`
  const [first = '', ...rest] = wrapped(text, LINE_CHARS, 10)
  return [first.replace(kind, painter(options)('yellow', kind)), ...rest]
}
