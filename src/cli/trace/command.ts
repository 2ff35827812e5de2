import { type Command, InvalidArgumentError } from 'commander'
import { addOptions, checkTogether, type TraceOptions } from './options.ts'

/** Adds `wirehare trace`: what clients and a broker say to each other. */
export function addTrace(program: Command): void {
  const command = program
    .command('trace')
    .summary('see what any client and any broker say to each other')
    .description(
      'Stands between clients and a broker, passes all on, and shows it: a line for each command or frame, or every byte. Or shows a recording. Passwords are not shown.',
    )
  addOptions(command)
  command
    .addHelpText(
      'after',
      `
Examples:
  wirehare trace --to amqp://localhost        clients connect to port 5673
  wirehare trace --filter 'exchange == orders and headers.x-retries > 3'
  wirehare trace --lanes                      who says what when, as arrows
  wirehare trace --level bytes                every octet by its name
  wirehare trace --write day.pcapng --quiet   for Wireshark, or for later
  wirehare trace --read day.pcapng --stats    what came of it
  wirehare trace --fault 'delay 200 basic.ack from broker'

Ctrl-C ends it. docs/reference/trace.md tells of filters and faults.`,
    )
    .action((options: TraceOptions) => trace(options, command))
}

async function trace(options: TraceOptions, command: Command): Promise<void> {
  try {
    checkTogether(options)
  } catch (error) {
    if (error instanceof InvalidArgumentError) command.error(error.message)
    throw error
  }
  const { startTrace } = await import('./start.ts')
  await startTrace(options)
}
