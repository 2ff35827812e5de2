// What Wireshark 4.0 gets wrong about AMQP 0-9-1, each tried with tshark, beside what our dissection says. The page
// docs/reference/inspect.md lists them in the same words.

import { describe, expect, test } from 'vitest'
import { type Direction, leavesOf, type SeenFrame } from '../../src/inspect/index.ts'
import { readPage } from '../docs/page.ts'
import { bodyFrame, headerFrame, heartbeatFrame, methodFrame } from '../inspect/frames.ts'
import { problemsOf } from '../inspect/tiling.ts'
import { type TsharkNode, tsharkFrames, tsharkLines, whyNoTshark } from '../support/tshark.ts'
import { captureOf, sayings } from '../support/tshark-capture.ts'

/** What both see of the frames behind the beginning. */
interface Sight {
  readonly file: string
  readonly ours: readonly SeenFrame[]
  readonly theirs: readonly TsharkNode[]
}

interface Case {
  readonly what: string
  readonly said: readonly (readonly [Direction, Uint8Array])[]
  readonly check: (sight: Sight) => Promise<void> | void
}

const CASES: readonly Case[] = [
  {
    what: 'The protocol header has no fields on the first pass, and the filter `amqp` hides it',
    said: [],
    async check({ file, ours }) {
      expect(await tsharkLines(file, 'tcp.len == 8')).toEqual([
        expect.stringContaining('AMQP (unknown version)'),
      ])
      expect(await tsharkLines(file, 'tcp.len == 8 && amqp')).toEqual([])
      const [header] = ours
      expect(leavesOf(header!.frame).map(({ range }) => range.value)).toEqual(['AMQP', 0, '0-9-1'])
    },
  },
  {
    what: 'Publishes are counted from the opening of the channel instead of from `confirm.select`, so that acks are tied to the wrong ones',
    said: [
      ...published('unconfirmed'),
      client('confirmSelect', {}),
      broker('confirmSelectOk', {}),
      ...published('confirmed'),
      broker('basicAck', { deliveryTag: 1 }),
    ],
    check({ theirs }) {
      const numbers = theirs.flatMap((frame) => shown(frame, 'amqp.method.arguments.publish_number'))
      expect(numbers).toEqual(['1', '2'])
      // The fourth packet of the client is the first publish; the handshake, the header and the start go before it.
      expect(shown(theirs.at(-1)!, 'amqp.message_in')).toEqual(['6'])
    },
  },
  {
    what: '`basic.ack` of tag 0 with `multiple`, which means all, is tied to no delivery',
    said: [...delivered(1), ...delivered(2), client('basicAck', { deliveryTag: 0, multiple: true })],
    check({ theirs, ours }) {
      expect(shown(theirs.at(-1)!, 'amqp.message_in')).toEqual([])
      expect(ours.at(-1)?.frame.method?.name).toBe('basic.ack')
    },
  },
  {
    what: 'A wrong frame end is not noticed, and the frame end is no field',
    said: [['client-to-broker', heartbeatFrame().fill(0, 7)], client('channelOpen', {})],
    async check({ file, ours, theirs }) {
      expect(await tsharkLines(file, '_ws.malformed || _ws.expert.severity > note')).toEqual([])
      expect(theirs.slice(-2).map(lastOctet)).toEqual([7, 12])
      expect(problemsOf(ours.at(-2)!.frame)).toEqual(['frameEnd stands where the frame end 0xce has to be'])
    },
  },
  {
    what: 'The tag `L` of a table is unknown, and the rest of its table is not read',
    said: [client('basicPublish', {}), ['client-to-broker', withTagL()]],
    async check({ file, ours, theirs }) {
      expect(fields(theirs.at(-1)!).map(({ showname }) => showname)).toContain('a: unknown type 4c (L)')
      expect(fields(theirs.at(-1)!).filter(({ showname }) => showname.startsWith('b '))).toEqual([])
      expect((await tsharkLines(file, '_ws.expert.severity == error')).length).toBe(1)
      const { frame } = ours.at(-1)!
      expect(problemsOf(frame)).toEqual([])
      expect(leavesOf(frame).find(({ path }) => path.join('.') === 'headers.b.value.text')?.range.value).toBe(
        'x',
      )
    },
  },
  {
    what: 'Values of tables are labels, which no filter can compare',
    said: [client('basicPublish', {}), ['client-to-broker', headerFrame(1, 0, { headers: { a: 'needle' } })]],
    async check({ file, ours }) {
      await expect(tsharkLines(file, 'amqp.field == "needle"')).rejects.toThrow('cannot participate')
      expect(leavesOf(ours.at(-1)!.frame).some(({ range }) => range.value === 'needle')).toBe(true)
    },
  },
  {
    what: 'A frame of more than 1 MiB is malformed, and the rest of it is read as if it were frames',
    said: [
      client('basicPublish', {}),
      ['client-to-broker', headerFrame(1, 1_100_000, {})],
      ['client-to-broker', bodyFrame(1, new Uint8Array(1_100_000))],
    ],
    async check({ file, ours, theirs }) {
      expect((await tsharkLines(file, '_ws.malformed')).length).toBe(1)
      expect(theirs.length).toBeGreaterThan(1000)
      expect(ours.length).toBe(5)
      expect(ours.flatMap(({ frame }) => problemsOf(frame))).toEqual([])
    },
  },
  {
    what: 'A JSON body is decoded frame by frame, so that one in several frames is broken in each',
    said: [
      client('basicPublish', {}),
      ['client-to-broker', headerFrame(1, 13, { contentType: 'application/json' })],
      ['client-to-broker', bodyFrame(1, Buffer.from('{"a":['))],
      ['client-to-broker', bodyFrame(1, Buffer.from('1,2,3]}'))],
    ],
    check({ theirs }) {
      const found = theirs.slice(-2).map(({ children }) => children.map(({ name }) => name).slice(-2))
      expect(found).toEqual([
        ['json', 'data-text-lines'],
        ['json', 'data-text-lines'],
      ])
    },
  },
  {
    what: 'The table `arguments` of `basic.consume` is called `filter`',
    said: [client('basicConsume', { queue: 'q', arguments: { a: 1 } })],
    check({ theirs, ours }) {
      const names = fields(theirs.at(-1)!).map(({ name }) => name)
      expect(names).toContain('amqp.method.arguments.filter')
      expect(names).not.toContain('amqp.method.arguments.arguments')
      expect(leavesOf(ours.at(-1)!.frame).some(({ path }) => path[0] === 'arguments')).toBe(true)
    },
  },
  {
    what: '`exchange.unbind-ok` is an unknown method',
    said: [broker('exchangeUnbindOk', {})],
    check({ theirs, ours }) {
      expect(fields(theirs.at(-1)!).map(({ showname }) => showname)).toContain('Method: Unknown (51)')
      expect(ours.at(-1)?.frame.method?.name).toBe('exchange.unbind-ok')
    },
  },
  {
    what: '`connection.update-secret` and `connection.update-secret-ok` are unknown methods, and errors',
    said: [
      client('connectionUpdateSecret', { newSecret: 'secret', reason: 'r' }, 0),
      broker('connectionUpdateSecretOk', {}, 0),
    ],
    async check({ file, theirs, ours }) {
      const names = theirs.flatMap((frame) => fields(frame).map(({ showname }) => showname))
      expect(names).toEqual(expect.arrayContaining(['Method: Unknown (70)', 'Method: Unknown (71)']))
      expect((await tsharkLines(file, '_ws.expert.severity == error')).length).toBe(2)
      expect(ours.flatMap(({ frame }) => problemsOf(frame))).toEqual([])
    },
  },
]

const skipped = whyNoTshark()

describe.skipIf(skipped !== undefined)(
  `tshark errs${skipped === undefined ? '' : ` (skipped: ${skipped})`}`,
  () => {
    test.concurrent.each(CASES)('$what', async ({ said, check }) => {
      using capture = captureOf(sayings(...said))
      await check({ file: capture.file, ours: capture.frames, theirs: await tsharkFrames(capture.file) })
    })
  },
)

test('the page lists all of this', () => {
  const rows = [...readPage('docs/reference/inspect.md').matchAll(/^\| (.+?) \|/gm)].map(([, what]) => what)
  expect(rows).toEqual(expect.arrayContaining(CASES.map(({ what }) => what)))
})

function client(apiName: string, args: object, channel: number = 1): readonly [Direction, Uint8Array] {
  return ['client-to-broker', methodFrame(channel, { apiName }, args)]
}

function broker(apiName: string, args: object, channel: number = 1): readonly [Direction, Uint8Array] {
  return ['broker-to-client', methodFrame(channel, { apiName }, args)]
}

function published(routingKey: string): (readonly [Direction, Uint8Array])[] {
  return [client('basicPublish', { routingKey }), ['client-to-broker', headerFrame(1, 0, {})]]
}

function delivered(deliveryTag: number): (readonly [Direction, Uint8Array])[] {
  const args = { consumerTag: 'c', deliveryTag, exchange: '', routingKey: 'k' }
  return [broker('basicDeliver', args), ['broker-to-client', headerFrame(1, 0, {})]]
}

/** A header whose first number has the tag that RabbitMQ reads and nobody writes. */
function withTagL(): Uint8Array {
  const bytes = headerFrame(1, 0, { headers: { a: -5_000_000_000, b: 'x' } })
  bytes[bytes.indexOf('l'.charCodeAt(0))] = 'L'.charCodeAt(0)
  return bytes
}

function fields(node: TsharkNode): TsharkNode[] {
  return node.children.flatMap((child) => [child, ...fields(child)])
}

function shown(frame: TsharkNode, name: string): string[] {
  return fields(frame)
    .filter((field) => field.name === name)
    .map(({ show }) => show)
}

/** How many octets of a frame its fields reach. */
function lastOctet(frame: TsharkNode): number {
  return (
    Math.max(
      ...fields(frame)
        .filter(({ name }) => name.startsWith('amqp'))
        .map(({ pos, size }) => pos + size),
    ) - frame.pos
  )
}
