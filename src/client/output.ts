import type { ClientCore } from '../protocol/client-core.ts'
import type { Transport } from '../transport/transport.ts'
import { Call } from './call.ts'
import { type CallOptions, limitOf } from './options.ts'
import { NOWHERE } from './place.ts'

/** Output is handed on before the turn ends where so much has gathered, so that a long loop does not pile it all up. */
const FLUSH_BYTES = 64 * 1024

/**
 * What a connection sends: gathered over one turn of the event loop, then handed to the transport in one write.
 *
 *     core ──▶ pending ──(end of the turn, or 64 KiB)──▶ transport.write ──false──▶ no room … onDrain ──▶ room
 */
export class Output {
  /** Whether the transport takes more without piling it up. */
  hasRoom: boolean = true
  private readonly core: ClientCore
  private readonly transport: Transport
  private readonly callTimeoutMs: number
  /** Made for the first who waits. */
  private waiting: Set<Call<void>> | undefined
  private scheduled: boolean = false
  private time: number = 0

  constructor(core: ClientCore, transport: Transport, callTimeoutMs: number) {
    this.core = core
    this.transport = transport
    this.callTimeoutMs = callTimeoutMs
  }

  /** The number of bytes that are written here and not yet taken by the system. */
  get bufferedBytes(): number {
    return this.core.pendingBytes + this.transport.bufferedBytes
  }

  /** How many wait for room. */
  get waitingCount(): number {
    return this.waiting?.size ?? 0
  }

  /**
   * When what is written now leaves, by the clock of `performance.now`, as nearly as that is known: asked for once until
   * then, because to ask costs a twentieth of a publish.
   */
  get now(): number {
    if (this.time === 0) {
      this.time = performance.now()
      this.schedule()
    }
    return this.time
  }

  /** Output leaves once per turn of the event loop, before the promises of this turn go on. */
  schedule(): void {
    if (this.scheduled) return
    this.scheduled = true
    process.nextTick(flush, this)
  }

  /** Hands on what has gathered, where that is much. */
  flushIfMuch(): void {
    if (this.core.pendingBytes >= FLUSH_BYTES) this.flush()
  }

  flush(): void {
    this.scheduled = false
    this.time = 0
    const { core, transport } = this
    if (core.pendingBytes === 0) return
    this.hasRoom = transport.write(core.takeOutput(performance.now()))
    this.releaseMemory()
  }

  /** Waits for room. */
  drained(options: CallOptions | undefined): Promise<void> {
    limitOf(options)
    if (this.hasRoom && options?.signal?.aborted !== true) return Promise.resolve()
    const call = new Call<void>(
      { name: 'drained', replies: [] },
      { ...options, place: NOWHERE },
      this.callTimeoutMs,
      () => undefined,
    )
    return call.begin(() => {
      const waiting = (this.waiting ??= new Set())
      waiting.add(call)
      const forget = (): void => void waiting.delete(call)
      call.promise.then(forget, forget)
    })
  }

  onDrain(): void {
    this.hasRoom = true
    this.releaseMemory()
    for (const call of this.waiting ?? []) call.onReply(0, {}, undefined)
  }

  /** There will be no room any more. */
  fail(error: Error): void {
    for (const call of this.waiting ?? []) call.onError(error)
  }
  /** What was written has been copied, where nothing waits. */
  private releaseMemory(): void {
    const { core, transport } = this
    if (transport.releasesMemory === true && transport.bufferedBytes === 0) core.reuseMemory()
  }
}

function flush(output: Output): void {
  output.flush()
}
