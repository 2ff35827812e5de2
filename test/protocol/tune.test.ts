import { describe, expect, test } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { agree, type Tune } from '../../src/protocol/tune.ts'
import { CorePair } from '../support/core-pair.ts'

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
