import { ChannelLife } from '../client/channel-life.ts'
import type { ChannelLives } from '../client/channel-lives.ts'
import type { Connection } from '../client/connection.ts'
import type { Session } from '../client/session.ts'
import { ChannelError } from '../errors.ts'
import { REPLY_SUCCESS } from '../generated/constants.ts'
import { basicConsume, basicQos, channelOpen, confirmSelect, txSelect } from '../generated/methods.ts'
import type { ChannelRecord, Step } from './channel-record.ts'

/** The next lives of channels, which nobody uses yet. */
export type NextLives = ReadonlyMap<ChannelLives, ChannelLife>

/** Opens a life on a new session for each channel of a connection that is still wanted, as far as the broker takes them. */
export async function openLives({ channels }: Connection, session: Session): Promise<NextLives> {
  const lives = new Map<ChannelLives, ChannelLife>()
  for (const channel of channels ?? []) {
    if (channel.isWanted && !session.core.isFull) lives.set(channel, new ChannelLife(channel, session.core))
  }
  await Promise.all(Array.from(lives.values(), (life) => life.start(channelOpen, {}, undefined, () => {})))
  return lives
}

/**
 * Has a channel go on with its next life, and sends what is to be done again on it. All of that is sent before this
 * returns, so that it comes before whatever the program asks for.
 * @returns the answers
 */
export function goOn(
  channel: ChannelLives,
  life: ChannelLife,
  record: ChannelRecord | undefined,
): Promise<void>[] {
  const isHalfDone = channel.core.hasUncommitted || channel.life.isHalfTransaction
  life.isHalfTransaction = record?.isTransactional === true && isHalfDone
  channel.adopt(life)
  try {
    return (record?.steps ?? []).map((step) => redo(life, step))
  } catch (error) {
    // Frame-max has become too small for it. What the channel does half is worse than none.
    life.core.close(REPLY_SUCCESS, 'it cannot go on', error as Error)
    channel.end(error as Error)
    return []
  }
}

function redo(life: ChannelLife, step: Step): Promise<void> {
  switch (step.kind) {
    case 'mode': {
      const method = step.method === 'tx.select' ? txSelect : confirmSelect
      return life.start(method, {}, undefined, () => {})
    }
    case 'qos':
      return life.start(basicQos, step.args, undefined, () => {})
    case 'consume': {
      const { args, onDelivery } = step.consumer
      const begun = (): void =>
        life.consumers.add(args.consumerTag, { onDelivery, noAck: args.noAck === true })
      // An answer that comes too late is as welcome.
      return life.start(basicConsume, args, undefined, begun, begun)
    }
  }
}

/** Why a channel does not go on that has got no life. */
export function tooMany({ core }: Session): ChannelError {
  const method = 'channel.open'
  return new ChannelError(`${method}: the broker takes no more than ${core.tune.channelMax} channels now`, {
    code: 'CHANNEL_MAX',
    scope: 'channel',
    initiator: 'peer',
    retriable: true,
    method,
  })
}
