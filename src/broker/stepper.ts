import { carriesContent, methodNames } from '../generated/constants.ts'
import { FrameCutter } from '../protocol/frame-cutter.ts'
import type { Transport, TransportHandler } from '../transport/transport.ts'
import { Fifo } from '../util/fifo.ts'
import { FRAME_HEARTBEAT, FRAME_METHOD, FRAME_OVERHEAD_BYTES, FRAME_PREFIX_BYTES } from '../wire/frame.ts'

/** A command of a client that a broker has heard. */
export interface Step {
  /** Where the client is: `127.0.0.1:40000`, or `memory`. */
  readonly remote: string
  /** The channel that the command came on; 0 for the connection itself. */
  readonly channel: number
  /** Such as `basic.publish`. */
  readonly method: string
}

/** A command that waits. */
interface Waiting extends Step {
  /** All of it, or what has come so far. */
  readonly frames: Uint8Array[]
  /** How much of its body is to come; undefined until its header says so. */
  bodyLeft: number | undefined
  isHeard: boolean
  hear(): void
}

interface Waiter {
  resolve(step: Step): void
  reject(error: Error): void
}

const MAX_FRAME_BYTES = 16 * 1024 * 1024
/** Where a content header says how long the body is. */
const BODY_SIZE_AT = FRAME_PREFIX_BYTES + 4
const BODY_SIZE_END = BODY_SIZE_AT + 8

/**
 * Holds back what clients do on their channels, so that a broker takes one command at a time when asked. What is about
 * the connection alone (handshake, heartbeats) is never held, unless it follows a command that is.
 */
export class Stepper {
  private isHolding: boolean = false
  private readonly waiting: Fifo<Waiting> = new Fifo()
  private readonly waiters: Fifo<Waiter> = new Fifo()

  /** From now on commands wait. */
  hold(): void {
    this.isHolding = true
  }

  /** Hears all that waits, in the order in which it came, and holds nothing back any more. */
  release(): void {
    this.isHolding = false
    while (this.waiting.length > 0) this.hearNext()
  }

  /** Hears the next command, as soon as there is one. */
  step(): Promise<Step> {
    if (!this.isHolding) throw new Error('nothing is held back: see hold()')
    return new Promise((resolve, reject) => {
      this.waiters.push({ resolve, reject })
      this.match()
    })
  }

  /** There will be no more. */
  stop(): void {
    this.isHolding = false
    while (this.waiters.length > 0) this.waiters.shift()?.reject(new Error('the broker was closed'))
  }

  /** The same stream, with its commands under this control. */
  control(transport: Transport): Transport {
    return {
      remote: transport.remote,
      start: (handler) => this.start(transport, handler),
      write: (pieces) => transport.write(pieces),
      get bufferedBytes(): number {
        return transport.bufferedBytes
      },
      pause: () => transport.pause?.(),
      resume: () => transport.resume?.(),
      end: () => transport.end(),
      destroy: () => transport.destroy(),
    }
  }

  private start(transport: Transport, handler: TransportHandler): void {
    const gate = new Gate(transport.remote, (bytes) => handler.onData(bytes))
    // What is no frame goes on as it is, to be refused.
    const cutter = new FrameCutter((piece) => this.take(piece, gate), MAX_FRAME_BYTES)
    transport.start({
      onData: (bytes) => cutter.receive(bytes),
      onDrain: () => handler.onDrain(),
      onEnd: () => handler.onEnd(),
      onClose: (error) => {
        gate.isOver = true
        handler.onClose(error)
      },
    })
  }

  private take(frame: Uint8Array, gate: Gate): void {
    if (!this.isHolding) return gate.open(frame)
    const whole = gate.gather(frame)
    if (whole === undefined) return
    this.waiting.push(whole)
    this.match()
  }

  private match(): void {
    if (this.waiting.length === 0 || this.waiters.length === 0) return
    const waiter = this.waiters.shift() as Waiter
    const { remote, channel, method } = this.hearNext()
    waiter.resolve({ remote, channel, method })
  }

  private hearNext(): Waiting {
    const next = this.waiting.shift() as Waiting
    next.hear()
    return next
  }
}

/** What has come of one connection. */
class Gate {
  /** Set when the stream is closed: what still waits is for nobody. */
  isOver: boolean = false
  private readonly remote: string
  private readonly hear: (bytes: Uint8Array) => void
  /** The commands whose content is still to come, by channel. */
  private readonly unfinished: Map<number, Waiting> = new Map()
  private last: Waiting | undefined

  constructor(remote: string, hear: (bytes: Uint8Array) => void) {
    this.remote = remote
    this.hear = hear
  }

  /** Lets a frame through, and before it the beginnings that are here. */
  open(frame: Uint8Array): void {
    for (const beginning of this.unfinished.values()) beginning.hear()
    this.unfinished.clear()
    this.hear(frame)
  }

  /** Keeps a frame, and returns the command that it completes; or lets it through where it belongs to none. */
  gather(frame: Uint8Array): Waiting | undefined {
    const [type] = frame
    // What is shorter is broken, and refused by who hears it.
    if (type === FRAME_HEARTBEAT || frame.length < FRAME_PREFIX_BYTES + 4) return this.pass(frame)
    const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
    const channel = view.getUint16(1)
    if (type === FRAME_METHOD) return this.begin(frame, channel, view.getInt32(FRAME_PREFIX_BYTES))
    const command = this.unfinished.get(channel)
    if (command === undefined) return this.pass(frame)
    command.frames.push(frame)
    if (command.bodyLeft !== undefined) command.bodyLeft -= frame.length - FRAME_OVERHEAD_BYTES
    else command.bodyLeft = frame.length < BODY_SIZE_END ? 0 : Number(view.getBigUint64(BODY_SIZE_AT))
    if (command.bodyLeft > 0) return undefined
    this.unfinished.delete(channel)
    return command
  }

  private begin(frame: Uint8Array, channel: number, id: number): Waiting | undefined {
    const isBehind = this.last !== undefined && !this.last.isHeard
    if (channel === 0 && !isBehind) return this.pass(frame)
    const frames = [frame]
    const command: Waiting = {
      remote: this.remote,
      channel,
      method: methodNames[id] ?? 'unknown',
      frames,
      bodyLeft: undefined,
      isHeard: false,
      hear: () => {
        command.isHeard = true
        if (!this.isOver) for (const one of frames) this.hear(one)
      },
    }
    this.last = command
    if (!carriesContent(id)) return command
    this.unfinished.set(channel, command)
    return undefined
  }

  private pass(frame: Uint8Array): undefined {
    this.hear(frame)
  }
}
