import type { SeenCommand } from '../seen-command.ts'
import { culprit } from './culprits-topology.ts'
import { type CulpritSearch, isFromClient } from './story.ts'

const STEPS: ReadonlySet<string> = new Set([
  'connection.start-ok',
  'connection.secure-ok',
  'connection.tune-ok',
  'connection.open',
])

/** The last step of the handshake that the client took. */
export const findHandshakeStep: CulpritSearch = (story) => {
  const step = story.before.findLast((command) => story.isHere(command) && STEPS.has(command.method.name))
  return culprit(step, 'was the last step of the handshake')
}

/** The method on a channel that is not open, and what closed or opened that channel before. */
export const findClosedChannel: CulpritSearch = (story) => {
  const guilty = story.guilty()
  if (guilty === undefined) return []
  const last = story.before
    .slice(0, story.before.indexOf(guilty))
    .findLast(
      (command) =>
        story.isHere(command) &&
        command.channel === guilty.channel &&
        (command.method.name === 'channel.close' || command.method.name === 'channel.open'),
    )
  const who = last !== undefined && isFromClient(last) ? 'the client' : 'the broker'
  const did = last?.method.name === 'channel.open' ? 'had opened' : 'had closed'
  return [
    ...culprit(guilty, `used channel ${guilty.channel}`),
    ...culprit(last, `${did} channel ${guilty.channel} (${who} did)`),
  ]
}

/** The command of the client with something wrong in it, or else its last one. */
export const findBrokenFrame: CulpritSearch = (story) => {
  const own = story.before.filter((command) => story.isHere(command) && isFromClient(command))
  const broken = own.findLast(isBroken)
  if (broken !== undefined) return culprit(broken, `is not whole: ${problemOf(broken)}`)
  return culprit(story.guilty() ?? own.at(-1), 'was the last command of the client')
}

function isBroken(command: SeenCommand): boolean {
  return problemOf(command) !== undefined
}

function problemOf({ problem, frames }: SeenCommand): string | undefined {
  return problem ?? frames.map(({ frame }) => frame.problem).find((text) => text !== undefined)
}
