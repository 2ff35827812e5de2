import { expect, it } from 'vitest'
import { Broker } from '../../../src/broker/index.ts'
import { connect } from '../../../src/index.ts'
import { type CaptureEvent, CommandStream, FrameStream, Recorder } from '../../../src/inspect/index.ts'

it('records what a client says and hears, from the beginning to the end', async () => {
  await using broker = new Broker()
  const events: CaptureEvent[] = []
  let now = 1000
  const recorder = new Recorder(
    (event) => events.push(event),
    () => now++,
  )
  const connection = await connect({ transport: broker.transport(), tap: recorder.tap() })
  const channel = await connection.openChannel()
  await channel.queueDeclare({ queue: 'hello' })
  await connection.close()

  expect(events[0]).toEqual({
    kind: 'open',
    connection: 1,
    atMicros: 1000,
    client: { host: 'client', port: 49_152 },
    broker: { host: 'broker', port: 5672 },
    isFromStart: true,
  })
  expect(events.map(({ atMicros }) => atMicros)).toEqual(events.map((_, index) => 1000 + index))
  const names = namesOf(events)
  expect(names.slice(0, 2)).toEqual(['connection.start', 'connection.start-ok'])
  expect(names).toContain('queue.declare-ok')
  expect(names.slice(-2)).toEqual(['connection.close', 'connection.close-ok'])
  const ends = events.filter(({ kind }) => kind === 'end')
  expect(ends.map((end) => 'isReset' in end && [end.direction, end.isReset]).sort()).toEqual([
    ['broker-to-client', false],
    ['client-to-broker', false],
  ])
  expect(events.at(-1)?.kind).toBe('end')
})

it('tells connections apart, and each life of one that comes again', () => {
  const { events, recorder } = recording()
  const [first, second] = [recorder.tap(), recorder.tap()]
  first.onOpen?.('localhost:5672')
  second.onOpen?.('[::1]:5673')
  second('out', Uint8Array.of(1))
  first('in', Uint8Array.of(2))
  first.onEnd?.('out', true)
  first.onOpen?.('another:5674')
  expect(events.map((event) => [event.connection, event.kind])).toEqual([
    [1, 'open'],
    [2, 'open'],
    [2, 'bytes'],
    [1, 'bytes'],
    [1, 'end'],
    [3, 'open'],
  ])
  const opened = events.flatMap((event) => (event.kind === 'open' ? [event] : []))
  expect(opened.map(({ broker }) => broker)).toEqual([
    { host: 'localhost', port: 5672 },
    { host: '::1', port: 5673 },
    { host: 'another', port: 5674 },
  ])
  expect(opened.map(({ client }) => client.port)).toEqual([49_152, 49_153, 49_154])
})

it('knows the ends that it is told, and a stream that does not say that it begins', () => {
  const { events, recorder } = recording()
  const ends = { client: { host: '10.0.0.1', port: 1 }, broker: { host: '10.0.0.2', port: 2 } }
  const tap = recorder.tap(ends)
  tap('out', new Uint8Array(0))
  expect(events).toEqual([])
  tap('out', Uint8Array.of(7))
  expect(events).toMatchObject([
    { kind: 'open', ...ends },
    { kind: 'bytes', direction: 'client-to-broker' },
  ])
})

it('records nothing after its end', () => {
  const { events, recorder } = recording()
  const tap = recorder.tap()
  tap('out', Uint8Array.of(1))
  recorder.end()
  tap('out', Uint8Array.of(2))
  tap.onEnd?.('out', false)
  expect(events.length).toBe(2)
})

it('tells the time in whole microseconds since 1970', () => {
  const { events, recorder } = recording()
  recorder.tap()('out', Uint8Array.of(1))
  const [{ atMicros }] = events as [CaptureEvent]
  expect(Number.isSafeInteger(atMicros)).toBe(true)
  expect(Math.abs(atMicros / 1000 - Date.now())).toBeLessThan(60_000)
})

function recording(): { events: CaptureEvent[]; recorder: Recorder } {
  const events: CaptureEvent[] = []
  return { events, recorder: new Recorder((event) => events.push(event)) }
}

function namesOf(events: readonly CaptureEvent[]): string[] {
  const names: string[] = []
  const commands = new CommandStream({
    onCommand: ({ method }) => names.push(method.name),
    onLoneFrame: () => {},
  })
  const frames = new FrameStream((seen) => commands.receive(seen))
  for (const event of events) frames.receive(event)
  return names
}
