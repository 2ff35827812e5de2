import { describe, expect, it } from 'vitest'
import { CommandStream, FrameStream, type SeenCommand, type SeenFrame } from '../../src/inspect/index.ts'
import { PROTOCOL_HEADER } from '../../src/wire/frame.ts'
import { bodyFrame, headerFrame, heartbeatFrame, methodFrame } from './frames.ts'

const PUBLISH = methodFrame(
  1,
  { apiName: 'basicPublish' },
  { exchange: 'x', routingKey: 'k', mandatory: true },
)
const DECLARE = methodFrame(1, { apiName: 'queueDeclare' }, { queue: 'hello', arguments: { a: 1 } })
const text = (words: string): Uint8Array => new TextEncoder().encode(words)

describe('commands of a connection', () => {
  it('are methods with their arguments', () => {
    const { commands } = watch([DECLARE])
    expect(commands).toMatchObject([
      { connection: 1, channel: 1, direction: 'client-to-broker', atSeconds: 1, endSeconds: 1 },
    ])
    expect(commands[0]?.method.name).toBe('queue.declare')
    expect(commands[0]?.args).toMatchObject({ queue: 'hello', durable: false, arguments: { a: 1 } })
    expect(Object.keys(commands[0]?.args ?? {})).not.toContain('ticket')
    expect(commands[0]?.content).toBeUndefined()
  })

  it('hold the content of all their frames, which other channels may interleave', () => {
    const { commands } = watch([
      PUBLISH,
      headerFrame(1, 5, { messageId: '7', headers: { bodyBytes: 9, body: 'no' } }),
      methodFrame(2, { apiName: 'basicPublish' }, {}),
      bodyFrame(1, text('he')),
      headerFrame(2, 0, {}),
      bodyFrame(1, text('llo')),
    ])
    expect(commands.map(({ channel }) => channel)).toEqual([2, 1])
    const [empty, hello] = commands
    expect(empty?.content).toMatchObject({ properties: {}, bodyBytes: 0 })
    expect(hello?.args).toMatchObject({ exchange: 'x', routingKey: 'k', mandatory: true, immediate: false })
    expect(hello?.content).toMatchObject({ bodyBytes: 5, properties: { messageId: '7' } })
    expect(Buffer.from(hello?.content?.body ?? []).toString()).toBe('hello')
    expect(hello?.frames.map(({ number }) => number)).toEqual([1, 2, 4, 6])
    expect(hello).toMatchObject({ atSeconds: 1, endSeconds: 6 })
    expect(hello?.problem).toBeUndefined()
  })

  it('say that their content did not come', () => {
    const { commands, stream } = watch([
      PUBLISH,
      headerFrame(1, 5, {}),
      bodyFrame(1, text('he')),
      DECLARE,
      PUBLISH,
    ])
    stream.end(2)
    expect(commands.length).toBe(2)
    stream.end(1)
    expect(commands.map(({ method, problem }) => [method.name, problem])).toEqual([
      ['basic.publish', 'another method came in place of its content'],
      ['queue.declare', undefined],
      ['basic.publish', 'the connection ended before its content came'],
    ])
    expect(Buffer.from(commands[0]?.content?.body ?? []).toString()).toBe('he')
  })

  it('leave over what belongs to none', () => {
    const unknown = methodFrame(1, { apiName: 'queueDelete' }, {})
    unknown[8] = 99
    const lone = [PROTOCOL_HEADER, heartbeatFrame(), bodyFrame(1, text('x')), headerFrame(1, 0, {}), unknown]
    const { commands, others } = watch(lone)
    expect(commands).toEqual([])
    expect(others.map(({ frame }) => frame.type)).toEqual([
      'protocol-header',
      'heartbeat',
      'body',
      'header',
      'method',
    ])
  })

  it('go on behind a second header and behind damage', () => {
    const { commands, others } = watch([
      PUBLISH,
      headerFrame(1, 1, {}),
      headerFrame(1, 9, {}),
      bodyFrame(1, text('x')),
    ])
    expect(others.map(({ number }) => number)).toEqual([3])
    expect(commands[0]?.content?.bodyBytes).toBe(1)
  })
})

function watch(frames: readonly Uint8Array[]): {
  stream: CommandStream
  commands: SeenCommand[]
  others: SeenFrame[]
} {
  const commands: SeenCommand[] = []
  const others: SeenFrame[] = []
  const stream = new CommandStream({
    onCommand: (command) => commands.push(command),
    onLoneFrame: (seen) => others.push(seen),
  })
  const frameStream = new FrameStream((seen) => stream.receive(seen))
  const nowhere = { host: '', port: 0 }
  frameStream.receive({
    kind: 'open',
    connection: 1,
    atMicros: 0,
    client: nowhere,
    broker: nowhere,
    isFromStart: true,
  })
  let atMicros = 0
  for (const bytes of frames) {
    atMicros += 1e6
    frameStream.receive({ kind: 'bytes', connection: 1, atMicros, direction: 'client-to-broker', bytes })
  }
  return { stream, commands, others }
}
