// Asks a broker who it is, with bare sockets: the tests' own view of a broker must not hang on the client
// that they test.

import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'

const PROTOCOL_HEADER = Buffer.from('AMQP\0\0\x09\x01', 'latin1')
const FRAME_HEADER_BYTES = 7
const FRAME_END_BYTES = 1
const ANSWER_TIMEOUT_MS = 10_000

/** Sends the AMQP 0-9-1 protocol header and resolves to the whole first frame of the answer. */
export async function firstFrame(url: string): Promise<Buffer> {
  const { protocol, hostname: host, port } = new URL(url)
  const socket =
    protocol === 'amqps:'
      ? connectTls({ host, port: Number(port || 5671), servername: host })
      : connectTcp({ host, port: Number(port || 5672) })
  try {
    socket.setTimeout(ANSWER_TIMEOUT_MS, () =>
      socket.destroy(new Error(`no frame within ${ANSWER_TIMEOUT_MS} ms`)),
    )
    socket.write(PROTOCOL_HEADER)
    let received = Buffer.alloc(0)
    for await (const chunk of socket) {
      received = Buffer.concat([received, chunk])
      if (received.length < FRAME_HEADER_BYTES) continue
      const frameBytes = FRAME_HEADER_BYTES + received.readUInt32BE(3) + FRAME_END_BYTES
      if (received.length >= frameBytes) return received.subarray(0, frameBytes)
    }
    throw new Error(`the peer closed after ${received.length} bytes: ${received.toString('latin1')}`)
  } catch (cause) {
    throw new Error(`No AMQP 0-9-1 broker answers at ${host}:${port}: ${(cause as Error).message}`, { cause })
  } finally {
    if (!socket.closed) {
      const closed = once(socket, 'close')
      socket.destroy()
      await closed
    }
  }
}

export interface BrokerIdentity {
  product: string
  /** Major and minor, for example `3.10`. */
  version: string
}

/** Who the broker says it is in the server-properties of its connection.start. */
export async function identify(url: string): Promise<BrokerIdentity> {
  const frame = await firstFrame(url)
  const version = serverProperty(frame, 'version')
  return {
    product: serverProperty(frame, 'product'),
    version: /^\d+\.\d+/.exec(version)?.[0] ?? version,
  }
}

// A field of the table is a short string (its name), `S`, and a long string (its value), so the bytes of the
// first two are enough to find it, without decoding the table.
function serverProperty(frame: Buffer, name: string): string {
  const label = Buffer.concat([Buffer.of(name.length), Buffer.from(`${name}S`)])
  const at = frame.indexOf(label)
  if (at < 0) throw new Error(`The broker's connection.start has no server property "${name}"`)
  const value = at + label.length
  return frame.toString('utf8', value + 4, value + 4 + frame.readUInt32BE(value))
}
