import { type Command, Option } from 'commander'
import { type ReplayReport, replay, replayText } from '../inspect/index.ts'
import { wantsColor } from './color.ts'
import { LeftEarly, untilLeaving } from './leaving.ts'
import { eventsOf } from './recording.ts'
import { seconds } from './seconds.ts'

interface ReplayCommandOptions {
  readonly url: string
  readonly speed: '1' | 'max'
  /** In seconds. */
  readonly timeout: number
  readonly json?: boolean
  readonly color: boolean
}

/** Adds `wirehare replay`: a recording, sent to a broker once more. */
export function addReplay(program: Command): void {
  program
    .command('replay')
    .summary('send the client side of a recording to a broker')
    .argument('<file>', 'a recording: pcapng, pcap or lines of JSON')
    .description(
      'Sends what the clients of a recording sent to a broker, in the same order, each command once all has come that had come before it. Says what the broker answers otherwise. It logs in as the URL says.',
    )
    .addOption(new Option('--url <url>', 'the broker to send it to').env('AMQP_URL').makeOptionMandatory())
    .addOption(
      new Option('--speed <speed>', '1 is as it was recorded, max as fast as the broker answers')
        .choices(['1', 'max'])
        .default('max'),
    )
    .option('--timeout <seconds>', 'how long to wait for what the broker had sent', seconds, 10)
    .option('--json', 'print one line of JSON, and nothing else')
    .option('--no-color', 'print without colours')
    .addHelpText(
      'after',
      `
Examples:
  wirehare replay session.pcapng --url amqp://guest:guest@localhost
  wirehare replay session.jsonl --speed 1 --json | jq .differences

It declares, publishes, consumes and deletes what the recording did: take a
broker or a virtual host that is there for that. The status is 1 where the
broker answers otherwise.`,
    )
    .action((file: string, options: ReplayCommandOptions) => run(file, options))
}

async function run(file: string, options: ReplayCommandOptions): Promise<void> {
  const report = await untilLeaving((leaving) =>
    replay(eventsOf(file), options.url, {
      speed: options.speed === '1' ? 'recorded' : 'full',
      timeoutMs: Math.ceil(options.timeout * 1000),
      signal: leaving,
    }),
  )
  const color = wantsColor(options.color, process.stdout, process.env)
  process.stdout.write(`${options.json === true ? reportJson(report) : replayText(report, { color })}\n`)
  if (report.differenceCount > 0) throw new LeftEarly(1)
}

function reportJson({ differences, ...report }: ReplayReport): string {
  return JSON.stringify({
    ...report,
    differences: differences.map(({ recorded, replayed, ...difference }) => ({
      ...difference,
      frame: recorded?.frames[0]?.number,
      recorded: recorded?.method.name,
      replayed: replayed?.method.name,
    })),
  })
}
