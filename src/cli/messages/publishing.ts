import { lost, nacked, returned } from '../../client/publish-failure.ts'
import { within } from '../../client/wait.ts'
import { ChannelError } from '../../errors.ts'
import type { BasicProperties, BasicPublishArgs, Channel, ReturnedMessage } from '../../index.ts'
import { counted } from '../../inspect/value-text.ts'
import { ConfirmWindow } from '../../protocol/confirm-window.ts'
import { type Deferred, deferred } from '../../util/deferred.ts'

/** So many may wait for their confirm. */
const MOST_OUTSTANDING = 1000

/**
 * Publishes messages just as they are, and counts what becomes of them. (A Publisher gives a message that may come back
 * one more header, to know it again.)
 */
export class Publishing {
  private readonly channel: Channel
  private readonly timeoutMs: number
  private readonly window: ConfirmWindow<true> = new ConfirmWindow()
  /** Settled with the next confirm, or when there will be none. */
  private next: Deferred<void> = deferred()
  private messages: number = 0
  private bytes: number = 0
  private backCount: number = 0
  private firstBack: ReturnedMessage | undefined
  private firstNacked: number | undefined

  private constructor(channel: Channel, timeoutMs: number) {
    this.channel = channel
    this.timeoutMs = timeoutMs
    void channel.closed.then((reason) => {
      this.next.promise.catch(() => {})
      // Its words say what was wrong with a publish: an exchange that is not there, for example.
      this.next.reject(reason instanceof ChannelError ? reason : lost(reason))
    })
    channel.on('return', (message) => {
      this.firstBack ??= message
      this.backCount++
    })
    channel.on('confirm', ({ deliveryTag, multiple, accepted }) => {
      this.window.settle(deliveryTag, multiple, accepted, (_entry, _accepted, number) => {
        if (!accepted) this.firstNacked ??= number
      })
      this.next.resolve()
      this.next = deferred()
    })
  }

  /** @param timeoutMs how long to wait for the next confirm */
  static async on(channel: Channel, timeoutMs: number): Promise<Publishing> {
    await channel.confirmSelect()
    return new Publishing(channel, timeoutMs)
  }

  /** Resolves when there is room for the next one. */
  async publish(
    args: BasicPublishArgs,
    properties: BasicProperties,
    body: string | Uint8Array,
  ): Promise<void> {
    this.window.add(true)
    this.messages++
    this.bytes += Buffer.byteLength(body)
    if (!this.channel.basicPublish(args, properties, body)) await this.channel.drained()
    await this.outstanding(MOST_OUTSTANDING - 1)
  }

  /** Resolves when all are confirmed. */
  finish(): Promise<void> {
    return this.outstanding(0)
  }

  /** What the broker refused, if anything. */
  get failure(): Error | undefined {
    if (this.firstNacked !== undefined) return nacked(this.firstNacked)
    return this.firstBack === undefined ? undefined : returned(this.firstBack)
  }

  /** What became of them, for people. */
  get text(): string {
    const { messages, bytes, backCount } = this
    const all = messages === 1 ? '' : ' in all'
    const taken = `The broker has taken ${counted(messages, 'message')} of ${counted(bytes, 'byte')}${all}`
    return backCount === 0 ? `${taken}.` : `${taken}, and given ${backCount} back.`
  }

  /** What became of them, for programs. */
  get json(): string {
    const { messages, bytes, backCount } = this
    return JSON.stringify({ messages, bytes, returned: backCount })
  }

  /** Resolves when at most so many are unconfirmed. */
  private async outstanding(most: number): Promise<void> {
    while (this.window.size > most) await within('basic.ack', this.next.promise, undefined, this.timeoutMs)
  }
}
