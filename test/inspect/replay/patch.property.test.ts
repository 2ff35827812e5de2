import fc from 'fast-check'
import { expect, test } from 'vitest'
import { basicPublish, queueBind } from '../../../src/generated/methods.ts'
import { CommandStream, FrameStream, type SeenCommand, type SeenFrame } from '../../../src/inspect/index.ts'
import { patched } from '../../../src/inspect/replay/patch.ts'
import { Outbox } from '../../../src/protocol/outbox.ts'

const name = fc.string({ unit: 'grapheme', maxLength: 60 })

function framesOf(bytes: Uint8Array): { frames: SeenFrame[]; commands: SeenCommand[] } {
  const frames: SeenFrame[] = []
  const commands: SeenCommand[] = []
  const assembly = new CommandStream({
    onCommand: (command) => commands.push(command),
    onLoneFrame: () => {},
  })
  const stream = new FrameStream((seen) => {
    frames.push(seen)
    assembly.receive(seen)
  })
  const at = { connection: 1, atMicros: 0 }
  stream.receive({ kind: 'open', ...at, client: NOBODY, broker: NOBODY, isFromStart: true })
  stream.receive({ kind: 'bytes', ...at, direction: 'client-to-broker', bytes })
  return { frames, commands }
}

const NOBODY = { host: '', port: 0 }

test('other names in a frame change these and nothing else', () => {
  fc.assert(
    fc.property(name, name, name, name, (queue, exchange, replyTo, other) => {
      const outbox = new Outbox({ onPending() {} })
      outbox.frameMaxBytes = 131_072
      outbox.method(1, queueBind, {
        queue,
        exchange,
        routingKey: 'key',
        arguments: { inner: queue, number: 7 },
      })
      outbox.content(
        1,
        basicPublish,
        { exchange, routingKey: queue },
        { replyTo, headers: { replyTo } },
        'body',
      )
      const { frames, commands } = framesOf(Buffer.concat(outbox.take()))
      const now = (text: string): string => (text === queue ? other : text)
      const after = framesOf(Buffer.concat(frames.map((seen) => patched(seen, now))))

      expect(after.frames.map(({ frame }) => frame.problem)).toEqual(frames.map(() => undefined))
      expect(after.commands.map(({ args, content }) => [args, content?.properties])).toEqual(
        commands.map(({ args, content }) => [
          renamed(args, now),
          content && renamed(content.properties, now),
        ]),
      )
    }),
  )
})

test('a frame with nothing to change is the same to the octet', () => {
  const outbox = new Outbox({ onPending() {} })
  outbox.frameMaxBytes = 131_072
  outbox.content(3, basicPublish, { routingKey: 'q' }, { headers: { a: 1 }, userId: 'guest' }, 'body')
  const bytes = Buffer.concat(outbox.take())
  const { frames } = framesOf(bytes)
  expect(Buffer.concat(frames.map((seen) => patched(seen, (text) => text)))).toEqual(bytes)
  // What does not fit into a short string leaves the field as it was.
  expect(Buffer.concat(frames.map((seen) => patched(seen, () => 'x'.repeat(256))))).toEqual(bytes)
})

/** Texts on the first level, which are the short strings. */
function renamed(fields: object, now: (text: string) => string): object {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, typeof value === 'string' ? now(value) : value]),
  )
}
