import { type Command, Option } from 'commander'
import { connect } from '../../client/index.ts'
import { AmqpError } from '../../errors.ts'
import { onBroker, urlOption } from '../on-broker.ts'
import { seconds } from '../seconds.ts'
import { count } from './count.ts'
import { addOutputOptions, MessageOutput, type OutputOptions } from './output.ts'
import { tellOfOwnBroker } from './tell.ts'

interface GetOptions extends OutputOptions {
  readonly count?: number
  readonly all?: boolean
  readonly keep?: boolean
  readonly url?: string
  /** In seconds. */
  readonly timeout: number
}

/** Adds `wirehare get`: what lies in a queue now. */
export function addGet(program: Command): void {
  const command = program
    .command('get')
    .summary('take a message from a queue, or look at those in it')
    .description(
      'Takes the first message from a queue and prints it; with --keep it only looks. A queue that is empty is a failure.',
    )
    .argument('<queue>', 'its name')
    .option('-n, --count <number>', 'take as many, or as many as there are (default: 1)', count)
    .addOption(new Option('-a, --all', 'take all that are there').conflicts('count'))
    .option('--keep', 'leave them in the queue: they are put back when this is done')
  addOutputOptions(command)
    .addOption(urlOption())
    .option('--timeout <seconds>', 'how long to wait for the broker, at each step', seconds, 10)
    .addHelpText(
      'after',
      `
Examples:
  wirehare get hello
  wirehare get hello --all --keep               what is in the queue
  wirehare get hello --body > order.json        the body alone

A message that was put back is marked as redelivered from then on.`,
    )
    .action((queue: string, options: GetOptions) => get(queue, options))
}

async function get(queue: string, options: GetOptions): Promise<void> {
  const timeoutMs = Math.ceil(options.timeout * 1000)
  const most = options.all === true ? Infinity : (options.count ?? 1)
  const output = new MessageOutput(options)
  await onBroker(options.url, async (url, isOwn) => {
    await using connection = await connect(url, { timeoutMs, callTimeoutMs: timeoutMs })
    const channel = await connection.openChannel()
    if (isOwn) {
      tellOfOwnBroker(url)
      // There is no queue yet.
      await channel.queueDeclare({ queue, durable: true })
    }
    while (output.count < most) {
      const message = await channel.basicGet({ queue })
      if (message === undefined) break
      await output.print(message)
      if (options.keep !== true) message.ack()
    }
  })
  if (output.count === 0) throw emptyQueue(queue)
}

function emptyQueue(queue: string): AmqpError {
  return new AmqpError(`there is no message in the queue ${queue}`, {
    code: 'QUEUE_EMPTY',
    scope: 'operation',
    initiator: 'peer',
    retriable: true,
    method: 'basic.get',
  })
}
