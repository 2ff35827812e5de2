import type { Command } from 'commander'
import type { Connection } from '../../index.ts'
import { untilLeaving } from '../leaving.ts'
import { onBroker, urlOption } from '../on-broker.ts'
import { seconds } from '../seconds.ts'
import { count } from './count.ts'
import { addOutputOptions, MessageOutput, type OutputOptions } from './output.ts'
import { tell, tellOfOwnBroker } from './tell.ts'

interface ConsumeOptions extends OutputOptions {
  readonly exchange?: string
  readonly routingKey: string
  readonly declare?: boolean
  readonly count?: number
  readonly prefetch: number
  readonly url?: string
  /** In seconds. */
  readonly timeout: number
}

/** Adds `wirehare consume`: messages as they come. */
export function addConsume(program: Command): void {
  const command = program
    .command('consume')
    .summary('print the messages of a queue, or of an exchange, as they come')
    .description(
      'Prints the messages of a queue as they come, and takes them from it: each is acked when it has been printed. From an exchange it takes copies, which nobody else misses.',
    )
    .argument('[queue]', 'its name')
    .option(
      '-e, --exchange <name>',
      'what this exchange passes on, by a queue of its own that goes with the command',
    )
    .option('-k, --routing-key <pattern>', 'what such a queue is bound with', '#')
    .option('-d, --declare', 'declare the queue first, as a durable one')
    .option('-n, --count <number>', 'end after as many messages (default: when you end it)', count)
    .option('--prefetch <number>', 'how many the broker may send ahead, 1 to 65535', count, 100)
  addOutputOptions(command)
    .addOption(urlOption())
    .option('--timeout <seconds>', 'how long to wait for the broker, until it begins', seconds, 10)
    .addHelpText(
      'after',
      `
Examples:
  wirehare consume hello
  wirehare consume --exchange orders --routing-key 'eu.*'
  wirehare consume hello --json | jq .properties.messageId

Ctrl-C ends it. A connection that is lost comes back by itself.`,
    )
    .action((queue: string | undefined, options: ConsumeOptions) => {
      const { exchange, declare } = options
      if ((queue === undefined) === (exchange === undefined))
        command.error('it must know from where: name either a queue or an --exchange')
      if (declare === true && queue === undefined) command.error('--declare needs a queue to declare')
      return consume(queue, options)
    })
}

async function consume(queue: string | undefined, options: ConsumeOptions): Promise<void> {
  await untilLeaving((leaving) =>
    onBroker(options.url, (url, isOwn) => consumeFrom(url, isOwn, queue, options, leaving)),
  )
}

async function consumeFrom(
  url: string,
  isOwn: boolean,
  queue: string | undefined,
  options: ConsumeOptions,
  signal: AbortSignal,
): Promise<void> {
  const timeoutMs = Math.ceil(options.timeout * 1000)
  const most = options.count ?? Infinity
  const output = new MessageOutput(options)
  // The entry point itself, which the build would cut in two for an import from the beginning.
  const { connect } = await import('../../index.ts')
  await using connection = await connect(url, { timeoutMs, callTimeoutMs: timeoutMs, signal })
  tellOfLosses(connection)
  if (isOwn) tellOfOwnBroker(url)
  const source = queue ?? (await ownQueue(connection, options))
  if (queue !== undefined && (options.declare === true || isOwn)) await declare(connection, queue)
  tell('Waiting for messages; Ctrl-C ends it.')
  const prefetch = Math.min(options.prefetch, most)
  for await (const delivery of connection.consume(source, { prefetch, signal })) {
    await output.print(delivery, signal)
    delivery.ack()
    if (output.count === most) break
  }
}

async function declare(connection: Connection, queue: string): Promise<void> {
  await using channel = await connection.openChannel()
  await channel.queueDeclare({ queue, durable: true })
}

/** A queue that gets copies of what an exchange passes on. Its channel stays open, or a lost connection could not bring it back. */
async function ownQueue(connection: Connection, { exchange, routingKey }: ConsumeOptions): Promise<string> {
  const channel = await connection.openChannel()
  const { queue } = await channel.queueDeclare({ queue: '', exclusive: true })
  await channel.queueBind({ queue, exchange, routingKey })
  return queue
}

function tellOfLosses(connection: Connection): void {
  connection.on('lost', ({ message }) => tell(`${message}; trying to get it back.`))
  connection.on('recovered', ({ downMs }) =>
    tell(`The connection is back, after ${(downMs / 1000).toFixed(1)} s.`),
  )
}
