import type { SeenCommand } from '../seen-command.ts'
import { numberOf } from '../seen-command.ts'
import { explainAs } from './explain.ts'
import type { Explanation } from './explanation.ts'
import type { CloseFields } from './reading.ts'
import { closeFieldsOf } from './reading.ts'
import { type Culprit, isFromClient, Story } from './story.ts'

/** Something that went wrong on a connection, explained. */
export interface Trouble {
  /** Which connection: counted from 1 in the order in which they were first seen. */
  readonly connection: number
  /** Seconds since the watching began. */
  readonly atSeconds: number
  /** The close, return, nack, cancel or blocked; there is none where a connection ended without a word. */
  readonly command?: SeenCommand
  /** What most likely went wrong. */
  readonly explanation: Explanation
  /** The earlier commands that led to it; the one that did it comes first. None where they were not seen. */
  readonly culprits: readonly Culprit[]
}

/**
 * Finds all that went wrong among the commands of one or several connections, in the order in which they travelled, and
 * names the earlier commands that led to it: the acknowledgement of a tag that was settled before and the one that had
 * settled it, the publish to the exchange that is missing, the declare that differs from an earlier one.
 */
export function explainIn(commands: readonly SeenCommand[]): Trouble[] {
  return commands.flatMap((command) => {
    const words = wordsOf(command)
    return words === undefined ? [] : [troubleOf(command, words, before(command, commands))]
  })
}

/** A command whose content never came stands where it was given up, but was there before. */
function before(command: SeenCommand, commands: readonly SeenCommand[]): SeenCommand[] {
  return commands.filter((other) => numberOf(other) < numberOf(command))
}

/** What is wrong about a command, given its words and the commands before it. */
export function troubleOf(command: SeenCommand, words: Words, before: readonly SeenCommand[]): Trouble {
  const { explanation, entry, found = {} } = explainAs(words)
  const story = new Story(command, found, before)
  const { connection, endSeconds: atSeconds } = command
  const culprits = entry?.search?.(story) ?? namedMethod(story)
  return { connection, atSeconds, command, explanation, culprits }
}

/** The last command with the method that a close names. */
function namedMethod(story: Story): Culprit[] {
  const guilty = story.methodId === 0 ? undefined : story.guilty()
  return guilty === undefined ? [] : [{ role: 'was refused', command: guilty }]
}

type Words = string | CloseFields

/** What to explain about a command; undefined where nothing is wrong about it. */
export function wordsOf(command: SeenCommand): Words | undefined {
  const { method, args } = command
  switch (method.name) {
    case 'connection.close':
    case 'channel.close':
      return isGoodbye(command) ? undefined : closeFieldsOf(command)
    case 'basic.return':
      return closeFieldsOf(command)
    case 'connection.blocked':
      return `connection.blocked: ${String(args['reason'] ?? '')}`
    case 'basic.nack':
    case 'basic.cancel':
      return isFromClient(command) ? undefined : method.name
    default:
      return undefined
  }
}

/** 200 is no complaint, and 0 is what some clients say when they just leave. */
function isGoodbye({ args }: SeenCommand): boolean {
  return args['replyCode'] === 200 || args['replyCode'] === 0
}
