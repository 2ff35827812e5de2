import { describe, expect, test } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { agree, type Tune } from '../../src/protocol/tune.ts'
import { CorePair } from '../support/core-pair.ts'
import { LoneClient } from '../support/core-script.ts'

const tune = (channelMax: number, frameMaxBytes: number, heartbeatSeconds: number): Tune => ({
  channelMax,
  frameMaxBytes,
  heartbeatSeconds,
})

describe('two peers agree', () => {
  test.each<[string, Tune, Tune, Tune]>([
    [
      'the smaller of each wins, whoever wants it',
      tune(10, 8192, 60),
      tune(20, 4096, 30),
      tune(10, 4096, 30),
    ],
    ['where we set no limit, theirs holds', tune(0, 0, 0), tune(20, 131_072, 30), tune(20, 131_072, 30)],
    ['where they set no limit, ours holds', tune(10, 8192, 60), tune(0, 0, 0), tune(10, 8192, 60)],
    ['where nobody sets a limit there is none', tune(0, 0, 0), tune(0, 0, 0), tune(0, 0, 0)],
    [
      'the smallest frame-max of the standard is allowed',
      tune(1, 4096, 1),
      tune(1, 131_072, 1),
      tune(1, 4096, 1),
    ],
  ])('%s', (_rule, own, peer, agreed) => {
    expect(agree(own, peer)).toEqual(agreed)
    const pair = new CorePair({ client: { tune: own }, server: { tune: peer } })
    pair.open()
    expect([pair.client.tune, pair.server.tune]).toEqual([agreed, agreed])
  })

  test.each([1, 4095])('a frame-max of %i is refused', (frameMaxBytes) => {
    const words = `a frame-max of ${frameMaxBytes} is below the minimum of 4096`
    expect(() => agree(tune(0, 0, 0), tune(0, frameMaxBytes, 0))).toThrow(words)
    expect(() => agree(tune(0, 131_072, 0), tune(0, frameMaxBytes, 0))).toThrow(ProtocolError)
  })
})

describe('frame-max holds from the next frame on', () => {
  const opened = (frameMaxBytes: number): CorePair => {
    const own = tune(0, frameMaxBytes, 0)
    const pair = new CorePair({ client: { tune: own }, server: { tune: own } })
    pair.open()
    return pair
  }

  /** The size of the largest frame of a message that is sent over this pair. */
  function largestSent(pair: CorePair): number {
    const { core } = pair.openChannel()
    const before = pair.traffic('to server').length
    core.publish({}, {}, Buffer.alloc(300_000))
    pair.settle()
    expect(pair.serverSide.channels[0]?.commands[0]?.content?.bodyBytes).toBe(300_000)
    const sizes: number[] = []
    const bytes = pair.traffic('to server').subarray(before)
    for (let at = 0; at < bytes.length; at += sizes.at(-1) as number)
      sizes.push(8 + bytes.readUInt32BE(at + 3))
    return Math.max(...sizes)
  }

  test.each([
    [4096, 4096],
    [10_000, 10_000],
    [200_000, 200_000],
  ])('of %i: frames of that size are sent and taken', (frameMaxBytes, largest) => {
    expect(largestSent(opened(frameMaxBytes))).toBe(largest)
  })

  test('of no limit: frames of 128 KiB are sent', () => {
    expect(largestSent(opened(0))).toBe(128 * 1024)
  })

  test.each([
    [4096, 4096],
    [131_072, 131_072],
    [0, 16 * 1024 * 1024],
  ])('of %i: a frame of more than %i octets is refused', (frameMaxBytes, limit) => {
    const announcing = (octets: number): Uint8Array => {
      const prefix = Buffer.from([3, 0, 1, 0, 0, 0, 0])
      prefix.writeUInt32BE(octets - 8, 3)
      return prefix
    }
    const client = LoneClient.opened({ tune: tune(0, frameMaxBytes, 0) }, tune(0, 0, 0))
    client.hears(announcing(limit))
    expect(client.side.closes).toEqual([])
    const other = LoneClient.opened({ tune: tune(0, frameMaxBytes, 0) }, tune(0, 0, 0))
    other.hears(announcing(limit + 1))
    expect(other.side.closes).toMatchObject([
      { replyCode: 501, message: expect.stringContaining(`at most ${limit}`) },
    ])
  })
})
