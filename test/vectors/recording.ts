// A recording of one connection as a file: the events as `wirehare/inspect` takes them, one to a line, with their octets
// in base64 and their time in microseconds since the connection was opened.

import { readFileSync } from 'node:fs'
import type { BytesEvent, CaptureEvent, EndEvent, OpenEvent } from '../../src/inspect/index.ts'

/** The events of one connection, from its first octet to its end. */
export type Recording = readonly [OpenEvent, ...(BytesEvent | EndEvent)[]]

interface RecordingFile {
  readonly origin: string
  readonly open: OpenEvent
  readonly events: readonly [
    direction: 'out' | 'in',
    afterMicros: number,
    kind: 'bytes' | 'end' | 'reset',
    bytes?: string,
  ][]
}

const DIRECTIONS = { out: 'client-to-broker', in: 'broker-to-client' } as const

/** The names of the recordings in this folder: each client with each broker. */
export const RECORDINGS: readonly string[] = [
  'amqplib',
  'rabbitmq-client',
  'amqp-client',
  'wirehare',
].flatMap((client) => ['3.10', '4.3'].map((version) => `${client}-rabbitmq-${version}`))

export function recordingText(origin: string, [open, ...rest]: Recording): string {
  const lines = rest.map((event) => {
    const direction = event.direction === DIRECTIONS.out ? 'out' : 'in'
    const what =
      event.kind === 'bytes'
        ? ['bytes', Buffer.from(event.bytes).toString('base64')]
        : [event.isReset ? 'reset' : 'end']
    return `    ${JSON.stringify([direction, event.atMicros - open.atMicros, ...what])}`
  })
  return [
    '{',
    `  "origin": ${JSON.stringify(origin)},`,
    `  "open": ${JSON.stringify(open)},`,
    `  "events": [\n${lines.join(',\n')}\n  ]`,
    '}',
    '',
  ].join('\n')
}

export function readRecording(name: string): CaptureEvent[] {
  const text = readFileSync(new URL(`./clients/${name}.json`, import.meta.url), 'utf8')
  const { open, events } = JSON.parse(text) as RecordingFile
  return [
    open,
    ...events.map(([side, afterMicros, kind, bytes = '']): CaptureEvent => {
      const common = { connection: 1, atMicros: open.atMicros + afterMicros, direction: DIRECTIONS[side] }
      if (kind === 'bytes') return { kind, ...common, bytes: Buffer.from(bytes, 'base64') }
      return { kind: 'end', ...common, isReset: kind === 'reset' }
    }),
  ]
}
