// A way to a broker on which frames get lost, come twice, or are put in.

import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { FrameSplitter, type SeenFrame } from '../../../src/inspect/index.ts'

/** What becomes of a frame of the broker: the bytes to hand on in its place, at once or later. */
export type Tamper = (seen: SeenFrame, send: (bytes: Uint8Array) => void) => Uint8Array[]

export interface Proxy extends AsyncDisposable {
  readonly url: string
}

export async function tamperingProxy(brokerPort: number, makeTamper: () => Tamper): Promise<Proxy> {
  const server = createServer((client) => {
    const upstream = connect(brokerPort, '127.0.0.1')
    const tamper = makeTamper()
    const send = (bytes: Uint8Array): unknown => client.writable && client.write(bytes)
    const splitter = new FrameSplitter((seen) => {
      for (const bytes of tamper(seen, send)) send(bytes)
    })
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const)
      one.on('error', () => {}).on('close', () => other.destroy())
    client.pipe(upstream)
    upstream.on('data', (bytes) => splitter.tap('in', bytes))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `amqp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close()
    },
  }
}

/** Treats the frames of the delivery with this number, counted from 0 on each connection, in another way. */
export function tamperDelivery(number: number, change: (bytes: Uint8Array) => Uint8Array[]): () => Tamper {
  return () => {
    let deliveries = -1
    return ({ bytes, frame }) => {
      if (frame.method?.name === 'basic.deliver') deliveries++
      const isOfDelivery = frame.method?.name === 'basic.deliver' || frame.type !== 'method'
      return isOfDelivery && deliveries === number ? change(bytes) : [bytes]
    }
  }
}

/** The frame of connection.blocked. */
export function blockedFrame(reason: string): Uint8Array {
  const payload = Buffer.from([0, 10, 0, 60, reason.length, ...Buffer.from(reason)])
  const head = Buffer.from([1, 0, 0, 0, 0, 0, payload.length])
  return Buffer.concat([head, payload, Buffer.of(0xce)])
}
