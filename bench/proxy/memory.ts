import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { report } from '../broker/report.ts'
import { type ProxyMode, ProxyProcess } from './proxy-process.ts'

const FRAMES = 10_000_000
const SAMPLES = 10
const MEGABYTE = 2 ** 20

/**
 * The memory of a proxy while ten million frames go through it: publishes one way and deliveries the other, as fast as
 * sockets of Node take them. Both ends are in this process, so that the proxy's is its alone.
 */
export async function measureMemory(): Promise<void> {
  for (const mode of ['carry', 'count'] as const) await measure(mode)
}

async function measure(mode: ProxyMode): Promise<void> {
  const server = createServer({ noDelay: true })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  {
    await using proxy = await ProxyProcess.start(`amqp://127.0.0.1:${port}`, mode)
    const accepted = once(server, 'connection') as Promise<[Socket]>
    const client = connect({ host: '127.0.0.1', port: proxy.port, noDelay: true })
    const [broker] = await accepted
    report(`frames carried (${mode})`, 'RSS      heap')
    const heaps: number[] = []
    for (let sample = 0; sample <= SAMPLES; sample++) {
      if (sample > 0) await Promise.all([pump(client, broker, PUBLISH), pump(broker, client, DELIVER)])
      const { frames, rssBytes, heapBytes } = await proxy.figures()
      heaps.push(heapBytes)
      const carried = MESSAGES * 2 * FRAMES_A_MESSAGE * sample
      if (mode === 'count' && frames !== carried) throw new Error(`${frames} frames counted of ${carried}`)
      report(`  ${carried.toLocaleString('en')}`, `${mebibytes(rssBytes)}  ${mebibytes(heapBytes)}`)
    }
    const growth = (heaps.at(-1) as number) - (heaps[1] as number)
    report(
      `heap after ${FRAMES.toLocaleString('en')} to after the first tenth (${mode})`,
      `${mebibytes(growth)}`,
    )
    client.destroy()
    broker.destroy()
  }
  server.close()
}

function mebibytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MiB`
}

const MESSAGES_A_WRITE = 1000
const FRAMES_A_MESSAGE = 3
/** Of one direction, in one sample. */
const MESSAGES = Math.round(FRAMES / SAMPLES / 2 / FRAMES_A_MESSAGE)

/** A message of 16 octets: method, header and body. */
function content(method: readonly number[]): Buffer {
  const frame = (type: number, payload: readonly number[]): number[] => [
    ...[type, 0, 1, 0, 0, 0, payload.length],
    ...payload,
    0xce,
  ]
  const header = [0, 60, 0, 0, ...[0, 0, 0, 0, 0, 0, 0, 16], 0, 0]
  return Buffer.from([...frame(1, method), ...frame(2, header), ...frame(3, new Array<number>(16).fill(120))])
}

const text = (value: string): number[] => [value.length, ...Buffer.from(value)]
const PUBLISH = content([0, 60, 0, 40, 0, 0, ...text(''), ...text('a-queue'), 0])
const DELIVER = content([
  0,
  60,
  0,
  60,
  ...text('a-tag'),
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  7,
  0,
  ...text(''),
  ...text('a-queue'),
])

/** Sends half a sample's frames one way, and waits until the last octet has come. */
async function pump(from: Socket, to: Socket, message: Buffer): Promise<void> {
  let left = MESSAGES * message.length
  const arrived = new Promise<void>((resolve) => {
    const onData = (bytes: Buffer): void => {
      left -= bytes.length
      if (left > 0) return
      to.off('data', onData)
      resolve()
    }
    to.on('data', onData)
  })
  const many = Buffer.concat(new Array<Buffer>(MESSAGES_A_WRITE).fill(message))
  for (let sent = 0; sent < MESSAGES; sent += MESSAGES_A_WRITE) {
    const last = Math.min(MESSAGES_A_WRITE, MESSAGES - sent)
    if (!from.write(many.subarray(0, last * message.length))) await once(from, 'drain')
  }
  await arrived
}
