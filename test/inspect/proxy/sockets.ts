// Both ends of a proxy as sockets of Node, which do exactly what a test says.

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { type AmqpProxy, type ProxyOptions, startProxy } from '../../../src/inspect/index.ts'

/** A server that only takes connections, and a proxy that leads there. */
export class ProxyScene implements AsyncDisposable {
  readonly proxy: AmqpProxy
  private readonly server: Server
  private readonly sockets: Set<Socket>

  private constructor(proxy: AmqpProxy, server: Server, sockets: Set<Socket>) {
    this.proxy = proxy
    this.server = server
    this.sockets = sockets
  }

  static async open(options: Partial<ProxyOptions> = {}): Promise<ProxyScene> {
    const sockets = new Set<Socket>()
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => sockets.add(socket))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const proxy = await startProxy({
      to: `amqp://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ...options,
    })
    return new ProxyScene(proxy, server, sockets)
  }

  /** A client's socket, and that of the server which belongs to it. */
  async pair(): Promise<[client: Socket, broker: Socket]> {
    const accepted = once(this.server, 'connection') as Promise<[Socket]>
    const client = connect({ port: this.proxy.port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    this.sockets.add(client)
    const [broker] = await accepted
    for (const socket of [client, broker]) socket.on('error', () => {})
    return [client, broker]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await this.proxy.close()
    this.server.close()
    await once(this.server, 'close')
  }
}

/** All that a socket gets until the other side ends. */
export async function received(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(socket, 'end')
  return Buffer.concat(chunks)
}

/** What a socket gets, as soon as it is so many octets. */
export async function receivedOctets(socket: Socket, count: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  while (length < count) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    chunks.push(chunk)
    length += chunk.length
  }
  return Buffer.concat(chunks)
}
