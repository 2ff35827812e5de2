/** The status of a process that was interrupted, as shells count: 128 and the signal's number. */
export const INTERRUPTED = 130

/** The command ended early because somebody wanted it to; nothing is wrong, and there is nothing to say. */
export class LeftEarly extends Error {
  readonly status: number

  constructor(status: number) {
    super('left early')
    this.status = status
  }
}

let onLeave: (status: number) => void = exit

/** Leaves with a status: at once, unless a command has asked to put things in order first. */
export function leave(status: number): void {
  onLeave(status)
}

/**
 * Lets the command that runs put things in order first: resolves with the status when it is to leave. Who cannot wait
 * for that asks a second time.
 */
export function whenLeaving(): Promise<number> {
  return new Promise((resolve) => {
    onLeave = (status) => {
      // A pipe that nobody reads says so at each write: that is no second wish.
      onLeave = (again) => (again === INTERRUPTED ? exit(again) : undefined)
      resolve(status)
    }
  })
}

/**
 * Does something that a signal ends when the command is to leave.
 * @throws {LeftEarly} where that was so
 */
export async function untilLeaving<T>(work: (leaving: AbortSignal) => Promise<T>): Promise<T> {
  const leaving = new AbortController()
  void whenLeaving().then((status) => leaving.abort(new LeftEarly(status)))
  try {
    return await work(leaving.signal)
  } catch (error) {
    throw leaving.signal.aborted ? leaving.signal.reason : error
  }
}

function exit(status: number): void {
  process.exit(status)
}
