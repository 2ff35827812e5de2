import { type PerfOptions, timeOf } from './options.ts'
import type { Step } from './steps.ts'
import type { Topology } from './topology.ts'

/** What a run does, in a few words. */
export function loadInWords(options: PerfOptions, topology: Topology): string {
  return [
    parties(options),
    places(topology),
    messages(options),
    ...publishing(options),
    ...consuming(options),
    end(options),
  ].join(', ')
}

/** A number as people read it, such as `12,345`. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** A count with its noun: `1 message`, `2 messages`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
}

function parties({ producers, producerChannels, consumers, consumerChannels }: PerfOptions): string {
  const side = (count: number, noun: string, channels: number): string[] => {
    if (count === 0) return []
    return [counted(count, noun) + (channels > 1 ? ` of ${counted(channels, 'channel')}` : '')]
  }
  return [
    ...side(producers, 'producer', producerChannels),
    ...side(consumers, 'consumer', consumerChannels),
  ].join(' and ')
}

function places({ exchange, queues }: Topology): string {
  const first = `queue ${queues[0]}`
  const where = queues.length === 1 ? first : `${queues.length} queues from ${queues[0]} on`
  return exchange === '' ? where : `exchange ${exchange}, ${where}`
}

function messages({ size, variableSize, body, persistent }: PerfOptions): string {
  const kind = persistent === true ? 'persistent messages' : 'messages'
  if (body !== undefined) return `${kind} with the bodies of ${counted(body.length, 'file')}`
  return `${kind} of ${variableSize === undefined ? grouped(size) : inTurn(variableSize)} bytes`
}

function publishing(options: PerfOptions): string[] {
  const { producers, rate, variableRate, publishingInterval, confirm, producerTxSize } = options
  if (producers === 0) return []
  const steps = variableRate && inTurn(variableRate)
  const perSecond =
    steps ?? (rate ?? (publishingInterval && 1000 / publishingInterval))?.toLocaleString('en-US')
  return [
    perSecond === undefined ? 'as fast as it goes' : `${perSecond}/s from each channel`,
    ...(confirm === undefined ? [] : [`confirms with ${grouped(confirm)} outstanding`]),
    ...(producerTxSize === undefined ? [] : [`transactions of ${counted(producerTxSize, 'message')}`]),
  ]
}

function consuming(options: PerfOptions): string[] {
  const { consumers, autoAck, polling, prefetch, multiAckEvery, consumerTxSize } = options
  if (consumers === 0) return []
  const acks = multiAckEvery === 1 ? 'acks' : `an ack for each ${grouped(multiAckEvery)}`
  return [
    ...(polling === true ? ['basic.get'] : []),
    autoAck === true ? 'no acks' : acks,
    ...(autoAck === true || polling === true
      ? []
      : [prefetch === 0 ? 'no prefetch' : `prefetch ${grouped(prefetch)}`]),
    ...(consumerTxSize === undefined ? [] : [`acks in transactions of ${grouped(consumerTxSize)}`]),
  ]
}

function end(options: PerfOptions): string {
  const { pmessages, cmessages } = options
  const timeMs = timeOf(options)
  return [
    ...(timeMs === undefined ? [] : [`for ${(timeMs / 1000).toLocaleString('en-US')} s`]),
    ...(pmessages === undefined ? [] : [`${grouped(pmessages)} from each producer channel`]),
    ...(cmessages === undefined ? [] : [`${grouped(cmessages)} for each consumer channel`]),
  ].join(' or ')
}

function inTurn(steps: readonly Step[]): string {
  return steps.map(({ value, durationMs }) => `${grouped(value)} (${durationMs / 1000} s)`).join(', ')
}
