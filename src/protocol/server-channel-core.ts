import * as ids from '../generated/constants.ts'
import { channelClose, channelCloseOk } from '../generated/methods.ts'
import type { Method } from '../wire/method.ts'
import { CommandAssembler, type CommandHandler } from './command-assembler.ts'
import type { Content } from './content.ts'
import { Life } from './life.ts'
import { type ServerChannelInput, type ServerChannelState, serverChannelLife } from './lives.ts'
import type { Outbox } from './outbox.ts'
import { Refusal } from './refusal.ts'

/** What a server does with the commands of one channel. */
export interface ServerChannelHandler {
  /**
   * A command of the client; what `args` is follows from `id`.
   * @throws {Refusal} to close the channel or the connection with its words
   */
  onCommand(id: number, args: object, content: Content | undefined): void
  /** The channel is about to be closed by one of its two sides: what is still to be sent has to be sent now. */
  onClosing(): void
  /** The channel is gone, whoever ended it. Said once. */
  onClosed(): void
}

/** What a server allows on its channels. */
export interface ServerChannelOptions {
  /** The largest message that is taken, in bytes. */
  readonly maxBodyBytes: number
  /** Whether a body longer than announced is dropped, and more of it awaited, instead of refused. Default false. */
  readonly dropsLongBodies?: boolean | undefined
}

/** One channel of a server, from channel.open on, and its life. */
export class ServerChannelCore
  extends Life<ServerChannelState, ServerChannelInput>
  implements CommandHandler
{
  /** Where the connection hands the channel's frames to, to be put together. */
  readonly assembler: CommandAssembler
  private readonly outbox: Outbox
  private readonly maxBodyBytes: number
  private readonly handler: ServerChannelHandler
  private readonly onRefused: (refusal: Refusal) => void
  private readonly onGone: () => void

  /** @param onGone called when the number of this channel is free again */
  constructor(
    id: number,
    outbox: Outbox,
    { maxBodyBytes, dropsLongBodies = false }: ServerChannelOptions,
    handlerOf: (channel: ServerChannelCore) => ServerChannelHandler,
    onRefused: (refusal: Refusal) => void,
    onGone: () => void,
  ) {
    super(id, serverChannelLife, 'open')
    this.outbox = outbox
    this.maxBodyBytes = maxBodyBytes
    this.onRefused = onRefused
    this.onGone = onGone
    this.assembler = new CommandAssembler(this, maxBodyBytes, dropsLongBodies)
    this.handler = handlerOf(this)
  }

  /** Sends a method without content. Nothing is sent once the channel is closing. */
  send<Args>(method: Method<Args, unknown>, args: Args): void {
    if (this.state === 'open') this.outbox.method(this.id, method, args)
  }

  /** Sends a method with the content of a message, which is passed on to the byte. Nothing is sent once the channel is closing. */
  relay<Args>(method: Method<Args, unknown>, args: Args, content: Content): void {
    if (this.state === 'open') this.outbox.relay(this.id, method, args, content)
  }

  /** The connection is gone, and the channel with it. */
  end(): void {
    if (this.state === 'closed') return
    const wasOpen = this.state === 'open'
    this.step('end')
    this.onGone()
    if (wasOpen) this.handler.onClosed()
  }

  /** Whether a frame is to be dropped: while closing, only the two methods that end it count. */
  drops(methodId: number | undefined): boolean {
    return this.state === 'closing' && methodId !== ids.CHANNEL_CLOSE && methodId !== ids.CHANNEL_CLOSE_OK
  }

  onCommand(id: number, args: object, content: Content | undefined): void {
    switch (id) {
      case ids.CHANNEL_OPEN:
        throw new Refusal(ids.CHANNEL_ERROR, "second 'channel.open' seen", id)
      case ids.CHANNEL_CLOSE:
        return this.onClose()
      case ids.CHANNEL_CLOSE_OK:
        this.step('channel.close-ok')
        return this.onGone()
      default:
        return this.handle(id, args, content)
    }
  }

  onOversized(id: number, bodyBytes: number): void {
    const explanation = `message size ${bodyBytes} is larger than configured max size ${this.maxBodyBytes}`
    this.refuse(id, new Refusal(ids.PRECONDITION_FAILED, explanation))
  }

  private handle(id: number, args: object, content: Content | undefined): void {
    this.step('other')
    try {
      this.handler.onCommand(id, args, content)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.closesConnection) throw error.of(id)
      this.refuse(id, error)
    }
  }

  /** Closes the channel with the refusal's words. Its number is free again once the client has answered. */
  private refuse(id: number, refusal: Refusal): void {
    this.handler.onClosing()
    this.onRefused(refusal)
    const { replyCode, replyText } = refusal
    this.outbox.method(this.id, channelClose, {
      replyCode,
      replyText,
      classId: id >>> 16,
      methodId: id & 0xffff,
    })
    this.step('send channel.close')
    // What is still to come of a message is dropped, so it must not be waited for.
    this.assembler.abandon()
    this.handler.onClosed()
  }

  private onClose(): void {
    if (this.state === 'open') this.handler.onClosing()
    this.outbox.method(this.id, channelCloseOk, {})
    if (this.step('channel.close') !== 'closed') return
    this.onGone()
    this.handler.onClosed()
  }
}
