import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Broker, type Profile } from '../../src/broker/index.ts'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import { basicGet, queueDeclare } from '../../src/generated/methods.ts'
import { ServerCore } from '../../src/protocol/server-core.ts'
import { memoryPair } from '../../src/transport/memory.ts'
import type { Transport, TransportHandler } from '../../src/transport/transport.ts'
import { collectGarbage } from '../support/collector.ts'
import { Mutations, randomOf } from '../support/mutations.ts'
import { readSession } from '../wire/sessions.ts'

const TIMERS = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const
/** Of each session, against each profile; 100,000 in all. */
const MUTATIONS = 25_000
/** The number of connection.open-ok. */
const OPEN_OK = Buffer.of(0, 10, 0, 41)
const AT_A_TIME = 250
/** The longest deadline of a session, that of the handshake. */
const DEADLINE_MS = 10_000

const { receive } = ServerCore.prototype

beforeEach(() => {
  vi.useFakeTimers({ toFake: [...TIMERS] })
})
afterEach(() => {
  vi.useRealTimers()
  ServerCore.prototype.receive = receive
})

describe.each(['rabbitmq-3.10', 'rabbitmq-4.3'] as const)('the broker as %s', (profile) => {
  test.each(['session-rabbitmq-3.10', 'session-rabbitmq-4.3'])(
    `outlives ${MUTATIONS} mutations of %s, and forgets who sent them`,
    async (name) => {
      const seed = Number(process.env['WIREHARE_SEED'] ?? Date.now() % 2 ** 31)
      const mutations = new Mutations(readSession(name).out, randomOf(seed))
      const scene = await Scene.of(profile)
      for (let done = 0; done < MUTATIONS; done += AT_A_TIME) {
        const batch = Array.from({ length: AT_A_TIME }, () => mutations.next())
        const faults = await scene.suffer(batch)
        expect(faults, `seed ${seed}, after ${done} mutations`).toEqual([])
      }
      await scene.end()
    },
    60_000,
  )
})

/** A broker with one well-behaved client, who must notice nothing of what the others do. */
class Scene {
  private readonly broker: Broker
  private readonly bystander: ScriptedClient
  private readonly faults: string[] = []
  private readonly streams: WeakRef<Transport>[] = []

  private constructor(broker: Broker, bystander: ScriptedClient) {
    this.broker = broker
    this.bystander = bystander
    // A session outlives what is thrown in it, so nobody else would tell.
    ServerCore.prototype.receive = tattling(this.faults)
  }

  static async of(profile: Profile): Promise<Scene> {
    const broker = new Broker({ profile })
    const bystander = await ScriptedClient.open(broker.transport())
    await bystander.call(1, queueDeclare, { queue: 'bystander', exclusive: true })
    return new Scene(broker, bystander)
  }

  /** Lets each of these streams come in, in two pieces, and most of them end. Returns what went wrong. */
  async suffer(batch: readonly Uint8Array[]): Promise<string[]> {
    const visitors = batch.map((bytes, i) => {
      const [client, server] = memoryPair()
      this.streams.push(new WeakRef(server))
      this.broker.accept(server)
      return new Visitor(client, bytes, (i * 37) % (bytes.length + 1), i % 3 === 0)
    })
    await turns()
    this.bystander.publish(1, { routingKey: 'bystander' }, 'still here')
    const { text } = await this.bystander.call(1, basicGet, { queue: 'bystander', noAck: true })
    if (text !== 'still here') this.faults.push(`the bystander got ${text}`)
    for (let i = 0; i < 2; i++) {
      vi.advanceTimersByTime(DEADLINE_MS)
      await turns()
    }
    // Who came as far as to open the connection, without heartbeats, may stay silent for as long as it likes.
    const hung = visitors.filter(({ isClosed, wasOpened }) => !isClosed && !wasOpened).length
    if (hung > 0) this.faults.push(`${hung} streams stayed open`)
    for (const visitor of visitors) visitor.end()
    vi.advanceTimersByTime(DEADLINE_MS)
    await turns()
    const left = visitors.filter(({ isClosed }) => !isClosed).length
    if (left > 0) this.faults.push(`${left} streams did not end`)
    return this.faults
  }

  /** Nothing is left of all that, while the broker lives and when it does not. */
  async end(): Promise<void> {
    collectGarbage()
    const left = this.streams.filter((stream) => stream.deref() !== undefined).length
    expect(left, 'sessions that are still somewhere').toBe(0)
    this.bystander.hangUp()
    await this.broker.close()
    expect(vi.getTimerCount()).toBe(0)
  }
}

function tattling(faults: string[]): ServerCore['receive'] {
  return function (this: ServerCore, bytes, now) {
    try {
      receive.call(this, bytes, now)
    } catch (error) {
      faults.push(String(error))
      throw error
    }
  }
}

/** Says what it has to say, and hears no more of the answer than whether the connection was opened. */
class Visitor implements TransportHandler {
  isClosed: boolean = false
  wasOpened: boolean = false
  private readonly transport: Transport

  constructor(transport: Transport, bytes: Uint8Array, half: number, fallsSilent: boolean) {
    this.transport = transport
    transport.start(this)
    transport.write([bytes.subarray(0, half), bytes.subarray(half)])
    if (!fallsSilent) transport.end()
  }

  end(): void {
    this.transport.end()
  }

  onData(bytes: Uint8Array): void {
    if (Buffer.from(bytes).includes(OPEN_OK)) this.wasOpened = true
  }

  onDrain(): void {}

  onEnd(): void {}

  onClose(): void {
    this.isClosed = true
  }
}

/** Some turns of the event loop: what was sent arrives, and what comes of it is sent. */
async function turns(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise(setImmediate)
}
