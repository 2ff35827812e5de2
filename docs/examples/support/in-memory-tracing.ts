// A stand-in for the SDK of OpenTelemetry, which a real program configures instead: it keeps spans in memory.

import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import * as otel from '@opentelemetry/api'

/** Where the active context is kept. A diagnostics channel can be bound to it. */
export const contexts: AsyncLocalStorage<otel.Context> = new AsyncLocalStorage()

/** The spans that have ended, in that order. */
export const endedSpans: MemorySpan[] = []

export class MemorySpan implements otel.Span {
  readonly name: string
  readonly parentSpanId: string | undefined
  readonly attributes: otel.Attributes
  status: otel.SpanStatusCode = otel.SpanStatusCode.UNSET
  private readonly own: otel.SpanContext

  constructor(name: string, attributes: otel.Attributes, parent: otel.SpanContext | undefined) {
    this.name = name
    this.attributes = { ...attributes }
    this.parentSpanId = parent?.spanId
    this.own = {
      traceId: parent?.traceId ?? randomBytes(16).toString('hex'),
      spanId: randomBytes(8).toString('hex'),
      traceFlags: otel.TraceFlags.SAMPLED,
    }
  }

  spanContext = (): otel.SpanContext => this.own
  isRecording = (): boolean => true
  updateName = (): this => this
  addEvent = (): this => this
  addLink = (): this => this
  addLinks = (): this => this
  recordException(): void {}

  setAttribute(key: string, value: otel.AttributeValue): this {
    this.attributes[key] = value
    return this
  }

  setAttributes(attributes: otel.Attributes): this {
    Object.assign(this.attributes, attributes)
    return this
  }

  setStatus({ code }: otel.SpanStatus): this {
    this.status = code
    return this
  }

  end(): void {
    endedSpans.push(this)
  }
}

const tracer: otel.Tracer = {
  startSpan(name, { attributes = {} } = {}, parent = otel.context.active()) {
    return new MemorySpan(name, attributes, otel.trace.getSpanContext(parent))
  },
  startActiveSpan(name: string, ...rest: unknown[]) {
    const work = rest.at(-1) as (span: otel.Span) => unknown
    const span = tracer.startSpan(name)
    return otel.context.with(otel.trace.setSpan(otel.context.active(), span), () => work(span)) as never
  },
}

const manager: otel.ContextManager = {
  active: () => contexts.getStore() ?? otel.ROOT_CONTEXT,
  with: (context, work, thisArg, ...args) => contexts.run(context, () => work.apply(thisArg as never, args)),
  bind: (_context, target) => target,
  enable: () => manager,
  disable: () => manager,
}

/** W3C Trace Context: the header `traceparent`. */
const propagator: otel.TextMapPropagator = {
  fields: () => ['traceparent'],
  inject(context, carrier, setter) {
    const span = otel.trace.getSpanContext(context)
    if (span !== undefined) setter.set(carrier, 'traceparent', `00-${span.traceId}-${span.spanId}-01`)
  },
  extract(context, carrier, getter) {
    const [, traceId, spanId] = String(getter.get(carrier, 'traceparent') ?? '').split('-')
    if (traceId === undefined || spanId === undefined) return context
    return otel.trace.setSpanContext(context, { traceId, spanId, traceFlags: otel.TraceFlags.SAMPLED })
  },
}

/** Makes the API of OpenTelemetry use all of this. */
export function install(): void {
  otel.trace.setGlobalTracerProvider({ getTracer: () => tracer })
  otel.context.setGlobalContextManager(manager)
  otel.propagation.setGlobalPropagator(propagator)
}
