import { ChannelLife, type LivingChannel } from '../client/channel-life.ts'
import type { CallOptions } from '../client/options.ts'
import type { Session } from '../client/session.ts'
import { REPLY_SUCCESS } from '../generated/constants.ts'
import { channelOpen } from '../generated/methods.ts'
import { Ending } from '../util/ending.ts'
import type { Method } from '../wire/method.ts'

/** A channel for what is declared again, which nobody else sees: where a declaration is refused it goes, and another comes. */
export class ScratchChannel implements LivingChannel {
  readonly remote: string
  readonly callTimeoutMs: number
  readonly tracesSettlements: boolean = false
  readonly emitter: undefined
  readonly confirmListener: undefined
  readonly handsOnLater: boolean = false
  private readonly life: ChannelLife
  private readonly ending: Ending<void> = new Ending()

  /** @param session one that is not full */
  constructor(session: Session, callTimeoutMs: number) {
    this.remote = session.transport.remote
    this.callTimeoutMs = callTimeoutMs
    this.life = new ChannelLife(this, session.core)
  }

  get id(): number {
    return this.life.core.id
  }

  open(): Promise<void> {
    return this.call(channelOpen, {})
  }

  /** Sends a method; resolves with the fields of the answer. */
  call<Args extends object, Reply>(
    method: Method<Args, Reply>,
    args: Args,
    options?: CallOptions,
  ): Promise<Reply> {
    return this.life.start(method as Method<Args, unknown>, args, options, (fields) => fields as Reply)
  }

  /** Resolves when it is gone and its number is free again, at once where it is. */
  close(): Promise<void> {
    this.life.core.close(REPLY_SUCCESS, 'all is declared', new Error('all is declared'))
    return this.ending.promise
  }

  onConsumerGone(): void {}

  onLifeOver(): void {
    this.ending.tell()
  }
}
