// What each fault makes of the octets, to the octet.

import { once } from 'node:events'
import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import type { CaptureEvent, Fault, FaultHit } from '../../../src/inspect/index.ts'
import { ProxyScene, received, receivedOctets } from './sockets.ts'

function frame(type: number, channel: number, payload: readonly number[] = []): Buffer {
  return Buffer.from([type, 0, channel, 0, 0, 0, payload.length, ...payload, 0xce])
}
const METHOD = (channel: number): Buffer => frame(1, channel, [0, 60, 0, 60, 1, 2, 3])
const HEADER = (channel: number): Buffer => frame(2, channel, [0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0])
const BODY = (channel: number): Buffer => frame(3, channel, [104, 105])
const HEARTBEAT = frame(8, 0)

/** What a broker's frames have become when they reach the client, and in which writes they left. */
async function throughFaults(
  faults: readonly (string | Fault)[],
  frames: readonly Buffer[],
): Promise<{ bytes: Buffer; writes: Buffer[]; hits: FaultHit[] }> {
  const writes: Buffer[] = []
  const hits: FaultHit[] = []
  const onEvent = (event: CaptureEvent): void => {
    if (event.kind === 'bytes') writes.push(Buffer.from(event.bytes))
  }
  await using scene = await ProxyScene.open({ faults, onEvent, onFault: (hit) => hits.push(hit) })
  const [client, broker] = await scene.pair()
  const arriving = received(client)
  broker.end(Buffer.concat(frames))
  return { bytes: await arriving, writes, hits }
}

const MESSAGE = [METHOD(1), HEADER(1), BODY(1)]

test.each<[string, Buffer[]]>([
  ['drop header', [METHOD(1), BODY(1)]],
  ['duplicate method', [METHOD(1), METHOD(1), HEADER(1), BODY(1)]],
  ['truncate body', [METHOD(1), HEADER(1), BODY(1).subarray(0, -1)]],
  ['truncate 3 body', [METHOD(1), HEADER(1), BODY(1).subarray(0, -3)]],
  ['truncate 999 body', [METHOD(1), HEADER(1), BODY(1).subarray(0, 1)]],
  ['wrong-end body', [METHOD(1), HEADER(1), Buffer.concat([BODY(1).subarray(0, -1), Buffer.from([0x31])])]],
  ['wrong-class', [METHOD(1), frame(2, 1, [0, 90, ...HEADER(1).subarray(9, -1)]), BODY(1)]],
  ['corrupt 999 body', MESSAGE],
  ['delay 5 header', MESSAGE],
  ['split frame', MESSAGE],
  ['split 4 frame', MESSAGE],
  ['coalesce 5', MESSAGE],
  ['throttle 2000', MESSAGE],
  ['interleave heartbeat method', [METHOD(1), HEARTBEAT, HEADER(1), BODY(1)]],
  ['interleave heartbeat', [METHOD(1), HEARTBEAT, HEADER(1), HEARTBEAT, BODY(1), HEARTBEAT]],
  ['half-close header', [METHOD(1), HEADER(1)]],
  ['drop from client', MESSAGE],
])('%s', async (rule, expected) => {
  const { bytes } = await throughFaults([rule], MESSAGE)
  expect(bytes).toEqual(Buffer.concat(expected))
})

test('corrupt changes one octet, the one that it is told or one that the seed decides', async () => {
  const differences = (bytes: Buffer): number[] =>
    [...bytes.keys()].filter((i) => bytes[i] !== Buffer.concat(MESSAGE)[i])
  expect(differences((await throughFaults(['corrupt 7 method'], MESSAGE)).bytes)).toEqual([7])
  const first = await throughFaults(['corrupt header'], MESSAGE)
  const second = await throughFaults(['corrupt header'], MESSAGE)
  expect(differences(first.bytes)).toHaveLength(1)
  expect(second.bytes).toEqual(first.bytes)
})

test('split writes so many octets at a time, coalesce all that comes in one', async () => {
  const { writes } = await throughFaults(['split 4 method'], MESSAGE)
  expect(writes.map(({ length }) => length)).toEqual([4, 4, 4, 3, HEADER(1).length + BODY(1).length])
  const each = await throughFaults(['split'], MESSAGE)
  expect(new Set(each.writes.map(({ length }) => length))).toEqual(new Set([1]))
  const once = await throughFaults(['coalesce 20'], MESSAGE)
  expect(once.writes).toEqual([Buffer.concat(MESSAGE)])
})

test('coalesce waits for what comes later, but no longer than it is told', async () => {
  const writes: Buffer[] = []
  await using scene = await ProxyScene.open({
    faults: ['coalesce 50 method times 1'],
    onEvent: (event) => event.kind === 'bytes' && writes.push(Buffer.from(event.bytes)),
  })
  const [client, broker] = await scene.pair()
  const all = receivedOctets(client, Buffer.concat(MESSAGE).length)
  for (const part of MESSAGE) {
    broker.write(part)
    await new Promise(setImmediate)
  }
  await all
  expect(writes).toEqual([Buffer.concat(MESSAGE)])
})

test('interleave lets the next frame of another channel go between, method, header and body alike', async () => {
  const { bytes } = await throughFaults(
    ['interleave channel method on channel 1', 'interleave channel header on channel 1'],
    [METHOD(1), HEADER(1), BODY(1), METHOD(2), HEADER(2), BODY(2)],
  )
  expect(bytes).toEqual(Buffer.concat([METHOD(1), METHOD(2), HEADER(1), HEADER(2), BODY(1), BODY(2)]))
})

test('interleave waits for no more than a tenth of a second', async () => {
  await using scene = await ProxyScene.open({ faults: ['interleave channel method'] })
  const [client, broker] = await scene.pair()
  const all = receivedOctets(client, Buffer.concat(MESSAGE).length)
  const begun = performance.now()
  broker.write(Buffer.concat(MESSAGE))
  expect(await all).toEqual(Buffer.concat(MESSAGE))
  expect(performance.now() - begun).toBeGreaterThan(90)
})

test('delay and throttle take the time that they should', async () => {
  for (const [rule, ms] of [
    ['delay 60 method', 60],
    // 44 octets, and the last of them waits for nobody.
    ['throttle 400', 50],
  ] as const) {
    const begun = performance.now()
    await throughFaults([rule], MESSAGE)
    expect(performance.now() - begun).toBeGreaterThan(ms)
  }
})

test('half-close leaves the other direction open', async () => {
  await using scene = await ProxyScene.open({ faults: ['half-close body from client'] })
  const [client, broker] = await scene.pair()
  const atBroker = received(broker)
  client.write(Buffer.concat([...MESSAGE, METHOD(2)]))
  expect(await atBroker).toEqual(Buffer.concat(MESSAGE))
  const atClient = received(client)
  // What the client still sends reaches nobody and holds up nobody.
  client.end(Buffer.alloc(1_000_000))
  broker.end(METHOD(3))
  expect(await atClient).toEqual(METHOD(3))
})

test('reset breaks both sides, before the frame', async () => {
  await using scene = await ProxyScene.open({ faults: ['reset header'] })
  const [client, broker] = await scene.pair()
  const heard: Buffer[] = []
  client.on('data', (chunk: Buffer) => heard.push(chunk))
  broker.resume()
  const closed = [client, broker].map(
    (socket: Socket) => new Promise((resolve) => socket.on('close', resolve)),
  )
  const failed = once(broker, 'error')
  broker.write(Buffer.concat(MESSAGE))
  expect(await failed).toMatchObject([{ code: 'ECONNRESET' }])
  client.end()
  await Promise.all(closed)
  expect(METHOD(1).subarray(0, Buffer.concat(heard).length)).toEqual(Buffer.concat(heard))
})

test('several faults of one frame apply in their order', async () => {
  const { bytes } = await throughFaults(['duplicate body', 'truncate body'], MESSAGE)
  const short = BODY(1).subarray(0, -1)
  expect(bytes).toEqual(Buffer.concat([METHOD(1), HEADER(1), short, short]))
})

test('each fault that happens is told with its rule and the frame as it came', async () => {
  const { hits } = await throughFaults(
    ['hold heartbeats', { action: 'drop', frames: 'basic.deliver', channel: 1, times: 1 }],
    [METHOD(1), HEARTBEAT, METHOD(1), METHOD(2)],
  )
  expect(hits.map(({ rule, frame: { kind, channel, method } }) => [rule, kind, channel, method])).toEqual([
    ['drop basic.deliver on channel 1 times 1', 'method', 1, 'basic.deliver'],
    ['drop heartbeat', 'heartbeat', 0, undefined],
  ])
  expect(Buffer.from(hits[0]?.frame.bytes as Uint8Array)).toEqual(METHOD(1))
  expect(hits[0]?.frame.frame.type).toBe('method')
})

test('each connection counts for itself', async () => {
  await using scene = await ProxyScene.open({ faults: ['drop method times 1'] })
  for (let i = 0; i < 2; i++) {
    const [client, broker] = await scene.pair()
    const arriving = received(client)
    broker.end(Buffer.concat([METHOD(1), METHOD(2)]))
    expect(await arriving).toEqual(METHOD(2))
  }
})
