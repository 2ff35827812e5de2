/**
 * How a command ends before its time. Nothing has to be put in order first: the sockets close with the process, the
 * embedded broker lives in it, and what a command declares on another broker ends with its connection.
 */

/** The status of a process that was interrupted, as shells count: 128 and the signal's number. */
const INTERRUPTED = 130

/** Ctrl-C ends the process, and so does, as no failure, whoever reads its output and has seen enough (`| head`). */
export function endEarlyOnRequest(): void {
  process.on('SIGINT', () => process.exit(INTERRUPTED))
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
}
