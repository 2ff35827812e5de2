#!/usr/bin/env node
/**
 * The command line, where it begins and ends:
 *
 *     main.ts       runs the program and leaves with its status
 *     program.ts    the program and its commands
 *     hello.ts      `wirehare hello`; one such file for each command, as broker.ts
 *     failure.ts    what goes wrong: the words for it, and the exit status
 */
import { runProgram } from './program.ts'

/** The status of a process that was interrupted, as shells count: 128 and the signal's number. */
const INTERRUPTED = 130

// Nothing has to be put in order before an early end: sockets close with the process, the embedded broker lives in it,
// and what a command declares on another broker goes with its connection.
process.on('SIGINT', () => process.exit(INTERRUPTED))
// Whoever reads the output may have seen enough, as in `wirehare hello | head`: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

process.exitCode = await runProgram(process.argv.slice(2))
