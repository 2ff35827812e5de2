/** The sessions in test/vectors: what a client and a broker really said to each other. */
import { readFileSync } from 'node:fs'

type Direction = 'in' | 'out'

export interface Session {
  readonly origin: string
  /** All that the client sent. */
  readonly out: Uint8Array
  /** All that the broker sent. */
  readonly in: Uint8Array
}

export function readSession(name: string): Session {
  const text = readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8')
  const { origin, pieces } = JSON.parse(text) as { origin: string; pieces: [Direction, string][] }
  const side = (wanted: Direction): Uint8Array =>
    Buffer.concat(
      pieces.filter(([direction]) => direction === wanted).map(([, hex]) => Buffer.from(hex, 'hex')),
    )
  return { origin, in: side('in'), out: side('out') }
}
