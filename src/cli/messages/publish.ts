import { type Command, Option } from 'commander'
import { connect } from '../../client/index.ts'
import { onBroker, urlOption } from '../on-broker.ts'
import { seconds } from '../seconds.ts'
import { bodiesOf } from './bodies.ts'
import { addPropertyOptions, type PropertyOptions, propertiesOf } from './properties.ts'
import { Publishing } from './publishing.ts'
import { tellOfOwnBroker } from './tell.ts'

interface PublishOptions extends PropertyOptions {
  readonly queue?: string
  readonly exchange?: string
  readonly routingKey?: string
  readonly declare?: boolean
  readonly lines?: boolean
  readonly url?: string
  readonly json?: boolean
  /** In seconds. */
  readonly timeout: number
}

/** Adds `wirehare publish`: messages from the command line. */
export function addPublish(program: Command): void {
  const command = program
    .command('publish')
    .summary('publish a message, or one for each line of the input')
    .description(
      'Publishes a message, or one for each line of its input, and waits until the broker has it. Where no queue takes it, that is a failure.',
    )
    .argument('[body]', 'what the message holds (default: what comes on the standard input)')
    .addOption(
      new Option('-q, --queue <name>', 'to this queue, by way of the default exchange').conflicts([
        'exchange',
        'routingKey',
      ]),
    )
    .option('-e, --exchange <name>', 'to this exchange')
    .option('-k, --routing-key <key>', 'with this routing key')
    .option('-d, --declare', 'declare the queue first, as a durable one')
    .option('-l, --lines', 'publish each line of the input as a message of its own')
  addPropertyOptions(command)
    .addOption(urlOption())
    .option('--json', 'print what became of it as a line of JSON')
    .option('--timeout <seconds>', 'how long to wait for the broker, at each step', seconds, 10)
    .addHelpText(
      'after',
      `
Examples:
  wirehare publish --queue hello 'Hello World!'
  wirehare publish -e orders -k eu.de -t application/json -p < order.json
  wirehare publish -q words --declare --lines < words.txt

See also wirehare consume, and wirehare perf for very many.`,
    )
    .action((body: string | undefined, options: PublishOptions) => {
      const { queue, exchange, routingKey, declare, lines } = options
      if (queue === undefined && exchange === undefined && routingKey === undefined)
        command.error('it must know where to: name a --queue, or an --exchange and a --routing-key')
      if (declare === true && queue === undefined) command.error('--declare needs a --queue to declare')
      if (lines === true && body !== undefined)
        command.error('--lines is about the input; there is a body already')
      return publish(body, options)
    })
}

async function publish(body: string | undefined, options: PublishOptions): Promise<void> {
  const { queue, exchange, routingKey = queue, declare, lines = false } = options
  const args = { exchange, routingKey, mandatory: true }
  const properties = propertiesOf(options)
  const timeoutMs = Math.ceil(options.timeout * 1000)
  await onBroker(options.url, async (url, isOwn) => {
    await using connection = await connect(url, { timeoutMs, callTimeoutMs: timeoutMs })
    const channel = await connection.openChannel()
    if (isOwn) tellOfOwnBroker(url)
    // On such a broker there is no queue yet.
    if (queue !== undefined && (declare === true || isOwn))
      await channel.queueDeclare({ queue, durable: true })
    const publishing = await Publishing.on(channel, timeoutMs)
    for await (const one of bodiesOf(body, lines)) await publishing.publish(args, properties, one)
    await publishing.finish()
    process.stdout.write(`${options.json === true ? publishing.json : publishing.text}\n`)
    if (publishing.failure !== undefined) throw publishing.failure
  })
}
