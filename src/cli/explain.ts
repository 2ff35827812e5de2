import { text as textOf } from 'node:stream/consumers'
import type { Command } from 'commander'
import { Explainer, explain, explanationText, type Trouble, troubleText } from '../inspect/index.ts'
import { wantsColor } from './color.ts'
import { eventsOf } from './recording.ts'

interface ExplainOptions {
  readonly read?: string
  readonly json?: boolean
  readonly color: boolean
}

/** Adds `wirehare explain`: what a close, a refusal or a lost connection means. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .summary('say what a close or a refusal means, and what to do')
    .argument('[text...]', 'the words: a reply text, a line of a log, what a client printed (default: stdin)')
    .description(
      'Says of a close, a refusal or a lost connection what most likely went wrong, what to do, and which earlier frame to look for. It knows the reply texts and the log of RabbitMQ, and what amqplib, the clients for .NET, Java, Go and Python, and wirehare print.',
    )
    .option('--read <file>', 'explain all that went wrong in a recording, and name the frames that led to it')
    .option('--json', 'print one line of JSON for each explanation, and nothing else')
    .option('--no-color', 'print without colours')
    .addHelpText(
      'after',
      `
Examples:
  wirehare explain "PRECONDITION_FAILED - unknown delivery tag 1"
  wirehare explain 406
  tail -n 2 rabbit@host.log | wirehare explain
  wirehare explain --read session.pcapng

It asks nobody: no broker is needed.`,
    )
    .action((words: readonly string[], options: ExplainOptions) => run(words.join(' '), options))
}

async function run(words: string, options: ExplainOptions): Promise<void> {
  if (options.read !== undefined) return explainRecording(options.read, options)
  const explanation = explain(words === '' ? await textOf(process.stdin) : words)
  print(options.json === true ? JSON.stringify(explanation) : explanationText(explanation, style(options)))
}

async function explainRecording(file: string, options: ExplainOptions): Promise<void> {
  let count = 0
  const explainer = new Explainer((trouble) => {
    count++
    print(options.json === true ? troubleJson(trouble) : `${troubleText(trouble, style(options))}\n`)
  })
  for await (const event of eventsOf(file)) explainer.receive(event)
  explainer.end()
  if (count === 0 && options.json !== true) print('Nothing went wrong in this recording.')
}

function troubleJson({ connection, atSeconds, command, explanation, culprits }: Trouble): string {
  return JSON.stringify({
    connection,
    at: atSeconds,
    frame: command?.frames[0]?.number,
    channel: command?.channel,
    method: command?.method.name,
    explanation,
    culprits: culprits.map(({ role, command: earlier }) => ({
      role,
      frame: earlier.frames[0]?.number,
      connection: earlier.connection,
      at: earlier.atSeconds,
      channel: earlier.channel,
      method: earlier.method.name,
    })),
  })
}

function style({ color }: ExplainOptions): { color: boolean } {
  return { color: wantsColor(color, process.stdout, process.env) }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
