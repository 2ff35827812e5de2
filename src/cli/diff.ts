import type { Command } from 'commander'
import { compare, comparisonJson, comparisonText } from '../inspect/index.ts'
import { wantsColor } from './color.ts'
import { eventsOf } from './recording.ts'

interface DiffOptions {
  readonly json?: boolean
  readonly color: boolean
}

/** Adds `wirehare diff`: two recordings beside each other. */
export function addDiff(program: Command): void {
  program
    .command('diff')
    .summary('compare two recordings: frames, bytes, writes, round trips')
    .argument('<a>', 'a recording: pcapng, pcap or lines of JSON')
    .argument('<b>', 'another')
    .description(
      'Lays two recordings beside each other, of two clients that do the same work for example: frames, bytes, writes and round trips, what the clients say of themselves, and where the two first do different things.',
    )
    .option('--json', 'print one line of JSON, and nothing else')
    .option('--no-color', 'print without colours')
    .addHelpText(
      'after',
      `
Examples:
  wirehare diff amqplib.pcapng wirehare.pcapng
  wirehare diff before.jsonl after.jsonl --json | jq .kind

The status is 0 whether they differ or not.`,
    )
    .action((a: string, b: string, options: DiffOptions) => diff(a, b, options))
}

async function diff(a: string, b: string, options: DiffOptions): Promise<void> {
  const comparison = await compare(eventsOf(a), eventsOf(b))
  const color = wantsColor(options.color, process.stdout, process.env)
  const text = options.json === true ? comparisonJson(comparison) : comparisonText(comparison, { color })
  process.stdout.write(`${text}\n`)
}
