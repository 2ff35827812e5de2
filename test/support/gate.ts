// A gate of TCP between clients and a broker that stays: for losses at a moment of one's own choice, and for brokers
// that cannot be reached, or do not notice that a client is gone.

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Gate extends AsyncDisposable {
  /** The broker's URL, by way of the gate. */
  readonly url: string
  /** `127.0.0.1:` and the port of the gate. */
  readonly remote: string
  /** How many connections have been let through. */
  readonly passed: number
  /** How many of them are there now. */
  readonly count: number
  /** How many bytes clients have sent in all. */
  readonly sentBytes: number
  /** Breaks every connection. The next ones pass. */
  cut(): void
  /** Breaks every connection, and turns the next ones away. */
  shut(): void
  /** Lets the next connections through again. */
  open(): void
  /** Cuts the clients off, while the broker goes on with their connections as if nothing had happened. */
  strand(): void
  /** Ends what was stranded, for the broker too. */
  release(): void
  /** From here on each connection breaks, or falls silent, when the client has sent so many bytes. Asked once for each. */
  endAfter(bytes: () => number, how?: 'cut' | 'silence'): void
}

export async function gateTo(brokerUrl: string): Promise<Gate> {
  const target = new URL(brokerUrl)
  const pairs = new Set<readonly [near: Socket, far: Socket]>()
  const stranded = new Set<Socket>()
  let isShut = false
  let passed = 0
  let sentBytes = 0
  let bytesOfNext = (): number => Number.POSITIVE_INFINITY
  let howOfNext = 'cut'
  const server = createServer((near) => {
    near.on('error', () => {})
    if (isShut) return void near.destroy()
    passed++
    const far = connect(Number(target.port), target.hostname)
    far.on('error', () => {})
    const pair = [near.setNoDelay(true), far.setNoDelay(true)] as const
    pairs.add(pair)
    let left = bytesOfNext()
    const how = howOfNext
    near.on('data', (bytes: Buffer) => {
      sentBytes += bytes.length
      if (left > 0) far.write(bytes.subarray(0, left))
      left -= bytes.length
      if (left <= 0 && how === 'cut') for (const socket of pair) socket.destroy()
    })
    far.on('data', (bytes) => (left > 0 || how === 'cut') && near.write(bytes))
    far.on('close', () => near.destroy())
    near.on('close', () => {
      pairs.delete(pair)
      if (!stranded.has(far)) far.destroy()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = new URL(brokerUrl)
  url.hostname = '127.0.0.1'
  url.port = String(port)

  const cut = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  const release = (): void => {
    for (const far of stranded) far.destroy()
    stranded.clear()
  }
  return {
    url: url.href,
    remote: `127.0.0.1:${port}`,
    get passed() {
      return passed
    },
    get count() {
      return pairs.size
    },
    get sentBytes() {
      return sentBytes
    },
    cut,
    shut() {
      isShut = true
      cut()
    },
    open() {
      isShut = false
    },
    strand() {
      for (const [near, far] of pairs) {
        stranded.add(far)
        near.destroy()
      }
    },
    release,
    endAfter(bytes, how = 'cut') {
      bytesOfNext = bytes
      howOfNext = how
    },
    async [Symbol.asyncDispose]() {
      cut()
      release()
      server.close()
      await once(server, 'close')
    },
  }
}
