/** A client and a server that do whatever occurs to them, and the books that are kept about it. */
import { expect } from 'vitest'
import { BASIC_PUBLISH, QUEUE_DECLARE } from '../../src/generated/constants.ts'
import {
  basicAck,
  basicCancel,
  basicDeliver,
  channelFlow,
  channelOpen,
  connectionUpdateSecret,
  queueDeclare,
  queueDeclareOk,
} from '../../src/generated/methods.ts'
import type { QueueDeclare } from '../../src/generated/types.ts'
import type { ClientChannelCore } from '../../src/protocol/client-channel-core.ts'
import type { Content } from '../../src/protocol/content.ts'
import { Refusal } from '../../src/protocol/refusal.ts'
import type { ServerChannelCore } from '../../src/protocol/server-channel-core.ts'
import { CorePair } from '../support/core-pair.ts'
import { RecordedCall, RecordedChannel } from '../support/core-recorders.ts'

/** Small enough that messages are split, and that channels run out. */
const TUNE = { channelMax: 3, frameMaxBytes: 4096, heartbeatSeconds: 10 }
export const CLIENT_MAX_BODY_BYTES = 9_000
export const SERVER_MAX_BODY_BYTES = 10_000

interface WorldChannel {
  readonly core: ClientChannelCore
  readonly recorder: RecordedChannel
  /** What was published here, in order; the server sends it back. */
  readonly published: string[]
}

/** How a declare ends that is named like this. */
const REFUSALS: Record<string, number> = { soft: 404, hard: 540 }

/** Why a connection between two peers who keep to the rules may end. */
const REASONS = ['the network broke', 'the other side hung up', '320', '540', 'shut down', 'sent nothing for']

export class World {
  readonly pair: CorePair = new CorePair({
    client: { tune: TUNE, maxBodyBytes: CLIENT_MAX_BODY_BYTES },
    server: { tune: TUNE, maxBodyBytes: SERVER_MAX_BODY_BYTES },
    script: { onCommand: (channel, id, args, content) => this.serve(channel, id, args, content) },
  })
  readonly channels: WorldChannel[] = []
  private readonly calls: { readonly call: RecordedCall; readonly name: string }[] = []
  private readonly asked: Error = new Error('asked for')

  constructor() {
    this.pair.client.start()
  }

  openChannel(): void {
    const recorder = new RecordedChannel()
    const core = this.pair.client.life.state === 'open' ? this.pair.client.createChannel(recorder) : undefined
    if (core === undefined) return
    const twin = this.channels.find((other) => other.core.id === core.id && other.core.state !== 'closed')
    expect(twin, 'a number is given out twice').toBeUndefined()
    this.channels.push({ core, recorder, published: [] })
    core.call(channelOpen, {}, this.newCall('channel.open', channelOpen.replies))
  }

  /** Declares a queue on one of the open channels. */
  declare(pick: number, kind: 'good' | 'soft' | 'hard'): void {
    const name = `${kind} ${this.calls.length}`
    this.pickOpen(pick)?.core.call(queueDeclare, { queue: name }, this.newCall(name, queueDeclare.replies))
  }

  publish(pick: number, bodyBytes: number): void {
    const channel = this.pickOpen(pick)
    const text = `${this.channels.length}/${channel?.published.length}/`.padEnd(bodyBytes, 'x')
    channel?.core.publish({ routingKey: 'q' }, { messageId: 'm' }, text)
    channel?.published.push(text)
  }

  closeChannel(pick: number): void {
    const channel = this.channels[pick % this.channels.length]
    channel?.core.close(200, 'bye', this.asked)
  }

  updateSecret(): void {
    if (this.pair.client.life.state !== 'open') return
    const call = this.newCall('secret', connectionUpdateSecret.replies)
    this.pair.client.call(connectionUpdateSecret, { newSecret: 's' }, call)
  }

  closeConnection(): void {
    const { client } = this.pair
    if (!client.life.state.startsWith('awaiting') || client.life.state === 'awaiting open-ok') {
      client.close(200, 'bye', this.asked)
    }
  }

  /** The server says something that nobody asked for. */
  serverSays(pick: number, what: 'cancel' | 'flow' | 'ack' | 'block' | 'shut down'): void {
    const { server, serverSide } = this.pair
    const channel = serverSide.channels[pick % serverSide.channels.length]?.core
    if (what === 'cancel') channel?.send(basicCancel, { consumerTag: 'c', noWait: pick % 2 === 0 })
    if (what === 'flow') channel?.send(channelFlow, { active: pick % 2 === 0 })
    if (what === 'ack') channel?.send(basicAck, { deliveryTag: pick })
    if (what === 'block') server.block('full')
    if (what === 'shut down') server.refuse(new Refusal(320, 'shut down'))
  }

  /** Ends whatever is left, and makes sure that everything has ended, once. */
  auditEnds(): void {
    const { pair, channels, calls } = this
    pair.cut()
    pair.settle()
    expect([pair.clientSide.closes.length, pair.serverSide.closes.length]).toEqual([1, 1])
    for (const { call, name } of calls) expect(call.isSettled, `${name} is left hanging`).toBe(true)
    for (const { recorder } of channels) expect(recorder.closes).toHaveLength(1)
    for (const { events, core } of pair.serverSide.channels) {
      expect([events.at(-1), core.state]).toEqual(['closed', 'closed'])
    }
    expect(pair.client['channels']?.size ?? 0).toBe(0)
  }

  /** Makes sure that everything has ended, and with what it should: here nobody broke a rule. */
  audit(): void {
    const { pair, channels, calls } = this
    this.auditEnds()
    for (const error of [...pair.clientSide.closes, ...pair.serverSide.closes]) this.auditReason(error)
    for (const { call, name } of calls) this.auditCall(call, name)
    for (const { recorder, published } of channels) this.auditChannel(recorder, published)
  }

  private auditReason(error: Error | undefined): void {
    if (error === undefined) return
    expect(
      REASONS.filter((reason) => error.message.includes(reason)),
      error.stack ?? '',
    ).not.toEqual([])
  }

  private auditCall(call: RecordedCall, name: string): void {
    if (call.reply !== undefined && name.startsWith('good'))
      expect(call.reply.args).toMatchObject({ queue: name })
    expect(call.reply !== undefined && /^(soft|hard)/.test(name)).toBe(false)
  }

  /** What came back is the beginning of what was published. */
  private auditChannel({ events }: RecordedChannel, published: readonly string[]): void {
    const bodies = events.filter(([name]) => name === 'deliver').map(([, , text]) => text as string)
    expect(bodies).toEqual(published.slice(0, bodies.length))
  }

  private newCall(name: string, replies: readonly number[]): RecordedCall {
    const call = new RecordedCall(name, replies)
    this.calls.push({ call, name })
    return call
  }

  private pickOpen(pick: number): WorldChannel | undefined {
    const open = this.channels.filter(({ core }) => core.state === 'open')
    return open[pick % open.length]
  }

  private serve(channel: ServerChannelCore, id: number, args: object, content: Content | undefined): void {
    if (id === QUEUE_DECLARE) {
      const { queue } = args as QueueDeclare
      const code = REFUSALS[queue.split(' ')[0] as string]
      if (code !== undefined) throw new Refusal(code, queue)
      channel.send(queueDeclareOk, { queue, messageCount: 0, consumerCount: 0 })
    }
    if (id === BASIC_PUBLISH) {
      const fields = { consumerTag: 'c', deliveryTag: 1, redelivered: false, exchange: '', routingKey: 'q' }
      channel.relay(basicDeliver, fields, content as Content)
    }
  }
}
