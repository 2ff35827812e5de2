// Where a scenario is played: clients of one broker, and the transcript of what they saw.

import { randomUUID } from 'node:crypto'
import type { Profile } from '../broker/index.ts'
import { methodNames } from '../generated/constants.ts'
import {
  basicAck,
  basicConsume,
  basicGet,
  basicQos,
  basicReject,
  channelClose,
  exchangeDeclare,
  exchangeDelete,
  queueBind,
  queueDeclare,
  queueDelete,
} from '../generated/methods.ts'
import type { BasicProperties } from '../generated/properties.ts'
import type { BasicConsumeArgs, BasicPublishArgs, QueueDeclareArgs } from '../generated/types.ts'
import type { Transport } from '../transport/transport.ts'
import type { FieldTable } from '../wire/field-value.ts'
import type { Method } from '../wire/method.ts'
import { type HandshakeOptions, type Received, ScriptedClient } from './scripted-client.ts'

/** What RabbitMQ answered to a scenario, line by line: the same in both versions, or each its own. */
export type Recorded = { readonly both: readonly string[] } | Readonly<Record<Profile, readonly string[]>>

/** What clients do. */
export interface Scenario {
  readonly title: string
  /** What should come of it. Left out where that was recorded from RabbitMQ. */
  readonly expected?: Recorded
  play(stage: Stage): Promise<void>
}

/** Scenarios about the same thing. */
export interface Section {
  /** What the numbers of its scenarios begin with. */
  readonly id: string
  /** What they go back to: methods and chapters of the standard, and pages of RabbitMQ's documentation. */
  readonly source: string
  readonly scenarios: readonly Scenario[]
}

/** A broker to play on: its URL, or a stream to it for each call. */
export type Venue = string | (() => Transport)

function open(venue: Venue, options?: HandshakeOptions): Promise<ScriptedClient> {
  const target = typeof venue === 'string' ? venue : venue()
  return ScriptedClient.open(target, { ...credentialsOf(venue), ...options })
}

/** Who a client is, and where it wants to go. */
function credentialsOf(venue: Venue): HandshakeOptions {
  if (typeof venue !== 'string') return {}
  const { username, password, pathname } = new URL(venue)
  const response = `\0${decodeURIComponent(username || 'guest')}\0${decodeURIComponent(password || 'guest')}`
  const virtualHost = pathname.length > 1 ? decodeURIComponent(pathname.slice(1)) : '/'
  return { response, virtualHost }
}

/** Nothing came where the scenario waits for something: it ends there. */
class Silence extends Error {}

/** Plays a scenario, and says what clients were told in it. */
export async function play(scenario: Scenario, venue: Venue): Promise<readonly string[]> {
  await using stage = await new Stage(venue).set()
  try {
    await scenario.play(stage)
  } catch (error) {
    if (!(error instanceof Silence))
      throw new Error(`${scenario.title}: ${(error as Error).message}`, { cause: error })
    stage.note('nothing')
  }
  return stage.transcript
}

const POLL_MS = 10
const PATIENCE_MS = 3_000

export class Stage implements AsyncDisposable {
  /** One line for each thing that a client was told, names and times made alike. */
  readonly transcript: string[] = []
  private readonly venue: Venue
  private readonly clients: ScriptedClient[] = []
  private readonly names: Map<string, string> = new Map()
  private main: ScriptedClient | undefined
  private watcher: ScriptedClient | undefined

  constructor(venue: Venue) {
    this.venue = venue
  }

  /** The client that is there from the start, with channel 1 open. */
  get client(): ScriptedClient {
    if (this.main === undefined) throw new Error('the stage is not set')
    return this.main
  }

  async set(): Promise<this> {
    this.main = await this.open()
    return this
  }

  /** One more client, with channel 1 open. */
  async open(options?: HandshakeOptions): Promise<ScriptedClient> {
    const client = await open(this.venue, options)
    this.clients.push(client)
    return client
  }

  /** One more stream to the broker, on which nothing was said yet. */
  async dial(): Promise<ScriptedClient> {
    const { venue } = this
    const client = typeof venue === 'string' ? await ScriptedClient.dial(venue) : new ScriptedClient(venue())
    this.clients.push(client)
    return client
  }

  /** Whether the broker takes what one more client says in its handshake. */
  async takes(options: HandshakeOptions): Promise<boolean> {
    const client = await this.dial()
    const handshake = client.handshake({ ...credentialsOf(this.venue), ...options }).then(
      () => true,
      () => false,
    )
    // RabbitMQ lets seconds pass before it ends the stream, and some may never do.
    return Promise.race([handshake, this.pause(PATIENCE_MS).then(() => false)])
  }

  /** A name that nobody else uses, which the transcript shows by its label. */
  name(label: string): string {
    let name = this.names.get(label)
    if (name === undefined) {
      name = `${label}-${randomUUID()}`
      this.names.set(label, name)
    }
    return name
  }

  /** The arguments of a queue whose dead letters go straight to the queue with this label. */
  deadLettersTo(label: string): FieldTable {
    return { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': this.name(label) }
  }

  note(line: string): void {
    this.transcript.push(this.normal(line))
  }

  /** Notes the next thing that a client is told, and returns it. */
  async next(client: ScriptedClient = this.client): Promise<Received> {
    const received = await this.hear(client)
    this.note(describe(received))
    return received
  }

  /** The next thing that a client is told, without a note. */
  async hear(client: ScriptedClient = this.client): Promise<Received> {
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Silence()), PATIENCE_MS)
    })
    try {
      return await Promise.race([client.next(), silence])
    } finally {
      clearTimeout(timer)
    }
  }

  /** Sends a method and notes the answer. */
  async call<Args>(method: Method<Args, unknown>, args: Args, channel: number = 1): Promise<Received> {
    this.client.send(channel, method, args)
    return this.next()
  }

  /** Declares a queue; only a refusal is worth a line. */
  async queue(label: string, args: FieldTable = {}, more: QueueDeclareArgs = {}): Promise<string> {
    const queue = this.name(label)
    await this.client.call(1, queueDeclare, { queue, durable: true, arguments: args, ...more })
    return queue
  }

  async exchange(label: string, type: string, args: FieldTable = {}): Promise<string> {
    const exchange = this.name(label)
    await this.client.call(1, exchangeDeclare, { exchange, type, durable: true, arguments: args })
    return exchange
  }

  async bind(queue: string, exchange: string, routingKey: string = '', args: FieldTable = {}): Promise<void> {
    const ends = { queue: this.name(queue), exchange: this.name(exchange), routingKey, arguments: args }
    await this.client.call(1, queueBind, ends)
  }

  /** Tries to declare a queue with arguments, on a channel of its own that a refusal may close. */
  async declaring(label: string, args: FieldTable, more: QueueDeclareArgs = {}): Promise<void> {
    await using client = await open(this.venue)
    client.send(1, queueDeclare, { queue: this.name(label), durable: true, arguments: args, ...more })
    this.note(`${jsonOf(args)}: ${describe(await client.next())}`)
  }

  /** Publishes to a queue through the default exchange. */
  publish(label: string, body: string, properties: BasicProperties = {}): void {
    this.client.publish(1, { routingKey: this.name(label) }, body, properties)
  }

  publishTo(label: string, args: BasicPublishArgs, body: string, properties: BasicProperties = {}): void {
    this.client.publish(1, { ...args, exchange: this.name(label) }, body, properties)
  }

  async consume(label: string, args: BasicConsumeArgs = {}, channel: number = 1): Promise<void> {
    await this.client.call(channel, basicConsume, { consumerTag: 'c', ...args, queue: this.name(label) })
  }

  async qos(prefetchCount: number, channel: number = 1): Promise<void> {
    await this.client.call(channel, basicQos, { prefetchCount })
  }

  /** Gets a message and notes it. */
  get(label: string, noAck: boolean = true): Promise<Received> {
    return this.call(basicGet, { queue: this.name(label), noAck })
  }

  ack(deliveryTag: number, multiple: boolean = false): void {
    this.client.send(1, basicAck, { deliveryTag, multiple })
  }

  reject(deliveryTag: number, requeue: boolean = false): void {
    this.client.send(1, basicReject, { deliveryTag, requeue })
  }

  /** Notes all that is in a queue, from its head on. */
  async drain(label: string): Promise<void> {
    while ((await this.get(label)).name !== 'basic.get-empty') {}
  }

  /** Waits until a queue has so many messages, and notes how many it has. Asked over a connection of its own. */
  async count(label: string, expected: number): Promise<void> {
    const queue = this.name(label)
    this.watcher ??= await this.open()
    const until = Date.now() + PATIENCE_MS
    let messageCount = Number.NaN
    do {
      messageCount = (await this.watcher.call(1, queueDeclare, { queue, passive: true })).fields.messageCount
      if (messageCount === expected) break
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    } while (Date.now() < until)
    this.note(`${label} has ${messageCount}`)
  }

  /** Lets time pass, for what only time brings about. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms))
  }

  async openChannel(channel: number): Promise<void> {
    await this.client.openChannel(channel)
  }

  async closeChannel(channel: number): Promise<void> {
    await this.client.call(channel, channelClose, { replyCode: 200, replyText: '' })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.clients.map((client) => client[Symbol.asyncDispose]()))
    await using client = await open(this.venue)
    for (const name of this.names.values()) {
      await client.call(1, exchangeDelete, { exchange: name })
      client.send(1, queueDelete, { queue: name })
      // Whose connection is gone may be locked for a moment longer, and goes by itself.
      if ((await client.next()).name === 'channel.close') return
    }
  }

  private normal(line: string): string {
    let text = line
    for (const [label, name] of this.names) text = text.replaceAll(name, label)
    return text
      .replaceAll(/amq\.rabbitmq\.reply-to\.(?!nonsense)[^"' ]+/g, 'amq.rabbitmq.reply-to.…')
      .replaceAll(/amq\.(gen|ctag)-[\w-]{20,}/g, 'amq.$1-…')
      .replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"…time…"')
  }
}

/** A method in one line: what it is, what it says, and what it carries. */
function describe({ channel, name, fields, properties, text }: Received): string {
  const on = channel > 1 ? `on ${channel} ` : ''
  if (name === 'channel.close' || name === 'connection.close') {
    const { replyCode, replyText, classId, methodId } = fields
    return `${on}${name} ${replyCode} ${replyText} (${methodNames[classId * 0x10000 + methodId]})`
  }
  const carries = text === undefined ? '' : ` '${text}' ${jsonOf(properties)}`
  return `${on}${name} ${jsonOf(fields)}${carries}`
}

/** The order of the fields of a table says nothing, so all come in the same one. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (typeof inner === 'bigint') return `${inner}n`
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner) || key === '') return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
