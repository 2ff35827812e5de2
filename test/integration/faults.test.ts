// Each fault of the proxy, seen by two clients, on every broker: what docs/reference/faults.md says of it.

import amqplib from 'amqplib'
import { expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import { type CaptureEvent, FrameStream, startProxy } from '../../src/inspect/index.ts'
import { deferred } from '../../src/util/deferred.ts'
import { type Broker, eachBroker } from '../support/brokers.ts'
import { faultRows } from '../support/fault-rows.ts'
import { byAmqplib, byWirehare, type Work } from '../support/fault-works.ts'

const clients: readonly ['wirehare' | 'amqplib', (work: Work) => Promise<string>][] = [
  ['wirehare', byWirehare],
  ['amqplib', byAmqplib],
]

eachBroker((broker) => {
  test.each(clients)('each fault does to %s what the table says', async (client, work) => {
    // Side by side, for most of them only wait.
    const outcomes = await Promise.all(faultRows.map(({ rule }) => outcomeOf(broker, rule, work)))
    const expected = faultRows.map((row, i) => {
      const allowed = [row[client]].flat()
      return allowed.find((outcome) => outcome === outcomes[i]?.outcome) ?? allowed.join('; or ')
    })
    const byRule = (texts: readonly string[]): Record<string, string> =>
      Object.fromEntries(faultRows.map(({ rule }, i) => [rule, texts[i] as string]))
    expect(byRule(outcomes.map(({ outcome }) => outcome))).toEqual(byRule(expected))
    expect(outcomes.filter(({ hits }) => hits === 0)).toEqual([])
  })
})

eachBroker((broker) => {
  test('contents of two channels, frame by frame in turns, reach both clients whole', async () => {
    const COUNT = 10
    const interleaving = new Interleaving()
    await using proxy = await startProxy({
      to: broker.url,
      faults: ['interleave channel basic.deliver times 5', 'interleave channel header from broker times 5'],
      onEvent: (event) => interleaving.receive(event),
    })
    const url = throughProxy(broker.url, proxy.port)
    const bodies = Array.from({ length: COUNT }, (_, i) => `body ${i}`)
    for (const deliveredTo of [consumedByWirehare, consumedByAmqplib])
      expect(await deliveredTo(url, bodies)).toEqual([bodies, bodies])
    expect(interleaving.count).toBeGreaterThan(0)
  })
})

/** Counts the frames that went between the frames of a content of another channel. */
class Interleaving {
  count: number = 0
  private readonly unfinished: Map<string, number> = new Map()
  private readonly frames: FrameStream = new FrameStream(({ connection, direction, frame }) => {
    if (frame.type !== 'method' && frame.type !== 'header' && frame.type !== 'body') return
    const lane = `${connection} ${direction}`
    const open = this.unfinished.get(lane)
    if (open !== undefined && open !== frame.channel) this.count++
    if (frame.type === 'method' && frame.method?.content === true)
      this.unfinished.set(lane, frame.channel as number)
    else if (frame.type === 'body' && open === frame.channel) this.unfinished.delete(lane)
  })

  receive(event: CaptureEvent): void {
    this.frames.receive(event)
  }
}

/** The bodies that come on two channels of one connection, each with a queue of its own that holds them all. */
async function consumedByWirehare(url: string, bodies: readonly string[]): Promise<string[][]> {
  await using connection = await connect(url)
  const publisher = await connection.createPublisher()
  const consume = async (): Promise<string[]> => {
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: true })
    await Promise.all(bodies.map((body) => publisher.publish({ routingKey: queue }, {}, body)))
    const come: string[] = []
    const all = deferred<void>()
    await channel.basicConsume({ queue, noAck: true }, (delivery) => {
      if (come.push(delivery.text()) === bodies.length) all.resolve()
    })
    await all.promise
    return come
  }
  return await Promise.all([consume(), consume()])
}

async function consumedByAmqplib(url: string, bodies: readonly string[]): Promise<string[][]> {
  const connection = await amqplib.connect(url)
  const publishing = await connection.createConfirmChannel()
  const consume = async (): Promise<string[]> => {
    const channel = await connection.createChannel()
    const { queue } = await channel.assertQueue('', { exclusive: true })
    for (const body of bodies) publishing.sendToQueue(queue, Buffer.from(body))
    await publishing.waitForConfirms()
    const come: string[] = []
    const all = deferred<void>()
    await channel.consume(
      queue,
      (message) => {
        if (come.push(String(message?.content)) === bodies.length) all.resolve()
      },
      { noAck: true },
    )
    await all.promise
    return come
  }
  const both = await Promise.all([consume(), consume()])
  await connection.close()
  return both
}

/** What becomes of the work where one fault is in the way, and how often that happened. */
async function outcomeOf(
  broker: Broker,
  rule: string,
  work: (work: Work) => Promise<string>,
): Promise<{ rule: string; outcome: string; hits: number }> {
  let hits = 0
  await using proxy = await startProxy({ to: broker.url, faults: [rule], onFault: () => hits++ })
  const outcome = await work({ url: throughProxy(broker.url, proxy.port), isIdle: rule.startsWith('hold') })
  return { rule, outcome, hits }
}

/** The broker's URL with the port of the proxy; name, password and virtual host are the client's to bring. */
function throughProxy(brokerUrl: string, port: number): string {
  const url = new URL(brokerUrl)
  url.hostname = '127.0.0.1'
  url.port = `${port}`
  return url.href
}
