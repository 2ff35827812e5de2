import { isReply } from '../correlate/call-ledger.ts'
import type { SeenCommand } from '../seen-command.ts'

/** What the named groups of an entry's pattern matched. */
export type Found = Readonly<Record<string, string | undefined>>

/** An earlier command that has to do with a trouble, and what it did. */
export interface Culprit {
  /** Such as `had acknowledged it before`. */
  readonly role: string
  /** The command itself, with its frames. */
  readonly command: SeenCommand
}

/** Finds what led to a trouble; the one that did it comes first. */
export type CulpritSearch = (story: Story) => readonly Culprit[]

/** What is known when a trouble comes: the commands before it, over all connections that were seen, and its words. */
export class Story {
  /** The close, the return, the nack, the cancel. */
  readonly trouble: SeenCommand
  /** What the named groups of the entry matched. */
  readonly found: Found
  /** All commands before the trouble, in their order. */
  readonly before: readonly SeenCommand[]

  constructor(trouble: SeenCommand, found: Found, before: readonly SeenCommand[]) {
    this.trouble = trouble
    this.found = found
    this.before = before
  }

  /** The id of the method that the trouble says it is about, 0 for none. */
  get methodId(): number {
    const { classId, methodId } = this.trouble.args
    return Number(classId ?? 0) * 0x10000 + Number(methodId ?? 0)
  }

  /** Whether a command travelled on the same connection as the trouble. */
  isHere(command: SeenCommand): boolean {
    return command.connection === this.trouble.connection
  }

  /** Whether a command travelled on the same channel, or for a close of the whole connection on any of its channels. */
  isOnChannel(command: SeenCommand): boolean {
    return this.isHere(command) && (this.trouble.channel === 0 || command.channel === this.trouble.channel)
  }

  /** The commands before it on its channel, of the life of the channel that it ended. */
  get onChannel(): readonly SeenCommand[] {
    const all = this.before.filter((command) => this.isOnChannel(command))
    if (this.trouble.channel === 0) return all
    return all.slice(all.findLastIndex(({ method }) => method.name === 'channel.open') + 1)
  }

  /** What the client sent on the channel, and the broker has not shown to have taken. */
  get unanswered(): readonly SeenCommand[] {
    const { onChannel } = this
    return onChannel.slice(lastTaken(onChannel) + 1).filter(isFromClient)
  }

  /**
   * The command that did it: the first that fits among those that the broker has not shown to have taken, or else the last
   * that fits. It has the method that the trouble names.
   */
  guilty(fits: (command: SeenCommand) => boolean = () => true): SeenCommand | undefined {
    const { methodId } = this
    const isIt = (command: SeenCommand): boolean =>
      isFromClient(command) && (methodId === 0 || command.method.id === methodId) && fits(command)
    return this.unanswered.find(isIt) ?? this.onChannel.findLast(isIt)
  }
}

/** Whether the client sent it. */
export function isFromClient({ direction }: SeenCommand): boolean {
  return direction === 'client-to-broker'
}

/** Where the last command stands that was certainly taken: the broker has answered it or one behind it. */
function lastTaken(commands: readonly SeenCommand[]): number {
  const reply = commands.findLastIndex((command) => !isFromClient(command) && isReply(command))
  if (reply === -1) return -1
  const { id } = (commands[reply] as SeenCommand).method
  const call = commands.findLastIndex(
    (command, at) => at < reply && isFromClient(command) && command.method.replies.includes(id),
  )
  return call
}
