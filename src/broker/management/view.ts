import { own } from '../../util/own.ts'
import { VERSION } from '../../util/version.ts'
import { Explicit, type FieldTable } from '../../wire/field-value.ts'
import { Exchange } from '../exchange.ts'
import type { BrokerSettings } from '../options.ts'
import type { Queue } from '../queue.ts'
import type { Session } from '../session.ts'
import type { VirtualHost } from '../virtual-host.ts'

/** What there is to see of a broker. */
export interface BrokerState {
  readonly settings: BrokerSettings
  readonly virtualHosts: ReadonlyMap<string, VirtualHost>
  readonly sessions: ReadonlySet<Session>
}

const NODE = 'wirehare@localhost'

/** What JSON is made of, in RabbitMQ's names. */
type Row = Readonly<Record<string, unknown>>

/** One that is asked for by its name. */
export type Named = Row & { readonly name: string }

/** One in a virtual host. */
export type Hosted = Named & { readonly vhost: string }

/** How many messages there are in a queue, or in several. */
type Counts = Record<'messages' | 'messages_ready' | 'messages_unacknowledged', number>

/** A queue. */
export type QueueRow = Hosted & Readonly<Counts> & { readonly consumers: number }

/** A binding, which has no name of its own. */
export type BindingRow = Row & Record<'source' | 'vhost' | 'destination' | 'destination_type', string>

/** A channel, with the connection that it is on. */
export type ChannelRow = Named & { readonly connection_details: Named }

/**
 * What one user may see of a broker, at the moment of asking, in the names and the shape of RabbitMQ's management API.
 * There are no rates and no statistics over time.
 */
export class View {
  private readonly state: BrokerState
  private readonly userName: string
  private readonly hosts: readonly VirtualHost[]
  private unackedByQueue: Map<Queue, number> | undefined

  constructor(state: BrokerState, userName: string) {
    const permitted = own(state.settings.permissions, userName)
    this.state = state
    this.userName = userName
    this.hosts = [...state.virtualHosts.values()].filter(
      ({ name }) => permitted === undefined || Object.hasOwn(permitted, name),
    )
  }

  overview(): Row {
    const queues = this.queues()
    return {
      product_name: 'wirehare',
      product_version: VERSION,
      rabbitmq_version: this.state.settings.profile.replace('rabbitmq-', ''),
      node: NODE,
      queue_totals: totals(queues),
      object_totals: {
        connections: this.connections().length,
        channels: this.channels().length,
        exchanges: this.exchanges().length,
        queues: queues.length,
        consumers: queues.reduce((sum, { consumers }) => sum + consumers, 0),
      },
    }
  }

  whoami(): Row {
    return { name: this.userName, tags: ['administrator'] }
  }

  virtualHosts(): Named[] {
    const queues = this.queues()
    return this.hosts.map(({ name }) => ({
      name,
      tracing: false,
      ...totals(queues.filter(({ vhost }) => vhost === name)),
    }))
  }

  queues(): QueueRow[] {
    this.unackedByQueue ??= this.countUnacked()
    const unacked = this.unackedByQueue
    return this.hosts.flatMap((host) =>
      [...host.queues.values()].map((queue) => {
        const { durable, autoDelete, owner, rules } = queue.settings
        const messages_unacknowledged = unacked.get(queue) ?? 0
        return {
          name: queue.name,
          vhost: host.name,
          type: rules.type,
          durable,
          auto_delete: autoDelete,
          exclusive: owner !== undefined,
          arguments: plain(queue.settings.arguments),
          node: NODE,
          state: 'running',
          consumers: queue.consumerCount,
          messages: queue.messageCount + messages_unacknowledged,
          messages_ready: queue.messageCount,
          messages_unacknowledged,
        }
      }),
    )
  }

  exchanges(): Hosted[] {
    return this.hosts.flatMap((host) =>
      [...host.exchanges.values()].map(
        ({ name, settings: { type, durable, autoDelete, internal, ...rest } }) => ({
          name,
          vhost: host.name,
          type,
          durable,
          auto_delete: autoDelete,
          internal,
          arguments: plain(rest.arguments),
        }),
      ),
    )
  }

  bindings(): BindingRow[] {
    return this.hosts.flatMap((host) => [
      ...[...host.queues.keys()].map((name) => binding(host.name, '', 'queue', name, name, {})),
      ...[...host.bindings].map(({ source, destination, routingKey, arguments: args }) => {
        const type = destination instanceof Exchange ? 'exchange' : 'queue'
        return binding(host.name, source.name, type, destination.name, routingKey, args)
      }),
    ])
  }

  connections(): Named[] {
    return this.sessions().map(({ status }) => ({
      ...ends(status.remote),
      user: status.userName,
      vhost: status.virtualHost,
      state: status.isBlocked ? 'blocked' : 'running',
      type: 'network',
      protocol: 'AMQP 0-9-1',
      node: NODE,
      channels: status.channels.length,
      channel_max: status.tune.channelMax,
      frame_max: status.tune.frameMaxBytes,
      timeout: status.tune.heartbeatSeconds,
      client_properties: plain(status.clientProperties),
    }))
  }

  channels(): ChannelRow[] {
    return this.sessions().flatMap(({ status }) =>
      status.channels.map((channel) => ({
        name: `${status.remote} (${channel.id})`,
        number: channel.id,
        connection_details: ends(status.remote),
        user: status.userName,
        vhost: status.virtualHost,
        state: 'running',
        node: NODE,
        consumer_count: channel.consumerCount,
        messages_unacknowledged: channel.unacked.length,
        prefetch_count: channel.consumerPrefetch,
        global_prefetch_count: channel.channelPrefetch,
        confirm: channel.mode === 'confirm',
        transactional: channel.mode === 'tx',
      })),
    )
  }

  /** The connections that are open, on a virtual host that this user may see. */
  private sessions(): Session[] {
    const names = new Set(this.hosts.map(({ name }) => name))
    return [...this.state.sessions].filter(({ status }) => status.isOpen && names.has(status.virtualHost))
  }

  private countUnacked(): Map<Queue, number> {
    const counts = new Map<Queue, number>()
    for (const { status } of this.state.sessions) {
      for (const { queue } of status.channels.flatMap(({ unacked }) => unacked))
        counts.set(queue, (counts.get(queue) ?? 0) + 1)
    }
    return counts
  }
}

function totals(queues: readonly Readonly<Counts>[]): Counts {
  const sum: Counts = { messages: 0, messages_ready: 0, messages_unacknowledged: 0 }
  for (const queue of queues) {
    sum.messages += queue.messages
    sum.messages_ready += queue.messages_ready
    sum.messages_unacknowledged += queue.messages_unacknowledged
  }
  return sum
}

function binding(
  vhost: string,
  source: string,
  destination_type: 'queue' | 'exchange',
  destination: string,
  routing_key: string,
  args: FieldTable,
): BindingRow {
  return { source, vhost, destination, destination_type, routing_key, arguments: plain(args) }
}

/** Who is at the other end: `127.0.0.1:40000`, or `memory`. */
function ends(remote: string): Named {
  const colon = remote.lastIndexOf(':')
  const peer_host = colon < 0 ? remote : remote.slice(0, colon)
  return { name: remote, peer_host, peer_port: colon < 0 ? 0 : Number(remote.slice(colon + 1)) }
}

/** A table with nothing in it that JSON does not know. */
function plain(table: FieldTable): object {
  return JSON.parse(
    JSON.stringify(table, (_name, value: unknown) => {
      if (typeof value === 'bigint') return Number(value)
      if (value instanceof Explicit) return value.value
      return value instanceof Uint8Array ? Buffer.from(value).toString() : value
    }),
  )
}
