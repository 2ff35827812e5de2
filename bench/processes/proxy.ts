// Program: a proxy in a process of its own, for as long as whoever measures holds the channel to it open. Its arguments
// are the broker's URL and what it does: "carry", or "count" for frames. Each message to it is answered with figures.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type CaptureEvent, type ProxyOptions, startProxy } from '../../src/inspect/index.ts'
import { FrameCutter } from '../../src/protocol/frame-cutter.ts'
import type { ProxyFigures } from '../proxy/proxy-process.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const MAX_FRAME_BYTES = 131_072
const [to = '', mode] = process.argv.slice(2)
let frames = 0

/** Counts whole frames and reads no more of them, each direction for itself. */
function counting(): ProxyOptions['onEvent'] {
  const cutters = new Map<string, FrameCutter>()
  const count = (): void => {
    frames++
  }
  return (event: CaptureEvent) => {
    if (event.kind === 'open') return
    const key = `${event.connection} ${event.direction}`
    if (event.kind === 'end') cutters.delete(key)
    if (event.kind !== 'bytes') return
    let cutter = cutters.get(key)
    if (cutter === undefined) {
      cutter = new FrameCutter(count, MAX_FRAME_BYTES)
      cutters.set(key, cutter)
    }
    cutter.receive(event.bytes)
  }
}

const proxy = await startProxy({ to, ...(mode === 'count' ? { onEvent: counting() } : {}) })
process.on('message', () => {
  collect()
  const { rss, heapUsed, external } = process.memoryUsage()
  tell({ frames, rssBytes: rss, heapBytes: heapUsed + external, cpuSeconds: process.cpuUsage().user / 1e6 })
})
process.once('disconnect', () => void proxy.close())
process.send?.({ port: proxy.port })

function tell(figures: ProxyFigures): void {
  process.send?.(figures)
}
