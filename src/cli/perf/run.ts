import { setTimeout as sleep } from 'node:timers/promises'
import { type Deferred, deferred } from '../../util/deferred.ts'
import { Cast } from './cast.ts'
import type { LoadChannel, LoadClient } from './client.ts'
import { CostMeter } from './cost.ts'
import { blocked as blockedBy, lost as lostMessages, unconfirmed } from './failures.ts'
import { type PerfOptions, timeOf } from './options.ts'
import type { Balance, Ending, Reporter, Summary } from './report.ts'
import { Sampler } from './sampler.ts'
import { epochMs } from './stamp.ts'
import { type Before, declare, messagesLeft, removeOwn, type Topology, topologyOf } from './topology.ts'
import { loadInWords } from './words.ts'

/** How often it is looked whether all has arrived, once all was published. */
const LOOK_MS = 10
/** How often it is looked whether something has been waiting for too long. */
const WATCH_MS = 500
/** How often to ask again for messages that a broker may be about to put back into their queue, and after how long. */
const ASK_AGAIN = { times: 20, afterMs: 100 }
/** How long to wait for a connection to end. */
const CLOSE_MS = 2000

/** What a run is made of. */
export interface RunSetup {
  readonly client: LoadClient
  readonly urls: readonly string[]
  /** Whether the broker is one of this run alone. */
  readonly isOwnBroker: boolean
  readonly options: PerfOptions
  readonly reporter: Reporter
  /** Resolves when somebody wants the run to end. */
  readonly interrupted: Promise<unknown>
}

/**
 * One run, from the first connection to the last:
 *
 *     open     declare the queues, connect everybody, begin to consume
 *     load     publish, until a count, the time or somebody ends it
 *     settle   stop the producers, then the consumers; count what is left
 *     close    delete what was made for the run, end all connections
 */
export class Run {
  private readonly setup: RunSetup
  private readonly topology: Topology
  private readonly cast: Cast
  private readonly failing: Deferred<never> = deferred()
  private isClosing: boolean = false
  private blockedSinceMs: number | undefined
  private publishedMs: number | undefined

  /** @throws {Error} with the system's code where a file cannot be read */
  constructor(setup: RunSetup) {
    const { client, urls, options } = setup
    this.setup = setup
    this.topology = topologyOf(options)
    // Whoever waits for something else as well hears of it there.
    this.failing.promise.catch(() => {})
    const onFailure = (error: Error): void => this.fail(error)
    this.cast = new Cast({ client, urls, topology: this.topology, options, onFailure })
  }

  /**
   * Runs, and tells the reporter. What fails once the load has begun is thrown after the summary.
   * @throws {Error} the first thing that failed
   */
  async run(): Promise<void> {
    let control: LoadChannel | undefined
    try {
      control = await this.orFailure(this.control())
      const before = await this.orFailure(declare(control, this.topology, this.setup.options))
      const isOpen = this.cast.open().then(() => true)
      const isLeft = this.setup.interrupted.then(() => false)
      if (await this.orFailure(Promise.race([isOpen, isLeft]))) await this.load(control, before)
    } finally {
      this.isClosing = true
      await this.close(control)
    }
  }

  private async control(): Promise<LoadChannel> {
    const connection = await this.cast.connect('control')
    return connection.openChannel()
  }

  private async load(control: LoadChannel, before: Before): Promise<void> {
    const { options, reporter } = this.setup
    this.tellStart()
    const costs = new CostMeter()
    const startMs = epochMs()
    const sampler = new Sampler(this.cast, costs, startMs, (sample) => reporter.onSample?.(sample))
    const ticker = setInterval(() => sampler.take(), options.interval)
    const watch = setInterval(() => this.watch(), WATCH_MS)
    for (const producer of this.cast.producers) producer.start(startMs)
    let failure: Error | undefined
    let ending: Ending = 'failure'
    let left: number | undefined
    try {
      ending = await this.untilEnd()
      await this.orFailure(this.stopAll())
      left = await this.orFailure(this.countLeft(control))
    } catch (error) {
      failure = error as Error
    }
    clearInterval(ticker)
    clearInterval(watch)
    sampler.takeLast()
    const balance = this.balance(left, before, failure === undefined)
    costs.stop()
    await reporter.onEnd?.(this.summary(failure === undefined ? ending : 'failure', startMs, costs, balance))
    if (failure !== undefined) throw failure
    if (balance.lost !== undefined && balance.lost > 0) throw lostMessages(balance.lost)
  }

  private tellStart(): void {
    const { client, urls, isOwnBroker, options, reporter } = this.setup
    reporter.onStart?.({
      client: client.title,
      broker: this.cast.connections[0]?.broker ?? '',
      address: urls.map((url) => new URL(url).host).join(', '),
      isOwn: isOwnBroker,
      load: loadInWords(options, this.topology),
    })
  }

  /**
   * Waits for what ends the load.
   * @throws {Error} what failed
   */
  private async untilEnd(): Promise<Ending> {
    const { options, interrupted } = this.setup
    const timeMs = timeOf(options)
    let timer: NodeJS.Timeout | undefined
    const timeUp = new Promise<Ending>((resolve) => {
      if (timeMs !== undefined) timer = setTimeout(() => resolve('time'), timeMs)
    })
    const looking = new AbortController()
    try {
      return await Promise.race([
        timeUp,
        interrupted.then((): Ending => 'interrupt'),
        this.failing.promise,
        this.whenCounted(looking.signal),
      ])
    } finally {
      clearTimeout(timer)
      looking.abort()
    }
  }

  /** Resolves when everybody has published and received what they were to. */
  private async whenCounted(signal: AbortSignal): Promise<Ending> {
    const { producers, consumers } = this.cast
    const allFull = Promise.all(consumers.map(({ full }) => full)).then((): Ending => 'count')
    const allSent = Promise.all(producers.map(({ done }) => done))
    if (producers.length === 0) return allFull
    const allArrived = allSent.then(() => {
      const sinceMs = epochMs()
      this.publishedMs ??= sinceMs
      // Something else may have ended the load, and so the publishing.
      if (consumers.length === 0 || signal.aborted) return 'count'
      return this.untilArrived(sinceMs, signal)
    })
    return consumers.length === 0 ? allArrived : Promise.race([allFull, allArrived])
  }

  /** Waits until what is due has come, or nothing more comes. */
  private untilArrived(sinceMs: number, signal: AbortSignal): Promise<Ending> {
    const { inbox } = this.cast
    const { drain } = this.setup.options
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        const { due } = this
        const quietMs = epochMs() - Math.max(inbox.lastMs, sinceMs)
        if (due !== undefined && inbox.unique >= due) resolve('count')
        else if (quietMs > drain) resolve('quiet')
        else return
        clearInterval(timer)
      }, LOOK_MS)
      signal.addEventListener('abort', () => clearInterval(timer))
    })
  }

  /** How many messages consumers are to get; undefined where only the broker knows. */
  private get due(): number | undefined {
    const { published, nacked, returned } = this.cast.meter.counts
    const { queuesPerMessage } = this.topology
    return queuesPerMessage && (published - nacked - returned) * queuesPerMessage
  }

  private async stopAll(): Promise<void> {
    const { producers, consumers, blocked } = this.cast
    // A broker that takes no messages answers nothing either.
    if (blocked !== undefined) throw blockedBy(blocked)
    for (const producer of producers) producer.stop()
    await Promise.all(producers.map(({ done }) => done))
    this.publishedMs ??= epochMs()
    await Promise.all(consumers.map((consumer) => consumer.stop()))
  }

  /** Looks for what has been waiting for too long. */
  private watch(): void {
    const { options } = this.setup
    const now = epochMs()
    const { blocked, producers } = this.cast
    this.blockedSinceMs = blocked === undefined ? undefined : (this.blockedSinceMs ?? now)
    if (blocked !== undefined && now - (this.blockedSinceMs ?? now) > options.timeout)
      this.fail(blockedBy(blocked))
    if (producers.some((producer) => producer.unconfirmedMs(now) > options.confirmTimeout))
      this.fail(unconfirmed(options.confirmTimeout))
  }

  /**
   * How many messages are in the queues; undefined for streams, in which they stay when they were consumed, and for queues
   * that went with their last consumer.
   */
  private async countLeft(control: LoadChannel): Promise<number | undefined> {
    const { autoDelete, consumers } = this.setup.options
    if (this.topology.isStream || (autoDelete === true && consumers > 0)) return undefined
    let left = await messagesLeft(control, this.topology)
    for (let again = 0; again < ASK_AGAIN.times && (this.lost(left) ?? 0) > 0; again++) {
      await sleep(ASK_AGAIN.afterMs)
      left = await messagesLeft(control, this.topology)
    }
    return left
  }

  /** How many messages did not come and are in no queue; undefined where only the broker knows what was due. */
  private lost(left: number | undefined): number | undefined {
    const { due, cast } = this
    // Then it is known of those that are missing in between.
    if (left === undefined) return cast.inbox.missing
    const dropped = cast.consumers.reduce((sum, consumer) => sum + consumer.dropped, 0)
    return due && Math.max(0, due - cast.inbox.unique - left - dropped)
  }

  private balance(left: number | undefined, before: Before, isWhole: boolean): Balance {
    const { inbox, meter, producers } = this.cast
    // Others put messages into these queues, or take some out.
    const isShared = before.consumers > 0 || before.messages > 0 || meter.foreign > 0
    return {
      lost: isWhole && !isShared && producers.length > 0 ? this.lost(left) : undefined,
      left,
      missing: inbox.missing,
      duplicates: inbox.duplicates,
      outOfOrder: meter.outOfOrder,
      redelivered: meter.redelivered,
      foreign: meter.foreign,
    }
  }

  private summary(ending: Ending, startMs: number, costs: CostMeter, balance: Balance): Summary {
    const { meter, inbox } = this.cast
    const { consumerLatency, confirmLatency, sendDelay } = meter
    return {
      ending,
      publishSeconds: ((this.publishedMs ?? epochMs()) - startMs) / 1000,
      receiveSeconds: Math.max(0, inbox.lastMs - startMs) / 1000,
      counts: { ...meter.counts },
      latencies: {
        consumer: consumerLatency.total(),
        confirm: confirmLatency.total(),
        sendDelay: sendDelay.total(),
      },
      distributions: {
        consumer: consumerLatency.distribution(),
        confirm: confirmLatency.distribution(),
      },
      balance,
      costs: costs.read(),
      seconds: (epochMs() - startMs) / 1000,
    }
  }

  /** Ends all connections. What goes wrong with that has no bearing on the run. */
  private async close(control: LoadChannel | undefined): Promise<void> {
    for (const participant of [...this.cast.producers, ...this.cast.consumers]) participant.halt()
    if (control !== undefined && this.cast.blocked === undefined)
      await removeOwn(control, this.topology).catch(() => {})
    await Promise.all(this.cast.connections.map((connection) => connection.close(CLOSE_MS)))
  }

  private orFailure<T>(going: Promise<T>): Promise<T> {
    return Promise.race([going, this.failing.promise])
  }

  private fail(error: Error): void {
    if (!this.isClosing) this.failing.reject(error)
  }
}
