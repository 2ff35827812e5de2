import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { basicDeliver } from '../../src/generated/methods.ts'
import { Content } from '../../src/protocol/content.ts'
import { CorePair } from '../support/core-pair.ts'

const FRAME_MAX_BYTES = 131_072
const NO_PROPERTIES = Uint8Array.of(0, 0)
const FIELDS = { consumerTag: 'c', exchange: '', routingKey: 'k' }

/** A pair with an open channel, and the server's end of it. */
function opened(maxBodyBytes = 4_000_000) {
  const pair = new CorePair({ client: { maxBodyBytes } })
  pair.open()
  const { core, recorder } = pair.openChannel()
  const server = pair.serverSide.channels[0]!.core
  const deliver = (deliveryTag: number, body: string): void =>
    server.relay(
      basicDeliver,
      { ...FIELDS, deliveryTag },
      new Content(NO_PROPERTIES, 0, 2, Buffer.from(body)),
    )
  return { pair, core, recorder, deliver }
}

/** A text of so many bytes that is different at every place of it. */
function textOf(bytes: number, seed: number): string {
  let text = ''
  for (let i = seed; text.length < bytes; i++) text += i.toString(36).padStart(5, '.')
  return text.slice(0, bytes)
}

describe('large bodies, read into their place', () => {
  it('arrive as they were sent, however much each read gives', () => {
    const sizes = fc.array(
      fc.oneof(
        fc.nat(600_000),
        fc.constantFrom(0, 1, FRAME_MAX_BYTES - 9, FRAME_MAX_BYTES - 8, FRAME_MAX_BYTES - 7, 262_128),
      ),
      { minLength: 1, maxLength: 5 },
    )
    const reads = fc.array(fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 200_000 })), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(sizes, reads, (sizes, reads) => {
        const { pair, recorder, deliver } = opened()
        for (const [i, size] of sizes.entries()) deliver(i + 1, textOf(size, i))
        for (let i = 0; pair.carry('to client', reads[i % reads.length]); ) i++
        expect(recorder.events.map(([, fields]) => (fields as { deliveryTag: number }).deliveryTag)).toEqual(
          sizes.map((_, i) => i + 1),
        )
        for (const [i, [, , body]] of recorder.events.entries())
          expect(body === textOf(sizes[i]!, i)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('are read into memory of their own, but for what stands between their frames', () => {
    const { pair, deliver } = opened()
    deliver(1, textOf(1_000_000, 0))
    pair.carry('to client', 60_000)
    let direct = 0
    for (let space = pair.client.space; space !== undefined; space = pair.client.space) {
      if (space.length > 9) direct += space.length
      pair.carry('to client')
    }
    expect(direct).toBeGreaterThan(900_000)
  })

  it('have no place where they are over the limit', () => {
    const { pair, recorder, deliver } = opened(500_000)
    deliver(1, textOf(600_000, 0))
    deliver(2, 'x')
    pair.carry('to client', 60_000)
    expect(pair.client.space).toBeUndefined()
    pair.settle()
    expect(recorder.closes).toMatchObject([{ code: 'CONTENT_TOO_LARGE' }])
  })

  it.each([
    [
      'the channel was closed',
      (of: ReturnType<typeof opened>) => of.core.close(200, 'bye', new Error('asked for')),
    ],
    [
      'the connection was closed',
      (of: ReturnType<typeof opened>) => of.pair.client.close(200, 'bye', new Error('x')),
    ],
    ['the connection was lost', (of: ReturnType<typeof opened>) => of.pair.client.end(new Error('lost'))],
  ])('have no place any more when %s', (_what, end) => {
    const all = opened()
    all.deliver(1, textOf(600_000, 0))
    all.pair.carry('to client', 60_000)
    expect(all.pair.client.space?.length).toBeGreaterThan(9)
    end(all)
    expect(all.pair.client.space).toBeUndefined()
  })
})
