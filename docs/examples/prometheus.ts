// Prometheus: counters from what the client tells on diagnostics channels, gauges from snapshots of its connections.
// Run it: npx tsx docs/examples/prometheus.ts (with AMQP_URL for a broker elsewhere)

import { subscribe } from 'node:diagnostics_channel'
import { Counter, Gauge, Histogram, register } from 'prom-client'
import {
  type CloseNotice,
  type ConnectionSnapshot,
  type ConnectNotice,
  connect,
  type HeartbeatMissNotice,
  type ObservedConnection,
  type PublishNotice,
  type SettleNotice,
} from 'wirehare'

// ── Counters ──

const published = new Counter({ name: 'amqp_published_total', help: 'Messages published' })
const unconfirmed = new Counter({
  name: 'amqp_unconfirmed_total',
  help: 'Messages that the broker did not confirm, by the code of the error',
  labelNames: ['code'],
})
const confirmSeconds = new Histogram({ name: 'amqp_confirm_seconds', help: 'From publish to confirm' })
const delivered = new Counter({ name: 'amqp_delivered_total', help: 'Messages handed to the program' })
const settled = new Counter({
  name: 'amqp_settled_total',
  help: 'Methods that settled deliveries, by method',
  labelNames: ['method'],
})
const failedConnects = new Counter({
  name: 'amqp_failed_connects_total',
  help: 'Attempts to connect that failed',
})
const missedHeartbeats = new Counter({
  name: 'amqp_missed_heartbeats_total',
  help: 'Intervals without a sign of life',
})

subscribe('wirehare.publish', (notice) => {
  published.inc()
  void (notice as PublishNotice).confirmed?.then(
    ({ roundTripMs }) => confirmSeconds.observe(roundTripMs / 1000),
    (error: { code?: string }) => unconfirmed.inc({ code: error.code ?? 'unknown' }),
  )
})
subscribe('wirehare.deliver', () => delivered.inc())
subscribe('wirehare.settle', (notice) => settled.inc({ method: (notice as SettleNotice).method }))
subscribe('wirehare.heartbeat-miss', (notice) => {
  const { eventLoopLagMs } = notice as HeartbeatMissNotice
  if (eventLoopLagMs === 0) missedHeartbeats.inc() // else this program was blocked, which other metrics tell
})

// ── Gauges, looked at when Prometheus asks ──

const connections = new Set<ObservedConnection>()
subscribe('wirehare.connect', (notice) => {
  const { connection } = notice as ConnectNotice
  if (connection === undefined) failedConnects.inc()
  else connections.add(connection)
})
subscribe('wirehare.close', (notice) => {
  const { connection } = notice as CloseNotice
  if (connection !== undefined) connections.delete(connection)
})

/** A gauge of the sum over all connections. */
function gauge(name: string, help: string, measure: (snapshot: ConnectionSnapshot) => number): void {
  new Gauge({
    name,
    help,
    collect() {
      let sum = 0
      for (const connection of connections) sum += measure(connection.snapshot())
      this.set(sum)
    },
  })
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)

gauge('amqp_connections', 'Open connections', ({ state }) => (state === 'open' ? 1 : 0))
gauge('amqp_blocked_connections', 'Connections that the broker takes no publishes from', ({ blocked }) =>
  blocked === undefined ? 0 : 1,
)
gauge('amqp_channels', 'Channels', ({ channels }) => channels.length)
gauge('amqp_buffered_bytes', 'Bytes that the system has not taken yet', ({ bufferedBytes }) => bufferedBytes)
gauge(
  'amqp_publishes_outstanding',
  'Publishes without a confirm, those that wait for room included',
  ({ channels }) =>
    sum(channels.map(({ publisher }) => (publisher ? publisher.outstanding + publisher.waiting : 0))),
)
gauge('amqp_deliveries_waiting', 'Deliveries that wait for a handler', ({ channels }) =>
  sum(channels.map(({ consumer }) => consumer?.waiting ?? 0)),
)

// ── A program that knows nothing of it ──

const { AMQP_URL = 'amqp://localhost' } = process.env
const queue = 'example.counted'

await using connection = await connect(AMQP_URL)
await using channel = await connection.openChannel()
await channel.queueDeclare({ queue, exclusive: true })
await using publisher = await connection.createPublisher()
await Promise.all(['a', 'b', 'c'].map((text) => publisher.publish({ routingKey: queue }, {}, text)))
await publisher.publish({ routingKey: 'example.nowhere', mandatory: true }, {}, 'd').catch(() => {})

let handled = 0
for await (const delivery of connection.consume(queue)) {
  if (handled === 2) delivery.reject()
  else delivery.ack()
  if (++handled === 3) break
}

// ── What Prometheus sees when it asks for the metrics ──

const metrics = await register.metrics() // what a real program answers to GET /metrics
const shown =
  /^amqp_((published|unconfirmed|delivered|settled)_total|connections|channels|confirm_seconds_count)/
console.log(
  metrics
    .split('\n')
    .filter((line) => shown.test(line))
    .join('\n'),
)

// It prints:
// amqp_published_total 4
// amqp_unconfirmed_total{code="NO_ROUTE"} 1
// amqp_confirm_seconds_count 3
// amqp_delivered_total 3
// amqp_settled_total{method="basic.ack"} 2
// amqp_settled_total{method="basic.reject"} 1
// amqp_connections 1
// amqp_channels 2
