import type { LoadClient, LoadConnection } from './client.ts'
import { Consumer } from './consumer.ts'
import { Inbox } from './inbox.ts'
import { Lanes } from './lanes.ts'
import { Messages } from './messages.ts'
import { Meter } from './meter.ts'
import { type PerfOptions, rateOf } from './options.ts'
import { Pace } from './pace.ts'
import { Producer } from './producer.ts'
import { consumeArguments, shareOut, type Topology } from './topology.ts'

/** How many connections are opened at a time. */
const AT_A_TIME = 16

/** What those who take part need. */
export interface CastSetup {
  readonly client: LoadClient
  readonly urls: readonly string[]
  readonly topology: Topology
  readonly options: PerfOptions
  readonly onFailure: (error: Error) => void
}

/** All who take part in a run: producers and consumers, each on a channel of its own. */
export class Cast {
  readonly meter: Meter = new Meter()
  readonly inbox: Inbox
  readonly connections: LoadConnection[] = []
  readonly producers: Producer[] = []
  readonly consumers: Consumer[] = []
  private readonly setup: CastSetup
  private readonly lanes: Lanes = new Lanes()
  private readonly messages: Messages

  constructor(setup: CastSetup) {
    this.setup = setup
    const { client, options } = setup
    this.inbox = new Inbox(this.lanes, this.meter, options.producers === 0, options.body !== undefined)
    this.messages = new Messages(options, client.copiesBelowBytes)
  }

  /** Connects everybody and has the consumers begin; producers wait for `start`. */
  async open(): Promise<void> {
    const { producers, consumers, producerChannels, consumerChannels } = this.setup.options
    const keys = shareOut(this.setup.topology.routingKeys, producers * producerChannels)
    const queues = shareOut(this.setup.topology.queues, consumers * consumerChannels)
    await inGroups(consumers, async (i) => {
      const connection = await this.connect(`consumer ${i + 1}`)
      const mine = queues.slice(i * consumerChannels, (i + 1) * consumerChannels)
      for (const names of mine) await this.addConsumer(connection, names).start()
    })
    await inGroups(producers, async (i) => {
      const connection = await this.connect(`producer ${i + 1}`)
      for (let c = 0; c < producerChannels; c++) {
        const nth = i * producerChannels + c
        await this.addProducer(connection, keys[nth] as string[], nth / keys.length).open()
      }
    })
  }

  /** Opens a connection that tells of its end. */
  async connect(role: string): Promise<LoadConnection> {
    const { client, urls, options, onFailure } = this.setup
    const url = urls[this.connections.length % urls.length] as string
    const connection = await client.connect(url, {
      name: `wirehare perf ${role}`,
      timeoutMs: options.timeout,
      onLost: onFailure,
      onUnblocked: () => {
        for (const producer of this.producers) producer.onUnblocked()
      },
    })
    this.connections.push(connection)
    return connection
  }

  /** Why the broker takes no messages on one of the connections; undefined where it takes them on all. */
  get blocked(): string | undefined {
    return this.connections.find(({ blocked }) => blocked !== undefined)?.blocked
  }

  private addConsumer(connection: LoadConnection, names: readonly string[]): Consumer {
    const { topology, options, onFailure } = this.setup
    const consumer = new Consumer({
      connection,
      queues: names.map((name) => ({ name, index: topology.queues.indexOf(name) })),
      consumeArguments: consumeArguments(topology, options),
      inbox: this.inbox,
      options,
      onFailure,
    })
    this.consumers.push(consumer)
    return consumer
  }

  private addProducer(connection: LoadConnection, keys: readonly string[], share: number): Producer {
    const { topology, options, onFailure } = this.setup
    const rate = rateOf(options)
    const producer = new Producer({
      connection,
      lanes: keys.map((key) => this.lanes.add(key)),
      exchange: topology.exchange,
      messages: this.messages,
      pace: rate && new Pace(rate, share),
      meter: this.meter,
      options,
      onFailure,
    })
    this.producers.push(producer)
    return producer
  }
}

async function inGroups(count: number, work: (index: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < count; from += AT_A_TIME) {
    const size = Math.min(AT_A_TIME, count - from)
    await Promise.all(Array.from({ length: size }, (_, i) => work(from + i)))
  }
}
