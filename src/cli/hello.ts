import { setTimeout } from 'node:timers/promises'
import type { Command } from 'commander'
import { type Channel, connect } from '../client/index.ts'
import { settle } from '../client/settings.ts'
import { TimeoutError } from '../errors.ts'
import type { QueueDeclareArgs } from '../generated/types.ts'
import { FrameSplitter, frameJson, frameText } from '../inspect/index.ts'
import type { Tap } from '../transport/tap.ts'
import { deferred } from '../util/deferred.ts'
import { wantsColor } from './color.ts'
import { onBroker, urlOption } from './on-broker.ts'
import { seconds } from './seconds.ts'

interface HelloOptions {
  readonly url?: string
  readonly json?: boolean
  readonly color: boolean
  /** In seconds. */
  readonly timeout: number
}

/** Adds `wirehare hello`: one message there and back, and every frame that it takes. */
export function addHello(program: Command): void {
  program
    .command('hello')
    .summary('say hello to a broker and see every byte of it')
    .description(
      'Sends one message to a queue and receives it again. Shows every frame that travels, in both directions: what it is, what it is for, and each of its octets by name.',
    )
    .addOption(urlOption())
    .option('--json', 'print one line of JSON for each frame, and nothing else')
    .option('--no-color', 'print without colours')
    .option('--timeout <seconds>', 'how long to wait for the broker, at each step', seconds, 10)
    .addHelpText(
      'after',
      `
Examples:
  wirehare hello                                      with nothing set up
  wirehare hello --url amqp://guest:guest@localhost   with your own broker
  wirehare hello --json | jq -r 'select(.method) | .method'

On your own broker it uses a queue that the broker names, and that goes away
with the connection. Passwords are not shown.`,
    )
    .action((options: HelloOptions) => hello(options))
}

/** On a broker that others use too nothing stays behind: a queue whose name nobody has, gone with its connection. */
const OWN_QUEUE: QueueDeclareArgs = { queue: '', exclusive: true }
const LEGEND = `Below is every frame that travels: when it went, in seconds, and which way; what
it is for; and its octets in hexadecimal, each with its name.
`
const GREETING = 'Hello World!'

async function hello(options: HelloOptions): Promise<void> {
  await onBroker(options.url, (url, isOwn) =>
    isOwn
      ? greet(url, 'the broker inside this command', { queue: 'hello', durable: true }, options)
      : greet(url, 'the broker', OWN_QUEUE, options),
  )
}

async function greet(
  url: string,
  broker: string,
  queue: QueueDeclareArgs,
  options: HelloOptions,
): Promise<void> {
  const { host, port } = settle(url, {})
  const color = wantsColor(options.color, process.stdout, process.env)
  const say = (words: string): void => (options.json === true ? undefined : print(words))
  const count = { frames: 0, in: 0, out: 0 }
  const splitter = new FrameSplitter((seen) => {
    count.frames++
    print(options.json === true ? frameJson(seen) : `${frameText(seen, { color })}\n`)
  })
  const tap: Tap = (direction, bytes) => {
    count[direction] += bytes.length
    splitter.tap(direction, bytes)
  }
  say(`Saying hello to ${broker}, at ${host}:${port}.\n${LEGEND}`)
  try {
    const text = await exchange(url, queue, tap, Math.ceil(options.timeout * 1000))
    say(
      `Received '${text}'. It took ${count.frames} frames: ${count.out} bytes out and ${count.in} bytes in.`,
    )
  } finally {
    splitter.end()
  }
}

/** The hello world of AMQP: declare a queue, publish to it, consume from it. */
async function exchange(
  url: string,
  queueArgs: QueueDeclareArgs,
  tap: Tap,
  timeoutMs: number,
): Promise<string> {
  await using connection = await connect(url, { tap, timeoutMs, callTimeoutMs: timeoutMs })
  const channel = await connection.openChannel()
  const { queue } = await channel.queueDeclare(queueArgs)
  channel.basicPublish({ routingKey: queue }, { contentType: 'text/plain', deliveryMode: 2 }, GREETING)
  const received = deferred<string>()
  await channel.basicConsume({ queue }, (delivery) => {
    delivery.ack()
    received.resolve(delivery.text())
  })
  const text = await Promise.race([received.promise, ended(channel), timeout(timeoutMs)])
  await channel.close()
  return text
}

/** Rejects when the channel is gone, in place of a message that will not come. */
async function ended(channel: Channel): Promise<never> {
  throw (await channel.closed) ?? new Error('the channel was closed')
}

async function timeout(ms: number): Promise<never> {
  await setTimeout(ms, undefined, { ref: false })
  throw new TimeoutError(`the message did not come back within ${ms} ms`, {
    code: 'NO_MESSAGE',
    scope: 'operation',
    initiator: 'peer',
    retriable: true,
  })
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
