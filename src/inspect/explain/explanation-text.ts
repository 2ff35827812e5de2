import { constantInfos } from '../../generated/metadata.ts'
import type { SeenCommand } from '../seen-command.ts'
import { LINE_CHARS, painter, type TextOptions, wrapped } from '../text-layout.ts'
import { oneLine, valueText } from '../value-text.ts'
import type { Trouble } from './explain-in.ts'
import type { Explanation } from './explanation.ts'

/**
 * An explanation for a terminal, within 80 columns where words allow; the last line has no end.
 *
 *     PRECONDITION_FAILED - unknown delivery tag 1
 *     406, which closes the channel; about basic.ack
 *
 *       What   a delivery tag that the channel does not know
 *       Why    Delivery 1 was settled with …
 *       Do     Settle each delivery once, …
 *       Look   On the same channel: …
 */
export function explanationText(explanation: Explanation, options: TextOptions): string {
  const { said, title, cause, remedy, look } = explanation
  const paint = painter(options)
  return [
    ...wrapped(oneLine(said.text), LINE_CHARS, 0).map((line) => paint('bold', line)),
    ...aside(explanation),
    '',
    ...part('What', title, options),
    ...part('Why', cause, options),
    ...part('Do', remedy, options),
    ...(look === undefined ? [] : part('Look', look, options)),
  ].join('\n')
}

/** What went wrong in a recording, with the frames that led to it. */
export function troubleText(trouble: Trouble, options: TextOptions): string {
  const { connection, atSeconds, command, explanation, culprits } = trouble
  const what = command === undefined ? 'the stream ended' : commandWords(command)
  const headline = `${atSeconds.toFixed(3)}  connection ${connection}  ${what}`
  const frames = culprits.flatMap(({ role, command: earlier }) =>
    wrapped(`  ${earlier.atSeconds.toFixed(3)}  ${commandWords(earlier)}: ${role}`, LINE_CHARS, 9),
  )
  return [
    painter(options)('cyan', headline),
    explanationText(explanation, options),
    ...(frames.length === 0
      ? []
      : ['', '  The frames that led to it:', ...frames.map((line) => `  ${line}`)]),
  ].join('\n')
}

const LABEL_CHARS = 9

function part(label: string, text: string, options: TextOptions): string[] {
  const [first = '', ...rest] = wrapped(
    `  ${label}`.padEnd(LABEL_CHARS) + oneLine(text),
    LINE_CHARS,
    LABEL_CHARS,
  )
  const painted = first.slice(0, 2) + painter(options)('dim', label) + first.slice(2 + label.length)
  return [painted, ...rest]
}

function aside({ said: { replyCode, method } }: Explanation): string[] {
  const severity = constantInfos.find(({ value }) => value === replyCode)?.severity
  const closes =
    severity === undefined ? '' : `, which closes the ${severity === 'hard-error' ? 'connection' : 'channel'}`
  const code = replyCode === undefined ? [] : [`${replyCode}${closes}`]
  const words = [...code, ...(method === undefined ? [] : [`about ${method}`])]
  return words.length === 0 ? [] : [words.join('; ')]
}

const VALUE_CHARS = 40
/** What says which command it is; the rest is in the recording. */
const TELLING: readonly string[] = [
  'exchange',
  'queue',
  'routingKey',
  'consumerTag',
  'deliveryTag',
  'multiple',
  'replyCode',
]

function commandWords({ channel, method, args, frames }: SeenCommand): string {
  const fields = TELLING.filter(
    (name) => args[name] !== undefined && args[name] !== '' && args[name] !== false,
  )
  const words = fields.map((name) => `${name}=${valueText(args[name]!, VALUE_CHARS)}`)
  return [`frame ${frames[0]?.number}`, `channel ${channel}`, method.name, ...words].join(' ')
}
