// OpenTelemetry without patching anything: the client tells on diagnostics channels what it does, and the functions
// below make spans of that. The trace goes on behind the broker, since its context travels in the message's headers.
// Run it: npx tsx docs/examples/opentelemetry.ts (with AMQP_URL for a broker elsewhere)

import { channel as diagnosticsChannel, subscribe } from 'node:diagnostics_channel'
import {
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import {
  type CloseNotice,
  connect,
  type DeliverNotice,
  type LostNotice,
  type ObservedChannel,
  type PublishNotice,
  type SettleNotice,
} from 'wirehare'
import { contexts, endedSpans, install } from './support/in-memory-tracing.ts'

install() // a real program starts the SDK of OpenTelemetry here

// ── The instrumentation ──

const tracer = trace.getTracer('wirehare')
/** The spans of deliveries that are not settled yet, by channel and delivery tag. */
const open = new Map<ObservedChannel, Map<number, Span>>()

/** Where a message goes, in the words of the conventions for messaging. */
function described(operation: string, channel: ObservedChannel, exchange: string, routingKey: string) {
  const destination = [exchange, routingKey].filter((part) => part !== '').join(':') || 'amq.default'
  const attributes = {
    'messaging.system': 'rabbitmq',
    'messaging.operation.name': operation,
    'messaging.destination.name': destination,
    'messaging.rabbitmq.destination.routing_key': routingKey,
    'server.address': channel.remote,
  }
  return { name: `${operation} ${destination}`, attributes }
}

function fail(span: Span, error: Error): void {
  span
    .setStatus({ code: SpanStatusCode.ERROR, message: error.message })
    .setAttribute('error.type', error.name)
}

subscribe('wirehare.publish', (notice) => {
  const { channel, args, headers, confirmed } = notice as PublishNotice
  const { name, attributes } = described('publish', channel, args.exchange ?? '', args.routingKey ?? '')
  const span = tracer.startSpan(name, { kind: SpanKind.PRODUCER, attributes })
  propagation.inject(trace.setSpan(context.active(), span), headers)
  if (confirmed === undefined) span.end()
  else void confirmed.catch((error: Error) => fail(span, error)).then(() => span.end())
})

// A store that is bound to the channel holds while a delivery is taken care of: whatever span the handler starts is a
// child of this one.
diagnosticsChannel('wirehare.deliver').bindStore(contexts, (notice) => {
  const { channel, delivery } = notice as DeliverNotice
  const parent = propagation.extract(ROOT_CONTEXT, delivery.properties.headers ?? {})
  const { name, attributes } = described('process', channel, delivery.exchange, delivery.routingKey)
  const span = tracer.startSpan(name, { kind: SpanKind.CONSUMER, attributes }, parent)
  if (delivery.isSettled)
    span.end() // it came without acks: nothing will tell when it is done
  else if (open.get(channel)?.set(delivery.deliveryTag, span) === undefined)
    open.set(channel, new Map([[delivery.deliveryTag, span]]))
  return trace.setSpan(parent, span)
})

subscribe('wirehare.settle', (notice) => {
  const { channel, method, deliveryTag, multiple } = notice as SettleNotice
  const spans = open.get(channel) ?? new Map<number, Span>()
  for (const [tag, span] of spans) {
    if (tag !== deliveryTag && !(multiple && (tag < deliveryTag || deliveryTag === 0))) continue
    if (method !== 'basic.ack') span.setStatus({ code: SpanStatusCode.ERROR, message: method })
    span.end()
    spans.delete(tag)
  }
})

// What was not settled when its channel ended, or was lost with its connection, goes back to its queue.
for (const name of ['wirehare.close', 'wirehare.lost']) subscribe(name, onChannelGone)
function onChannelGone(notice: unknown): void {
  const { channel, error } = notice as CloseNotice | LostNotice
  if (channel === undefined) return
  for (const span of open.get(channel)?.values() ?? []) {
    fail(span, error ?? new Error('the channel was closed'))
    span.end()
  }
  open.delete(channel)
}

// ── A program that knows nothing of it ──

const { AMQP_URL = 'amqp://localhost' } = process.env
const queue = 'example.traced'

await using connection = await connect(AMQP_URL)
await using channel = await connection.openChannel()
await channel.queueDeclare({ queue, exclusive: true })
await using publisher = await connection.createPublisher()

let stored = (): void => {}
const done = new Promise<void>((resolve) => (stored = resolve))
const consumer = await connection.createConsumer({ queue }, async (delivery) => {
  const span = trace.getTracer('shop').startSpan('store')
  await new Promise((resolve) => setImmediate(resolve, delivery.json()))
  span.end()
  stored()
})

await trace.getTracer('shop').startActiveSpan('order', async (span) => {
  await publisher.publish({ routingKey: queue }, { contentType: 'application/json' }, '{"tea":1}')
  span.end()
})
await done
await consumer.close()

// ── What was seen ──

function print(parentSpanId: string | undefined, depth: number): void {
  for (const span of endedSpans.filter((candidate) => candidate.parentSpanId === parentSpanId)) {
    console.log(`${'  '.repeat(depth)}${span.name}`)
    print(span.spanContext().spanId, depth + 1)
  }
}
print(undefined, 0)
console.log(`traces: ${new Set(endedSpans.map((span) => span.spanContext().traceId)).size}`)

// It prints:
// order
//   publish example.traced
//     process example.traced
//       store
// traces: 1
