// What the tests of aborted waits play with: a connection to a peer that answers only when told to, and the steps by
// which an awaitable comes to its result.

import { methodInfos } from '../../src/generated/metadata.ts'
import * as methods from '../../src/generated/methods.ts'
import { type CallOptions, type Channel, type Connection, connect } from '../../src/index.ts'
import type { Transport, TransportHandler } from '../../src/transport/transport.ts'
import { type Deferred, deferred } from '../../src/util/deferred.ts'
import type { Method } from '../../src/wire/method.ts'
import { type Heard, RawPeer } from './raw-peer.ts'

/** A connection with one channel open, both idle, and the peer at its other end. */
export interface Scene {
  readonly peer: RawPeer
  readonly gate: Gate
  readonly connection: Connection
  readonly channel: Channel
  /** Another peer, for what begins with a connection. */
  readonly other: RawPeer
  /** For what the program itself has under way: a handler, or the making of a message. */
  readonly program: { readonly begun: Deferred<void>; readonly done: Deferred<void> }
}

/** A place where an awaitable waits. */
export interface Step {
  /** Resolves when it waits here. */
  reached(scene: Scene): Promise<unknown>
  /** Moves it on. */
  answer(scene: Scene): unknown
  /** Whether `timeoutMs` is not about this: it may well take for ever. */
  readonly isOpenEnded?: boolean
}

/** Something that can be awaited, and given up. */
export interface Row {
  readonly name: string
  /** Sets the scene, and returns what begins the wait. */
  prepare(scene: Scene): Promise<(options: CallOptions) => Promise<unknown>>
  /** Where it waits, one after the other. */
  readonly steps: readonly Step[]
  /** What it brings when it is not given up. */
  readonly result: unknown
  /** What is over in any case, once it has begun. */
  readonly ends?: 'its channel' | 'the connection'
}

/** A wait for the answer to what the client asks. */
export function asked<Args>(name: string, method: Method<Args, unknown>, args: Args): Step {
  let heard: Heard | undefined
  return {
    async reached({ peer }) {
      heard = await peer.expect(name)
    },
    answer: ({ peer }) => peer.send((heard as Heard).channel, method, args),
  }
}

/** A wait for something that the client does not ask for. */
export function until(answer: (scene: Scene) => unknown): Step {
  return { reached: () => Promise.resolve(), answer }
}

/** A wait for something after the client has sent this. */
export function after(name: string, answer: (scene: Scene) => unknown): Step {
  return { reached: ({ peer }) => peer.expect(name), answer }
}

/** A wait for the program itself. */
export const working: Step = {
  reached: ({ program }) => program.begun.promise,
  answer: ({ program }) => program.done.resolve(),
}

export const opening: Step = asked('channel.open', methods.channelOpenOk, {})

export async function openScene(): Promise<Scene> {
  const peer = new RawPeer()
  const gate = new Gate(peer.transport)
  const [connection] = await Promise.all([
    connect({ transport: gate, callTimeoutMs: 600_000 }),
    peer.shakeHands(),
  ])
  const [channel] = await Promise.all([connection.openChannel(), peer.openChannel()])
  return {
    peer,
    gate,
    connection,
    channel,
    other: new RawPeer(),
    program: { begun: deferred(), done: deferred() },
  }
}

/** Answers all that the client asks from here on, as a broker would. Returns the names of what came, as it comes. */
export function serve(peer: RawPeer): string[] {
  const names: string[] = []
  const answerAll = async (): Promise<never> => {
    while (true) {
      const heard = await peer.next()
      names.push(heard.name)
      answer(peer, heard)
    }
  }
  void answerAll()
  return names
}

function answer(peer: RawPeer, { channel, name, args }: Heard): void {
  const replyId = methodInfos.find((info) => info.name === name)?.replies.at(-1)
  const reply = methods.allMethods.find(({ id }) => id === replyId) as Method<object, unknown> | undefined
  // Of what is asked for the answer may repeat these.
  if (reply !== undefined && args['noWait'] !== true)
    peer.send(channel, reply, { queue: args['queue'], consumerTag: args['consumerTag'] || 'c' })
  // All that was published so far.
  if (name === 'basic.publish') peer.send(channel, methods.basicAck, { deliveryTag: 0, multiple: true })
  if (name === 'connection.close') peer.end()
}

/** A transport that says that it is full when the test wants it to. */
class Gate implements Transport {
  isFull: boolean = false
  readonly remote: string
  private readonly inner: Transport
  private handler: TransportHandler | undefined

  constructor(inner: Transport) {
    this.inner = inner
    this.remote = inner.remote
  }

  get bufferedBytes(): number {
    return this.inner.bufferedBytes
  }

  start(handler: TransportHandler): void {
    this.handler = handler
    this.inner.start(handler)
  }

  write(pieces: readonly Uint8Array[]): boolean {
    return this.inner.write(pieces) && !this.isFull
  }

  drain(): void {
    this.isFull = false
    this.handler?.onDrain()
  }

  end(): void {
    this.inner.end()
  }

  destroy(): void {
    this.inner.destroy()
  }
}

/** What of its work a connection has not put away: calls, waits, publishes, and what is on channels beyond these. */
export function leftovers(connection: Connection, channels: readonly number[]): string[] {
  const snapshot = connection.snapshot()
  const found = snapshot.pendingCalls.map(({ method }) => method)
  if (snapshot.waitingForRoom > 0) found.push(`${snapshot.waitingForRoom} waits for room`)
  for (const { id, pendingCalls, publisher, consumer, rpcCalls = [], ...rest } of snapshot.channels) {
    if (!channels.includes(id)) found.push(`channel ${id}, which is ${rest.state}`)
    for (const { method } of [...pendingCalls, ...rpcCalls]) found.push(`${method} on channel ${id}`)
    const { outstanding, waiting } = publisher ?? { outstanding: 0, waiting: 0 }
    if (outstanding > 0) found.push(`${outstanding} publishes sent on channel ${id}`)
    if (waiting > 0) found.push(`${waiting} publishes waiting on channel ${id}`)
    if (consumer && consumer.running + consumer.waiting > 0) found.push(`deliveries on channel ${id}`)
  }
  return found
}

/** The consumers that a connection has. */
export function consumersOf(connection: Connection): number {
  return connection.snapshot().channels.reduce((sum, { consumers }) => sum + consumers.length, 0)
}
