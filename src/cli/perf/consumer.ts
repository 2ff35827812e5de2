import { setTimeout as sleep } from 'node:timers/promises'
import { type Deferred, deferred } from '../../util/deferred.ts'
import type { FieldTable } from '../../wire/field-value.ts'
import type { LoadChannel, LoadConnection, Received } from './client.ts'
import type { Inbox, LastSeen } from './inbox.ts'
import { type PerfOptions, workOf } from './options.ts'
import { Settling } from './settling.ts'
import type { Steps } from './steps.ts'
import { Work } from './work.ts'

/** How long to wait before an empty queue is asked again, where nothing else is said. */
const EMPTY_QUEUE_MS = 1

/** What a consumer channel works with. */
export interface ConsumerSetup {
  readonly connection: LoadConnection
  /** The queues that it consumes, and the number of each among all of the run. */
  readonly queues: readonly { readonly name: string; readonly index: number }[]
  readonly consumeArguments: FieldTable
  readonly inbox: Inbox
  readonly options: PerfOptions
  readonly onFailure: (error: Error) => void
}

/** Consumes queues on one channel, or polls them, until its count is reached or it is stopped. */
export class Consumer {
  /** Resolves when it has as many messages as it is to have. */
  readonly full: Promise<void>
  /** Messages that it was given without acks and did not come to. */
  dropped: number = 0
  private readonly setup: ConsumerSetup
  private readonly limit: number
  private readonly workMs: Steps | undefined
  private readonly lastSeen: LastSeen = new Map()
  private readonly filling: Deferred<void> = deferred()
  private readonly tags: string[] = []
  private work: Work<Item> | undefined
  private channel: LoadChannel | undefined
  private settling: Settling | undefined
  private polling: Promise<void> | undefined
  private ending: Promise<void> | undefined
  private begun: number = 0
  private ended: number = 0
  private stopped: boolean = false
  private readonly halting: AbortController = new AbortController()

  constructor(setup: ConsumerSetup) {
    this.setup = setup
    const { options } = setup
    this.limit = options.cmessages ?? Number.POSITIVE_INFINITY
    this.workMs = workOf(options)
    this.full = this.filling.promise
  }

  /** Opens its channel and begins to consume. */
  async start(): Promise<void> {
    const { connection, options, onFailure } = this.setup
    const channel = await connection.openChannel()
    this.channel = channel
    this.settling = new Settling(channel, options, onFailure)
    if (options.consumerTxSize !== undefined) await channel.txSelect()
    if (options.polling === true) this.polling = this.poll(channel).catch(onFailure)
    else await this.consume(channel)
  }

  /** Consumes no more, acks what it has had, and gives back what it has not come to. */
  stop(): Promise<void> {
    this.ending ??= this.end()
    return this.ending
  }

  /** Does nothing more, and asks nothing more of the broker. */
  halt(): void {
    this.stopped = true
    this.halting.abort()
    const dropped = this.work?.stop() ?? 0
    if (this.setup.options.autoAck === true) this.dropped += dropped
  }

  private async end(): Promise<void> {
    // What is on the way still comes, up to the answer.
    for (const tag of this.tags) await this.channel?.cancel(tag)
    this.halt()
    await this.polling
    await this.settling?.finish()
    await this.channel?.close()
  }

  private async consume(channel: LoadChannel): Promise<void> {
    const { queues, options, consumeArguments } = this.setup
    const { workMs } = this
    const { autoAck = false, prefetch } = options
    if (workMs !== undefined)
      this.work = new Work(
        workMs,
        (item) => this.onBegin(item),
        (item) => this.onEnd(item),
      )
    if (!autoAck && prefetch > 0) await channel.prefetch(prefetch)
    for (const { name, index } of queues) {
      const onMessage = (message: Received): void => this.onItem({ message, index })
      this.tags.push(await channel.consume(name, { noAck: autoAck, arguments: consumeArguments }, onMessage))
    }
  }

  private onItem(item: Item): void {
    if (this.stopped) return
    if (this.work !== undefined) return this.work.push(item)
    this.onBegin(item)
    this.onEnd(item)
  }

  private onBegin({ message, index }: Item): void {
    if (this.begun >= this.limit && !this.keepsAll) return
    this.begun++
    this.setup.inbox.take(message, index, this.lastSeen)
  }

  private onEnd({ message }: Item): void {
    if (this.ended >= this.limit && !this.keepsAll) return
    this.ended++
    this.settling?.add(message)
    if (this.ended !== this.limit) return
    this.filling.resolve()
    this.stop().catch(this.setup.onFailure)
  }

  /** Without acks a message beyond the limit cannot be given back, so it counts. */
  private get keepsAll(): boolean {
    return this.setup.options.autoAck === true
  }

  private async poll(channel: LoadChannel): Promise<void> {
    const { queues, options } = this.setup
    const { autoAck = false, pollingInterval } = options
    const startMs = performance.now()
    let freeMs = startMs
    for (let turn = 0; !this.stopped && this.ended < this.limit; turn++) {
      const { name, index } = queues[turn % queues.length] as (typeof queues)[number]
      const message = await channel.get(name, autoAck)
      if (message === undefined) {
        await this.sleep(Math.max(pollingInterval, EMPTY_QUEUE_MS))
        continue
      }
      this.onBegin({ message, index })
      const now = performance.now()
      freeMs = Math.max(freeMs, now) + (this.workMs?.at(now - startMs) ?? 0)
      const waitMs = Math.max(freeMs - now, pollingInterval)
      if (waitMs >= 1) await this.sleep(waitMs)
      this.onEnd({ message, index })
    }
  }

  /** Waits, or until it is halted. */
  private async sleep(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.halting.signal }).catch(() => {})
  }
}

interface Item {
  readonly message: Received
  readonly index: number
}
