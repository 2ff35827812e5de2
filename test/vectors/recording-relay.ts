// Stands between a client and a broker and writes down what they say to each other.

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { BytesEvent, Direction, EndEvent, OpenEvent } from '../../src/inspect/index.ts'
import type { Recording } from './recording.ts'

/**
 * Has one conversation recorded.
 * @param converse makes one connection to the URL that it is given, and closes it
 */
export async function recorded(
  brokerUrl: string,
  converse: (url: string) => Promise<void>,
): Promise<Recording> {
  const { hostname, port } = new URL(brokerUrl)
  const events: (BytesEvent | EndEvent)[] = []
  let open: OpenEvent | undefined
  const ends: Promise<unknown>[] = []
  const now = (): { connection: number; atMicros: number } => ({
    connection: 1,
    atMicros: Math.round((performance.timeOrigin + performance.now()) * 1000),
  })
  const pass = (from: Socket, to: Socket, direction: Direction): void => {
    from.on('data', (bytes) => {
      events.push({ kind: 'bytes', ...now(), direction, bytes })
      to.write(bytes)
    })
    from.on('end', () => {
      events.push({ kind: 'end', ...now(), direction, isReset: false })
      to.end()
    })
    from.on('error', () => {
      events.push({ kind: 'end', ...now(), direction, isReset: true })
      to.resetAndDestroy()
    })
    ends.push(new Promise((resolve) => from.on('close', resolve)))
  }
  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (open !== undefined) throw new Error('a second connection, where one is recorded')
    open = {
      kind: 'open',
      ...now(),
      client: { host: '127.0.0.1', port: near.remotePort as number },
      broker: { host: '127.0.0.1', port: 5672 },
      isFromStart: true,
    }
    const far = connect({ port: Number(port), host: hostname, allowHalfOpen: true })
    pass(near, far, 'client-to-broker')
    pass(far, near, 'broker-to-client')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const target = new URL(brokerUrl)
  target.port = String((server.address() as AddressInfo).port)
  await converse(target.href)
  await Promise.all(ends)
  server.close()
  if (open === undefined) throw new Error('nothing was recorded')
  return [open, ...events]
}
