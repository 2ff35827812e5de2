// Captures for tshark, and what we ourselves see in them.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CaptureEvent,
  type Direction,
  FrameStream,
  PcapngWriter,
  type SeenFrame,
} from '../../src/inspect/index.ts'
import { PROTOCOL_HEADER } from '../../src/wire/frame.ts'
import { methodFrame } from '../inspect/frames.ts'

/** A file with what happened, and its frames as we see them; gone once it is disposed of. */
export interface TsharkCapture extends Disposable {
  readonly file: string
  readonly frames: readonly SeenFrame[]
}

export function captureOf(events: readonly CaptureEvent[]): TsharkCapture {
  const folder = mkdtempSync(join(tmpdir(), 'wirehare-tshark-'))
  const file = join(folder, 'capture.pcapng')
  const parts: Uint8Array[] = []
  const frames: SeenFrame[] = []
  const writer = new PcapngWriter((bytes) => parts.push(bytes))
  const stream = new FrameStream((seen) => frames.push(seen))
  for (const event of events) {
    writer.receive(event)
    stream.receive(event)
  }
  writer.end()
  stream.end()
  writeFileSync(file, Buffer.concat(parts))
  return { file, frames, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) }
}

/** What is said on one connection, each frame in a packet of its own, behind a beginning that tells the protocol. */
export function sayings(...said: readonly (readonly [Direction, Uint8Array])[]): CaptureEvent[] {
  const common = { connection: 1, atMicros: 0 }
  const [client, broker] = [50_000, 5672].map((port) => ({ host: '127.0.0.1', port }))
  return [
    { kind: 'open', ...common, client: client!, broker: broker!, isFromStart: true },
    ...BEGINNING.concat(said).map(
      ([direction, bytes]): CaptureEvent => ({ kind: 'bytes', ...common, direction, bytes }),
    ),
  ]
}

const BEGINNING: readonly (readonly [Direction, Uint8Array])[] = [
  ['client-to-broker', PROTOCOL_HEADER],
  [
    'broker-to-client',
    methodFrame(
      0,
      { apiName: 'connectionStart' },
      {
        versionMinor: 9,
        serverProperties: {},
        mechanisms: 'PLAIN',
        locales: 'en_US',
      },
    ),
  ],
]
