// What a Correlator says of real sessions, held against what the programs in them know.

import { expect, test } from 'vitest'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import { confirmSelect, queueDeclare } from '../../src/generated/methods.ts'
import {
  type Channel,
  type Connection,
  connect,
  type Delivery,
  NackError,
  OutcomeUnknownError,
  ReturnedError,
} from '../../src/index.ts'
import {
  FrameStream,
  type SeenCommand,
  type SeenDelivery,
  type SeenPublish,
} from '../../src/inspect/index.ts'
import { type Tap, tapped } from '../../src/transport/tap.ts'
import { dial } from '../../src/transport/tcp.ts'
import { deferred } from '../../src/util/deferred.ts'
import { Facts } from '../inspect/correlate/scene.ts'
import { eachBroker } from '../support/brokers.ts'
import { forwardTo } from '../support/forwarder.ts'

const PUBLISHES = 300
/** So many more are under way when the connection breaks. */
const PUBLISHES_CUT = 40
const PREFETCH = 20
const DECLARES = 10

eachBroker((broker) => {
  test('each publish, delivery and call of a session with a reconnect has the right partner', async () => {
    await using forwarder = await forwardTo(broker.url)
    const recording = new Recording()
    const session = new Session(`wirehare.correlate.${Math.trunc(performance.now())}`)
    await using control = await connect(broker.url)
    const channel = await control.openChannel()
    const full = { 'x-max-length': 2, 'x-overflow': 'reject-publish' }
    await channel.queueDeclare({ queue: session.queue, durable: true })
    await channel.queueDeclare({ queue: session.fullQueue, durable: true, arguments: full })

    const first = await connect(forwarder.url, { tap: recording.tap(), recovery: false })
    await session.begin(first)
    await session.declare(first)
    await Promise.all(session.publish(PUBLISHES))
    const under = session.publish(PUBLISHES_CUT)
    forwarder.cut()
    await Promise.all([...under, first.closed])
    recording.ended()

    const second = await connect(broker.url, { tap: recording.tap() })
    await session.begin(second)
    await session.declare(second)
    await Promise.all(session.publish(PUBLISHES))
    await session.drained()
    await second.close()
    recording.ended()
    await channel.queueDelete({ queue: session.queue })
    await channel.queueDelete({ queue: session.fullQueue })

    const { facts } = recording
    const open = facts.correlator.end()
    expect(Object.values(open).flat()).toEqual([])
    expect(facts.unmatched.map(({ reason, command }) => `${command.method.name}: ${reason}`)).toEqual([])

    const publishes = new Map(facts.publishes.map((fact) => [idOf(fact.publish), saidOf(fact)]))
    expect(publishes.size).toBe(2 * PUBLISHES + PUBLISHES_CUT + 1)
    expect([...publishes].sort()).toEqual([...session.published].sort())
    expect(new Set([...session.published.values()].map((text) => text.replace(/\d+/, 'n')))).toEqual(
      new Set(['acked n', 'acked n, returned', 'nacked n', 'unsettled']),
    )

    const deliveries = new Map(facts.deliveries.map((fact) => [placeOf(fact.delivery), fact]))
    for (const { life, delivery, channel, settled } of session.delivered) {
      const fact = deliveries.get(`${life} ${channel} ${delivery.deliveryTag}`)!
      expect(idOf(fact.delivery)).toBe(delivery.properties.messageId)
      // What was on its way into the socket when that broke has not travelled.
      const isLost = life === 1 && fact.outcome === 'unsettled'
      if (!isLost) expect(settlementOf(fact)).toBe(settled ?? 'unsettled')
      deliveries.delete(placeOf(fact.delivery))
    }
    // What came when the end had begun did not reach the program.
    const tooLate = [...deliveries.values()]
    expect(tooLate.filter(({ outcome }) => outcome !== 'unsettled')).toEqual([])
    expectRepeats(facts.deliveries)

    const declares = new Map(
      facts.calls.flatMap(({ call, reply }) => {
        const mark = (call.args['arguments'] as { mine?: number } | undefined)?.mine
        return mark === undefined ? [] : [[mark, reply?.args['queue']]]
      }),
    )
    expect([...declares]).toEqual([...session.declared])
    const refused = facts.calls.filter(({ outcome }) => outcome === 'refused')
    expect(refused.map(({ call, reply }) => [call.args['queue'], reply?.method.name])).toEqual([
      ['missing', 'channel.close'],
      ['missing', 'channel.close'],
    ])
    expect(facts.refusals.map((refusal) => refusal.refused)).toEqual(refused.map(({ call }) => call))
    const unanswered = facts.calls.filter(({ outcome }) => outcome === 'unanswered')
    expect(unanswered.map(({ call }) => call.method.name)).toEqual(['queue.purge', 'queue.purge'])

    const windows = facts.consumers.filter(({ queue }) => queue === session.queue)
    expect(windows.map(({ prefetchCount, noAck }) => [prefetchCount, noAck])).toEqual(
      Array.from({ length: 4 }, () => [PREFETCH, false]),
    )
    for (const { highestUnacked } of windows) expect(highestUnacked).toBeLessThanOrEqual(PREFETCH)
  })

  test('publishes are numbered from confirm.select on, answered or not, and a second one changes nothing', async () => {
    const recording = new Recording()
    const { hostname, port } = new URL(broker.url)
    const transport = tapped(
      await dial(hostname, Number(port), undefined, { timeoutMs: 10_000 }),
      recording.tap(),
    )
    await using client = await ScriptedClient.open(transport)
    await client.call(1, queueDeclare, { queue: '', exclusive: true })
    const publish = (body: string): void =>
      client.publish(1, { routingKey: 'nowhere', mandatory: body === 'd' }, body)
    for (const body of ['a', 'b', 'c']) publish(body)
    client.send(1, confirmSelect, {})
    // These are on their way before the answer is.
    for (const body of ['d', 'e']) publish(body)
    client.send(1, confirmSelect, {})
    publish('f')
    for (let left = 3; left > 0; ) {
      const { name, fields } = await client.next()
      if (name === 'basic.ack') left = fields.multiple ? 3 - fields.deliveryTag : left - 1
    }
    const said = recording.facts.publishes.map((fact) => {
      return [
        new TextDecoder().decode(fact.publish.content?.body),
        fact.outcome,
        fact.sequenceNumber,
        fact.returned !== undefined,
      ]
    })
    expect(said.sort()).toEqual([
      ['a', 'sent', undefined, false],
      ['b', 'sent', undefined, false],
      ['c', 'sent', undefined, false],
      ['d', 'acked', 1, true],
      ['e', 'acked', 2, false],
      ['f', 'acked', 3, false],
    ])
    expect(recording.facts.unmatched).toEqual([])
  })

  test('requests find their replies across two connections', async () => {
    const recording = new Recording()
    await using server = await connect(broker.url, { tap: recording.tap() })
    await using caller = await connect(broker.url, { tap: recording.tap() })
    const channel = await server.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: false, autoDelete: true, durable: true })
    await using _rpcServer = await server.createRpcServer({ queue }, (request) =>
      request.text().toUpperCase(),
    )
    await using client = await caller.createRpcClient()
    const words = ['one', 'two', 'three']
    const replies = await Promise.all(
      words.map((word) => client.call({ routingKey: queue }, undefined, word)),
    )
    expect(replies.map((reply) => reply.text())).toEqual(['ONE', 'TWO', 'THREE'])
    const { rpcs } = recording.facts
    const text = (command: SeenCommand | undefined): string =>
      new TextDecoder().decode(command?.content?.body)
    const said = rpcs.map(({ request, requestDelivery, reply, replyDelivery, outcome, certainty }) => [
      ...[request, requestDelivery, reply, replyDelivery].map(
        (command) => `${command?.connection} ${text(command)}`,
      ),
      outcome,
      certainty,
    ])
    expect(said.sort()).toEqual(
      words
        .map((word) => [
          `2 ${word}`,
          `1 ${word}`,
          `1 ${word.toUpperCase()}`,
          `2 ${word.toUpperCase()}`,
          'answered',
          'certain',
        ])
        .sort(),
    )
  })
})

/** Connections one after the other, as a Correlator sees them. */
class Recording {
  readonly facts: Facts = new Facts()
  private readonly stream: FrameStream = new FrameStream((seen) => this.facts.correlator.receive(seen))
  private connections: number = 0

  tap(): Tap {
    const connection = ++this.connections
    const ends = { client: { host: '', port: 0 }, broker: { host: '', port: 0 } }
    this.stream.receive({ kind: 'open', connection, atMicros: nowMicros(), ...ends, isFromStart: true })
    return (way, bytes) => {
      const direction = way === 'in' ? 'broker-to-client' : 'client-to-broker'
      // The client writes into its memory again once the socket has taken it.
      const copy = Uint8Array.from(bytes)
      this.stream.receive({ kind: 'bytes', connection, atMicros: nowMicros(), direction, bytes: copy })
    }
  }

  /** The last connection is over. */
  ended(): void {
    this.facts.correlator.connectionEnded(this.connections, 0)
  }
}

function nowMicros(): number {
  return Math.round(performance.now() * 1000)
}

interface Delivered {
  readonly life: number
  readonly channel: number
  readonly delivery: Delivery
  /** What the client said of it, and with which method and tag. */
  settled: string | undefined
}

/** A program that publishes and consumes at random, over two lives of its connection, and remembers what it knows. */
class Session {
  readonly queue: string
  readonly fullQueue: string
  /** What became of each publish, by message id. */
  readonly published: Map<string, string> = new Map()
  readonly delivered: Delivered[] = []
  /** The names that the broker gave, by the mark of their declares. */
  readonly declared: Map<number, string> = new Map()
  private readonly random: () => number = randomFrom(20_261)
  private life: number = 0
  /** Publishes of this life. */
  private publishes: number = 0
  private publisher: Awaited<ReturnType<Connection['createPublisher']>> | undefined
  private readonly last = deferred<void>()

  constructor(queue: string) {
    this.queue = queue
    this.fullQueue = `${queue}.full`
  }

  async begin(connection: Connection): Promise<void> {
    this.life++
    this.publishes = 0
    this.publisher = await connection.createPublisher()
    for (const _consumer of [1, 2]) {
      const channel = await connection.openChannel()
      const open: Delivered[] = []
      await channel.basicQos({ prefetchCount: PREFETCH })
      await channel.basicConsume({ queue: this.queue }, (delivery) => this.consume(channel, delivery, open))
    }
  }

  /** Many calls without waiting, whose answers differ, and one that is refused before another. */
  async declare(connection: Connection): Promise<void> {
    const channel = await connection.openChannel()
    const marks = Array.from({ length: DECLARES }, (_, index) => this.life * 1000 + index)
    const queues = await Promise.all(
      marks.map((mine) => channel.queueDeclare({ exclusive: true, arguments: { mine } })),
    )
    for (const [index, { queue }] of queues.entries()) this.declared.set(marks[index] as number, queue)
    await channel.queueBind({ queue: queues[0]!.queue, exchange: 'amq.fanout', noWait: true })
    const [refused, behind] = await Promise.allSettled([
      channel.queueDeclare({ queue: 'missing', passive: true }),
      channel.queuePurge({ queue: queues[0]!.queue }),
    ])
    expect([refused.status, behind.status]).toEqual(['rejected', 'rejected'])
  }

  publish(count: number): Promise<void>[] {
    return Array.from({ length: count }, () => {
      const routingKey = [this.queue, this.queue, 'nowhere', this.fullQueue][this.roll(4)] as string
      return this.publishOne(`${this.life}.${this.published.size}`, routingKey)
    })
  }

  /** Waits until the queue has given all that was published before. */
  async drained(): Promise<void> {
    await this.publishOne('last', this.queue)
    await this.last.promise
  }

  private async publishOne(messageId: string, routingKey: string): Promise<void> {
    const number = ++this.publishes
    const args = { routingKey, mandatory: this.roll(2) === 0 }
    const outcome = this.publisher!.publish(args, { messageId }, String(this.roll(3))).then(
      ({ sequenceNumber }) => `acked ${sequenceNumber}`,
      (error: Error) => {
        if (error instanceof ReturnedError) return `acked ${number}, returned`
        if (error instanceof NackError) return `nacked ${number}`
        if (error instanceof OutcomeUnknownError) return 'unsettled'
        throw error
      },
    )
    this.published.set(messageId, 'open')
    this.published.set(messageId, await outcome)
  }

  private consume(channel: Channel, delivery: Delivery, open: Delivered[]): void {
    const { life } = this
    const entry: Delivered = { life, channel: channel.id, delivery, settled: undefined }
    this.delivered.push(entry)
    open.push(entry)
    if (delivery.properties.messageId === 'last') this.last.resolve()
    // What is left for later must not fill the window.
    if (this.roll(3) === 0 && open.length < PREFETCH / 2) return
    const named = open[this.roll(open.length)] as Delivered
    const multiple = this.roll(2) === 0
    const requeue = this.roll(2) === 0 && !open.some((each) => each.delivery.redelivered)
    const way = this.roll(3)
    const isTaken =
      way === 0
        ? named.delivery.ack({ multiple })
        : way === 1
          ? named.delivery.nack({ multiple, requeue })
          : named.delivery.reject({ requeue })
    if (!isTaken) return
    const outcome = ['acked', 'nacked', 'rejected'][way] as string
    const isMultiple = multiple && way !== 2
    for (const each of [...open]) {
      if (each !== named && !(isMultiple && each.delivery.deliveryTag < named.delivery.deliveryTag)) continue
      each.settled = `${outcome} by ${named.delivery.deliveryTag}${way > 0 && requeue ? ', back' : ''}`
      open.splice(open.indexOf(each), 1)
    }
  }

  private roll(sides: number): number {
    return Math.floor(this.random() * sides)
  }
}

/** The same choices in every run: Park and Miller's minimal standard generator. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

function idOf(command: SeenCommand): string {
  return String(command.content?.properties['messageId'])
}

function placeOf({ connection, channel, args }: SeenCommand): string {
  return `${connection} ${channel} ${args['deliveryTag']}`
}

function saidOf({ outcome, sequenceNumber, returned }: SeenPublish): string {
  if (outcome === 'unsettled') return outcome
  return `${outcome} ${sequenceNumber}${returned === undefined ? '' : ', returned'}`
}

function settlementOf({ outcome, settledBy, requeue }: SeenDelivery): string {
  if (outcome === 'unsettled') return outcome
  return `${outcome} by ${settledBy?.args['deliveryTag']}${requeue === true ? ', back' : ''}`
}

/** What is redelivered repeats the last delivery of the same message, where that went back as far as was seen. */
function expectRepeats(facts: readonly SeenDelivery[]): void {
  const inOrder = [...facts].sort((a, b) => a.delivery.frames[0]!.number - b.delivery.frames[0]!.number)
  const last = new Map<string, SeenDelivery>()
  let repeats = 0
  for (const fact of inOrder) {
    const before = last.get(idOf(fact.delivery))
    const wentBack = before?.requeue === true || before?.outcome === 'unsettled'
    const isRepeated = fact.delivery.args['redelivered'] === true && wentBack
    expect(fact.likelyRepeats).toBe(isRepeated ? before?.delivery : undefined)
    if (isRepeated) repeats++
    last.set(idOf(fact.delivery), fact)
  }
  expect(repeats).toBeGreaterThan(10)
}
