#!/usr/bin/env node
/**
 * The command line. One file for each command, which adds itself to the program:
 *
 *     hello.ts    `wirehare hello`
 *
 * failure.ts has the words for what goes wrong and the exit status for it.
 */
import { Command } from 'commander'
import { VERSION } from '../util/version.ts'
import { endEarlyOnRequest } from './ending.ts'
import { reportFailure, reportUsage } from './failure.ts'
import { addHello } from './hello.ts'

endEarlyOnRequest()
const program = new Command('wirehare')
  .description('AMQP 0-9-1 that you can see through: the protocol that RabbitMQ speaks, byte by byte.')
  .version(VERSION, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand('help [command]', 'print the help of a command')
  .exitOverride()
  .configureOutput({ outputError: reportUsage })
  .addHelpText(
    'after',
    `
New here? \`wirehare hello\` needs no broker and takes a second.

Exit status: 0 success, 1 a failure that is explained, 2 wrong usage.`,
  )
addHello(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error)
}
