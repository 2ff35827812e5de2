import { expect, test } from 'vitest'
import { Correlator, FrameStream } from '../../../src/inspect/index.ts'
import { PROTOCOL_HEADER } from '../../../src/wire/frame.ts'
import { collectGarbage } from '../../support/collector.ts'
import { bodyFrame, headerFrame, methodFrame } from '../frames.ts'

const ROUNDS = 500
const MAX_GROWTH_BYTES = 1_000_000

test('what is settled is forgotten: twice as many messages take no more memory', { timeout: 60_000 }, () => {
  let settled = 0
  const correlator = new Correlator({
    onPublish: () => settled++,
    onDelivery: () => settled++,
    onRpc: () => settled++,
  })
  const stream = new FrameStream((seen) => correlator.receive(seen))
  let atMicros = 0
  const send = (direction: 'client-to-broker' | 'broker-to-client', ...frames: Uint8Array[]): void => {
    for (const bytes of frames)
      stream.receive({ kind: 'bytes', connection: 1, atMicros: ++atMicros, direction, bytes })
  }
  const method = (apiName: string, args: object = {}): Uint8Array => methodFrame(1, { apiName }, args)
  const ends = { client: { host: '', port: 0 }, broker: { host: '', port: 0 } }
  stream.receive({ kind: 'open', connection: 1, atMicros, ...ends, isFromStart: true })
  send('client-to-broker', PROTOCOL_HEADER, method('channelOpen'))
  send('broker-to-client', method('channelOpenOk'))
  send('client-to-broker', method('confirmSelect', { noWait: true }))
  const body = bodyFrame(1, new TextEncoder().encode('hello'))
  const route = { exchange: '', routingKey: 'q' }
  let made = 0

  /** A request that is confirmed, its reply that is acked late, and a queue that comes and goes. */
  const round = (): void => {
    const deliveryTag = ++made
    const correlationId = String(made)
    send('client-to-broker', method('basicPublish', { ...route, mandatory: true }))
    send('client-to-broker', headerFrame(1, 5, { correlationId, replyTo: 'r' }), body)
    send(
      'broker-to-client',
      method('basicDeliver', { consumerTag: 'c', deliveryTag, exchange: '', routingKey: 'r' }),
    )
    send('broker-to-client', headerFrame(1, 5, { correlationId }), body)
    if (made % 50 === 0) send('broker-to-client', method('basicAck', { deliveryTag, multiple: true }))
    if (made % 50 === 25) send('client-to-broker', method('basicAck', { deliveryTag, multiple: true }))
    const queue = `q${made}`
    send(
      'client-to-broker',
      method('queueDeclare', { queue, noWait: true }),
      method('queueDelete', { queue, noWait: true }),
    )
  }
  const usedAfter = (rounds: number): number => {
    for (let i = 0; i < rounds; i++) round()
    collectGarbage()
    return process.memoryUsage().heapUsed
  }
  // The first round compiles what runs, too.
  usedAfter(ROUNDS)
  const once = usedAfter(ROUNDS)
  const twice = usedAfter(ROUNDS)
  expect(settled).toBeGreaterThan(8 * ROUNDS)
  expect(twice - once).toBeLessThan(MAX_GROWTH_BYTES)
})
