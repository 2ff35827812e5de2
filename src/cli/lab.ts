import type { Command } from 'commander'
import { reportFailure } from './failure.ts'
import { library } from './learn/library.ts'
import { LeftEarly, whenLeaving } from './leaving.ts'
import { onBroker, urlOption } from './on-broker.ts'
import { port } from './port.ts'

interface LabCommandOptions {
  readonly url?: string
  readonly port: number
  readonly amqpPort: number
}

/** Adds `wirehare lab`: the page in the browser. */
export function addLab(program: Command): void {
  program
    .command('lab')
    .summary('watch what travels, and play the lessons, in the browser')
    .description(
      'Serves a page that shows what programs and a broker say to each other, command by command and octet by octet, each with what the specification says of it. The lessons can be played there too.',
    )
    .addOption(urlOption())
    .option('--port <port>', 'the port of the page, 0 for a free one', port, 8672)
    .option('--amqp-port <port>', 'the port that programs connect to, 0 for a free one', port, 5673)
    .addHelpText(
      'after',
      `
Examples:
  wirehare lab                                          with nothing set up
  wirehare lab --url amqp://guest:guest@localhost       in front of your own broker

Let a program connect to port 5673 in place of 5672, and see what it does. Only
this machine can reach the page, and passwords are not shown. Ctrl-C ends it.`,
    )
    .action((options: LabCommandOptions) => lab(options))
}

async function lab(options: LabCommandOptions): Promise<void> {
  const leaving = whenLeaving()
  await onBroker(options.url, async (url, isOwn) => {
    const { Lab } = await import('../lab/lab.ts')
    await using running = await Lab.start({
      to: url,
      port: options.port,
      amqpPort: options.amqpPort,
      library: await library(),
      // A connection that could not be served is no reason to let the others down.
      onError: reportFailure,
    })
    const broker = isOwn ? 'a broker inside this command' : 'your broker'
    process.stdout.write(
      `Open ${running.pageUrl} in a browser.\n` +
        `Programs that connect to port ${new URL(running.amqpUrl).port} reach ${broker}, and are seen there. Ctrl-C ends it.\n`,
    )
    throw new LeftEarly(await leaving)
  })
}
