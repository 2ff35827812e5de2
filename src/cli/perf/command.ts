import { type Command, InvalidArgumentError } from 'commander'
import { settle } from '../../client/settings.ts'
import { wantsColor } from '../color.ts'
import { LeftEarly, whenLeaving } from '../leaving.ts'
import { addOptions, checkTogether, type PerfOptions } from './options.ts'

/** Adds `wirehare perf`: load, throughput and latency. */
export function addPerf(program: Command): void {
  const command = program
    .command('perf')
    .summary('put load on a broker, and measure throughput and latency')
    .description(
      'Publishes and consumes as told, reports once a second, and sums up. With a rate, latencies count from the time at which a message was meant to leave, whatever kept it.',
    )
  addOptions(command)
  command
    .addHelpText(
      'after',
      `
Examples:
  wirehare perf                                     all it can, for ten seconds
  wirehare perf -r 1000 -c 100 -z 60                latency at a steady rate
  wirehare perf -x 4 -y 4 -s 1000                   four of each, 1,000 bytes
  wirehare perf -C 100000 --json | jq .perSecond    a count, for programs
  wirehare perf --client amqplib                    the same by another client

docs/reference/perf.md says what each figure means.`,
    )
    .action((options: PerfOptions) => perf(options, command))
}

async function perf(options: PerfOptions, command: Command): Promise<void> {
  try {
    checkTogether(options)
  } catch (error) {
    if (error instanceof InvalidArgumentError) command.error(error.message)
    throw error
  }
  // A wrong URL is refused in the words of the library, whichever client is to use it.
  for (const url of options.url ?? []) settle(url, {})
  const { startRun } = await import('./start.ts')
  const leaving = whenLeaving()
  let status: number | undefined
  void leaving.then((given) => (status = given))
  // Whoever does not read any more gets nothing more.
  const print = (line: string): boolean => status === 0 || process.stdout.write(`${line}\n`)
  await startRun(options, {
    print,
    isColored: wantsColor(options.color, process.stdout, process.env),
    leaving,
  })
  if (status !== undefined) throw new LeftEarly(status)
}
