import { Command } from 'commander'
import { VERSION } from '../util/version.ts'
import { addBroker } from './broker.ts'
import { addConform } from './conform.ts'
import { addDiff } from './diff.ts'
import { addExplain } from './explain.ts'
import { reportFailure, reportUsage } from './failure.ts'
import { addHello } from './hello.ts'
import { addLab } from './lab.ts'
import { addLearn } from './learn/command.ts'
import { addConsume } from './messages/consume.ts'
import { addGet } from './messages/get.ts'
import { addPublish } from './messages/publish.ts'
import { addPerf } from './perf/command.ts'
import { addReplay } from './replay.ts'
import { addTrace } from './trace/command.ts'

/** Runs the command line with the arguments behind its name, and returns its exit status when all is done. */
export async function runProgram(args: readonly string[]): Promise<number> {
  const program = new Command('wirehare')
    .description('AMQP 0-9-1 that you can see through: the protocol that RabbitMQ speaks, byte by byte.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', AFTER_HELP)
    .exitOverride()
    .configureOutput({ outputError: reportUsage })
  addHello(program)
  addLearn(program)
  addLab(program)
  addPublish(program)
  addConsume(program)
  addGet(program)
  addTrace(program)
  addPerf(program)
  addBroker(program)
  addConform(program)
  addExplain(program)
  addDiff(program)
  addReplay(program)
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    return reportFailure(error)
  }
}

const AFTER_HELP = `
New here? \`wirehare hello\` needs no broker and takes a second.

Exit status: 0 success, 1 a failure that is explained, 2 wrong usage.`
