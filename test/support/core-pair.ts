/**
 * A ClientCore and a ServerCore joined in memory, with time and chunking in the test's hands. Nothing moves by itself:
 * bytes travel when the test carries them, as many at a time as it likes.
 *
 *     const pair = new CorePair()
 *     pair.open()
 *     const channel = pair.openChannel()
 *     pair.client.close(200, 'bye', new Error('asked for'))
 *     pair.settle()
 */

import { channelOpen } from '../../src/generated/methods.ts'
import type { ClientChannelCore } from '../../src/protocol/client-channel-core.ts'
import { ClientCore, type ClientCoreOptions } from '../../src/protocol/client-core.ts'
import { plain } from '../../src/protocol/sasl.ts'
import { ServerCore, type ServerCoreOptions } from '../../src/protocol/server-core.ts'
import type { Tune } from '../../src/protocol/tune.ts'
import {
  RecordedCall,
  RecordedChannel,
  RecordedClient,
  RecordedServer,
  type ServerScript,
} from './core-recorders.ts'

export const TUNE: Tune = { channelMax: 2047, frameMaxBytes: 131_072, heartbeatSeconds: 60 }

export const CLIENT_OPTIONS: ClientCoreOptions = {
  virtualHost: '/',
  mechanisms: [plain('guest', 'guest')],
  clientProperties: { product: 'test' },
  tune: TUNE,
  maxBodyBytes: 64 * 1024 * 1024,
}

export const SERVER_OPTIONS: ServerCoreOptions = {
  serverProperties: { product: 'test broker' },
  mechanisms: ['PLAIN'],
  tune: TUNE,
  maxBodyBytes: 128 * 1024 * 1024,
}

export interface CorePairOptions {
  readonly client?: Partial<ClientCoreOptions>
  readonly server?: Partial<ServerCoreOptions>
  /** What the server does with what it gets. */
  readonly script?: ServerScript
}

export type Direction = 'to client' | 'to server'

/** A core as a transport sees it. */
interface End {
  readonly core: ClientCore | ServerCore
  readonly recorder: RecordedClient | RecordedServer
  /** What it has sent and the other side has not got. */
  underWay: Buffer
  /** All that was carried from here to the other side. */
  readonly carried: Buffer[]
}

export class CorePair {
  readonly client: ClientCore
  readonly server: ServerCore
  readonly clientSide: RecordedClient = new RecordedClient()
  readonly serverSide: RecordedServer
  /** The clock, in milliseconds. */
  now: number = 0
  private readonly ends: Readonly<Record<'client' | 'server', End>>

  constructor(options: CorePairOptions = {}) {
    this.serverSide = new RecordedServer(options.script ?? {})
    this.client = new ClientCore({ ...CLIENT_OPTIONS, ...options.client }, this.clientSide, this.now)
    this.server = new ServerCore({ ...SERVER_OPTIONS, ...options.server }, this.serverSide, this.now)
    this.serverSide.core = this.server
    this.ends = {
      client: { core: this.client, recorder: this.clientSide, underWay: Buffer.alloc(0), carried: [] },
      server: { core: this.server, recorder: this.serverSide, underWay: Buffer.alloc(0), carried: [] },
    }
  }

  /** Shakes hands. */
  open(): void {
    this.client.start()
    this.settle()
    if (this.client.life.state !== 'open') throw new Error(`the pair is "${this.client.life.state}"`)
  }

  /** Opens a channel; both sides are in agreement when it returns. */
  openChannel(): { core: ClientChannelCore; recorder: RecordedChannel } {
    const recorder = new RecordedChannel()
    const core = this.client.createChannel(recorder)
    if (core === undefined) throw new Error('no channel is free')
    const call = new RecordedCall('channel.open', channelOpen.replies)
    core.call(channelOpen, {}, call)
    this.settle()
    if (call.reply === undefined) throw new Error('the channel was not opened')
    return { core, recorder }
  }

  /** All that was carried in one direction so far. */
  traffic(direction: Direction): Buffer {
    return Buffer.concat(this.from(direction).carried)
  }

  /**
   * Carries at most `limit` bytes as one piece. Where a side is done and all that it sent has arrived, it hangs up.
   * @returns whether anything happened
   */
  carry(direction: Direction, limit: number = Number.POSITIVE_INFINITY): boolean {
    const [from, to] = [this.from(direction), this.to(direction)]
    this.collect(from)
    if (from.underWay.length === 0) return this.hangUp(from, to)
    const space = direction === 'to client' ? this.client.space : undefined
    const piece = readInto(space, from.underWay.subarray(0, Math.max(1, limit)))
    from.underWay = from.underWay.subarray(piece.length)
    from.carried.push(Buffer.from(piece))
    to.core.receive(piece, this.now)
    return true
  }

  /** Carries everything, in pieces of at most `limit` bytes, until nothing moves any more. */
  settle(limit?: number): void {
    let moves = true
    while (moves) {
      const moved = this.carry('to server', limit)
      moves = this.carry('to client', limit) || moved
    }
  }

  /** Changes what is under way. */
  damage(direction: Direction, change: (bytes: Buffer) => Buffer): void {
    const from = this.from(direction)
    this.collect(from)
    from.underWay = change(from.underWay)
  }

  /** The network breaks: what is under way is lost. */
  cut(error: Error = new Error('the network broke')): void {
    for (const end of [this.ends.client, this.ends.server]) {
      end.underWay = Buffer.alloc(0)
      end.core.end(error)
      this.collect(end)
      end.underWay = Buffer.alloc(0)
    }
  }

  /** Moves the clock, and lets both sides look at it. */
  tick(ms: number): void {
    this.now += ms
    this.client.tick(this.now)
    this.server.tick(this.now)
  }

  private from(direction: Direction): End {
    return direction === 'to server' ? this.ends.client : this.ends.server
  }

  private to(direction: Direction): End {
    return direction === 'to server' ? this.ends.server : this.ends.client
  }

  private collect(end: End): void {
    end.recorder.checkPending(end.core.pendingBytes)
    if (end.core.pendingBytes === 0) return
    end.recorder.announced = false
    end.underWay = Buffer.concat([end.underWay, ...end.core.takeOutput(this.now)])
  }

  private hangUp(from: End, to: End): boolean {
    if (from.recorder.closes.length === 0 || to.recorder.closes.length > 0) return false
    to.core.end(new Error('the other side hung up'))
    return true
  }
}

/** As much of some bytes as there is space for, read into it; or all of them where nobody cares where they are. */
function readInto(space: Uint8Array | undefined, bytes: Buffer): Uint8Array {
  if (space === undefined) return bytes
  return space.subarray(0, bytes.copy(space))
}
