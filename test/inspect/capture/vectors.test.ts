// Captures of real tools, of amqplib and RabbitMQ 3.10: test/vectors/captures/record.ts says how they were made.

import { createReadStream } from 'node:fs'
import { expect, test } from 'vitest'
import {
  type CaptureEvent,
  CommandStream,
  FrameStream,
  readCapture,
  type SeenCommand,
  type SeenFrame,
} from '../../../src/inspect/index.ts'

const LOGIN = [
  'connection.start',
  'connection.start-ok',
  'connection.tune',
  'connection.tune-ok',
  'connection.open',
  'connection.open-ok',
  'channel.open',
  'channel.open-ok',
  'confirm.select',
  'confirm.select-ok',
  'queue.declare',
  'queue.declare-ok',
]
const PUBLISHED = ['one', 'two', 'three']
const CLOSING = ['channel.close', 'channel.close-ok', 'connection.close', 'connection.close-ok']
const MICROS_OF_2026 = 1_767_225_600_000_000

test.each([
  ['tcpdump -i lo', 'from-start.pcap'],
  ['tcpdump -i any, in nanoseconds', 'any.pcap'],
  ['tshark', 'tshark.pcapng'],
])('a capture by %s', async (_tool, name) => {
  const { events, frames, commands } = await read(name)
  expect(problemsOf(frames)).toEqual([])
  const names = commands.map(({ method }) => method.name)
  expect(names.slice(0, LOGIN.length)).toEqual(LOGIN)
  expect(names.slice(-CLOSING.length)).toEqual(CLOSING)
  expect(bodies(commands, 'basic.publish')).toEqual(PUBLISHED)
  expect(bodies(commands, 'basic.get-ok')).toEqual(PUBLISHED)
  expect(events[0]).toMatchObject({
    kind: 'open',
    isFromStart: true,
    broker: { host: '127.0.0.1', port: 40_533 },
  })
  expect(events.filter(({ kind }) => kind === 'end')).toMatchObject([
    { direction: 'client-to-broker', isReset: false },
    { direction: 'broker-to-client', isReset: true },
  ])
  const times = events.map(({ atMicros }) => atMicros)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(times.every((at) => Number.isInteger(at) && at > MICROS_OF_2026)).toBe(true)
})

test('a capture by tcpdump that begins in the middle', async () => {
  const { events, frames, commands } = await read('middle.pcap')
  expect(problemsOf(frames)).toEqual([])
  expect(events[0]).toMatchObject({ kind: 'open', isFromStart: false, broker: { port: 40_533 } })
  expect(bodies(commands, 'basic.publish')).toEqual(PUBLISHED)
  expect(bodies(commands, 'basic.get-ok')).toEqual(PUBLISHED)
})

test('a capture that keeps 200 octets of each packet: what was not kept is a gap, and no more is lost', async () => {
  const { events, frames, commands } = await read('cut.pcap')
  expect(events.filter(({ kind }) => kind === 'gap')).toMatchObject([
    { direction: 'broker-to-client', missingBytes: 378 },
    { direction: 'client-to-broker', missingBytes: 219 },
  ])
  expect(problemsOf(frames)).toEqual(['ends 378 octets early', 'ends 219 octets early'])
  expect(bodies(commands, 'basic.get-ok')).toEqual(PUBLISHED)
})

test('a capture by mergecap, of two interfaces with their own links and clocks', async () => {
  const { events, frames, commands } = await read('merged.pcapng')
  const opened = events.filter(({ kind }) => kind === 'open')
  expect(opened.map(({ connection }) => connection)).toEqual([1, 2])
  expect(problemsOf(frames)).toEqual([])
  for (const number of [1, 2]) {
    const its = commands.filter(({ connection }) => connection === number)
    expect(bodies(its, 'basic.publish')).toEqual(PUBLISHED)
  }
  const times = events.map(({ atMicros }) => atMicros)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
})

async function read(
  name: string,
): Promise<{ events: CaptureEvent[]; frames: SeenFrame[]; commands: SeenCommand[] }> {
  const events: CaptureEvent[] = []
  const frames: SeenFrame[] = []
  const commands: SeenCommand[] = []
  const commandStream = new CommandStream({
    onCommand: (command) => commands.push(command),
    onLoneFrame: () => {},
  })
  const stream = new FrameStream((seen) => {
    frames.push(seen)
    commandStream.receive(seen)
  })
  const file = createReadStream(new URL(`../../vectors/captures/${name}`, import.meta.url))
  for await (const event of readCapture(file)) {
    events.push(event)
    stream.receive(event)
  }
  stream.end()
  return { events, frames, commands }
}

function problemsOf(frames: readonly SeenFrame[]): string[] {
  return frames.flatMap(({ frame }) => frame.problem ?? [])
}

function bodies(commands: readonly SeenCommand[], name: string): string[] {
  return commands
    .filter(({ method }) => method.name === name)
    .map(({ content }) => Buffer.from(content?.body ?? []).toString())
}
