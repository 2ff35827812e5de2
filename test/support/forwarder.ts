// A TCP forwarder between a client and a broker that can fall silent, for what a network does and a broker does not.

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Forwarder extends AsyncDisposable {
  /** The broker's URL, by way of the forwarder. */
  readonly url: string
  /** Forwards nothing more, in neither direction, and keeps the connections open. */
  fallSilent(): void
  /** Breaks every connection. */
  cut(): void
}

export async function forwardTo(brokerUrl: string): Promise<Forwarder> {
  const target = new URL(brokerUrl)
  const sockets = new Set<Socket>()
  let silent = false
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    const pairs: [Socket, Socket][] = [
      [near, far],
      [far, near],
    ]
    for (const [from, to] of pairs) {
      sockets.add(from)
      from.setNoDelay(true)
      from.on('data', (bytes) => silent || to.write(bytes))
      from.on('error', () => {})
      // A broker that hears nothing any more hangs up, and silence is all that the client may hear of it.
      from.on('close', () => silent || to.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(brokerUrl)
  url.port = String((server.address() as AddressInfo).port)
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    fallSilent() {
      silent = true
    },
    cut,
    async [Symbol.asyncDispose]() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
