#!/usr/bin/env node
/**
 * The command line, where it begins and ends:
 *
 *     main.ts       runs the program and leaves with its status
 *     program.ts    the program and its commands
 *     hello.ts      `wirehare hello`; one such file for each command, as broker.ts
 *     learn/        `wirehare learn`
 *     messages/     `wirehare publish`, `wirehare consume` and `wirehare get`
 *     perf/         `wirehare perf`
 *     trace/        `wirehare trace`
 *     failure.ts    what goes wrong: the words for it, and the exit status
 *     leaving.ts    an early end
 */
import { INTERRUPTED, leave } from './leaving.ts'
import { runProgram } from './program.ts'

// Most commands have nothing to put in order before an early end: sockets close with the process, the embedded broker
// lives in it, and what a command declares on another broker goes with its connection.
process.on('SIGINT', () => leave(INTERRUPTED))
// Whoever reads the output may have seen enough, as in `wirehare hello | head`: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  leave(0)
})

process.exitCode = await runProgram(process.argv.slice(2))
