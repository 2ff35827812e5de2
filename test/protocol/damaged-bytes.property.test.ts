import fc from 'fast-check'
import { test } from 'vitest'
import { LoneClient, LoneServer } from '../support/core-script.ts'
import { World } from './core-world.ts'

/** An octet that is changed, put in or taken out, somewhere. Octets that mean something to a frame come often. */
const arbitraryEdit = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('change', 'insert', 'remove', 'cut off'),
  octet: fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 2, 3, 8, 10, 20, 60, 0xce, 0xff)),
})

type Edit = typeof arbitraryEdit extends fc.Arbitrary<infer T> ? T : never

function damaged(bytes: Buffer, { at, how, octet }: Edit): Buffer {
  if (bytes.length === 0) return bytes
  const place = at % bytes.length
  const before = bytes.subarray(0, place)
  if (how === 'change') return Buffer.concat([before, Buffer.of(octet), bytes.subarray(place + 1)])
  if (how === 'insert') return Buffer.concat([before, Buffer.of(octet), bytes.subarray(place)])
  return how === 'remove' ? Buffer.concat([before, bytes.subarray(place + 1)]) : before
}

const direction = fc.constantFrom('to client' as const, 'to server' as const)
const limit = fc.oneof(fc.constant(10_000), fc.integer({ min: 1, max: 50 }))

/** A piece of an ordinary session; between two of them something is damaged. */
const STEPS: ((world: World) => void)[] = [
  () => {},
  (world) => world.openChannel(),
  (world) => world.openChannel(),
  (world) => {
    for (const n of [0, 1]) world.publish(n, 5_000)
    world.declare(0, 'good')
    world.declare(1, 'good')
  },
  (world) => {
    world.serverSays(0, 'cancel')
    world.serverSays(0, 'flow')
    world.serverSays(1, 'ack')
    world.serverSays(0, 'block')
    world.updateSecret()
  },
  (world) => {
    world.declare(0, 'soft')
    world.closeChannel(1)
  },
  (world) => world.openChannel(),
  (world) => world.closeConnection(),
]

test('whatever happens to the bytes of a session, nothing is thrown, and everything ends once', () => {
  const damages = fc.array(fc.tuple(fc.nat(STEPS.length), direction, arbitraryEdit), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(damages, limit, (all, bytes) => {
      const world = new World()
      for (const [number, step] of STEPS.entries()) {
        step(world)
        // A few pieces first, so that both directions have something under way.
        for (let i = 0; i < 3; i++) world.pair.carry('to server', bytes)
        for (const [when, where, edit] of all) {
          if (when === number) world.pair.damage(where, (underWay) => damaged(underWay, edit))
        }
        world.pair.settle(bytes)
      }
      world.auditEnds()
    }),
    { numRuns: 2_000 },
  )
})

const noise = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 })

/** Noise in the form of frames: the envelope is right, so that what is inside is looked at. */
const framedNoise = fc.array(
  fc
    .record({
      type: fc.constantFrom(1, 1, 1, 2, 3, 8),
      channel: fc.nat(2),
      method: fc.tuple(fc.constantFrom(10, 20, 40, 50, 60, 85, 90), fc.nat(120)),
      rest: fc.uint8Array({ maxLength: 30 }),
    })
    .map(({ type, channel, method: [classId, methodId], rest }) => {
      const payload = type === 1 ? [0, classId, 0, methodId, ...rest] : [...rest]
      return Uint8Array.of(type, 0, channel, 0, 0, 0, payload.length, ...payload, 0xce)
    }),
  { maxLength: 6 },
)

const anyNoise = fc.oneof(noise, framedNoise)

test('whatever a broker says, a client throws nothing and ends at most once', () => {
  fc.assert(
    fc.property(fc.boolean(), anyNoise, (isOpen, pieces) => {
      const client = isOpen ? LoneClient.opened() : new LoneClient()
      if (isOpen) client.openChannel()
      for (const piece of pieces) client.hears(piece)
      client.says()
    }),
    { numRuns: 2_000 },
  )
})

test('whatever a client says, a server throws nothing and ends at most once', () => {
  fc.assert(
    fc.property(fc.boolean(), anyNoise, (isOpen, pieces) => {
      const server = isOpen ? LoneServer.opened() : new LoneServer()
      for (const piece of pieces) server.hears(piece)
      server.says()
    }),
    { numRuns: 2_000 },
  )
})
