import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Profile, startBroker } from '../broker/index.ts'
import { port } from './port.ts'

interface BrokerCommandOptions {
  readonly port: number
  readonly host: string
  readonly user: Readonly<Record<string, string>>
  readonly profile: Profile
  readonly management?: number
}

const GUEST: BrokerCommandOptions['user'] = { guest: 'guest' }

/** Adds `wirehare broker`: the embedded broker as a program of its own. */
export function addBroker(program: Command): void {
  program
    .command('broker')
    .summary('run a broker in memory, for learning and for tests')
    .description(
      'Runs a broker that answers as RabbitMQ does. It has no disk and no cluster: what it holds is gone when it ends.',
    )
    .option('--port <port>', 'the port to listen on, 0 for a free one', port, 5672)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .addOption(
      new Option('--user <name:password>', 'a user who may log in; may be given more than once')
        .argParser(user)
        .default(GUEST, 'guest:guest'),
    )
    .addOption(
      new Option('--profile <version>', 'the RabbitMQ to answer like, where two of them differ')
        .choices(['rabbitmq-3.10', 'rabbitmq-4.3'])
        .default('rabbitmq-3.10'),
    )
    .addOption(
      new Option(
        '--management [port]',
        "a read-only view over HTTP, in the shape of RabbitMQ's management API (port: 15672)",
      )
        .argParser(port)
        .preset('15672'),
    )
    .addHelpText(
      'after',
      `
Examples:
  wirehare broker                                    at amqp://guest:guest@127.0.0.1:5672
  wirehare broker --port 0 --profile rabbitmq-4.3    on a free port, like RabbitMQ 4.3
  wirehare broker --user anna:opensesame             anna, and nobody else
  wirehare broker --management                       with http://127.0.0.1:15672/api/queues

Ctrl-C ends it.`,
    )
    .action((options: BrokerCommandOptions) => run(options))
}

/** Adds a user to those named before, who take the place of guest. */
function user(text: string, before: BrokerCommandOptions['user']): BrokerCommandOptions['user'] {
  const colon = text.indexOf(':')
  if (colon < 1) throw new InvalidArgumentError('It must be a name and a password with a colon in between.')
  const added = { [text.slice(0, colon)]: text.slice(colon + 1) }
  return before === GUEST ? added : { ...before, ...added }
}

/** Starts the broker and says where it is. Its listener keeps the process alive until somebody ends it. */
async function run({ port, host, user: users, profile, management }: BrokerCommandOptions): Promise<void> {
  const broker = await startBroker({ port, host, users, profile, management })
  const url = new URL(broker.url)
  // Everybody knows the password of guest; that of anybody else is not for the screen.
  if (users !== GUEST) url.password = ''
  process.stdout.write(
    `No disk and no cluster: what this broker holds is gone when it ends.\n` +
      `It answers like ${profile} at ${url.href.replace(/\/$/, '')} until Ctrl-C.\n`,
  )
  if (broker.managementUrl !== undefined)
    process.stdout.write(`What it holds can be seen at ${broker.managementUrl}/api/overview.\n`)
}
