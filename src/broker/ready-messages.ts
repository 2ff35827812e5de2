import { Backlog } from './backlog.ts'
import type { MemoryGauge } from './memory-gauge.ts'
import type { QueuedMessage } from './message.ts'

/** The messages of a queue that wait to be delivered: those of the highest priority first, among them in their order. */
export class ReadyMessages {
  /** How many there are. */
  length: number = 0
  /** How many bytes their bodies have. */
  bytes: number = 0
  private readonly gauge: MemoryGauge
  private levels: Backlog[] = []
  /** No level above this one has any messages. */
  private top: number = 0

  /** @param gauge what the bytes are counted by as well */
  constructor(gauge: MemoryGauge) {
    this.gauge = gauge
  }

  push(queued: QueuedMessage): void {
    this.levelOf(queued).push(queued)
  }

  /** A message that was taken before, to its place among those of its priority. */
  putBack(queued: QueuedMessage): void {
    this.levelOf(queued).putBack(queued)
  }

  /** The first message, which stays. */
  peek(): QueuedMessage | undefined {
    return this.first()?.peek()
  }

  /** Takes the first message. */
  take(): QueuedMessage | undefined {
    const queued = this.first()?.take()
    if (queued === undefined) return undefined
    this.length--
    this.count(-queued.message.content.bodyBytes)
    return queued
  }

  /** Drops all messages, and says how many there were. */
  clear(): number {
    const count = this.length
    this.levels = []
    this.length = 0
    this.count(-this.bytes)
    this.top = 0
    return count
  }

  /** Counts a message that is about to come, and says where it belongs. */
  private levelOf(queued: QueuedMessage): Backlog {
    const { priority } = queued
    this.length++
    this.count(queued.message.content.bodyBytes)
    while (this.levels.length <= priority) this.levels.push(new Backlog())
    if (priority > this.top) this.top = priority
    return this.levels[priority] as Backlog
  }

  private count(bytes: number): void {
    this.bytes += bytes
    this.gauge.add(bytes)
  }

  private first(): Backlog | undefined {
    while (this.top > 0 && this.levels[this.top]?.length === 0) this.top--
    return this.levels[this.top]
  }
}
