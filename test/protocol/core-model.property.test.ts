import fc, { type Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import { CLIENT_MAX_BODY_BYTES, SERVER_MAX_BODY_BYTES, World } from './core-world.ts'

/** Something that happens to the world. What is not possible at the time does not happen. */
class Happening implements fc.Command<object, World> {
  private readonly name: string
  private readonly act: (world: World) => void

  constructor(name: string, act: (world: World) => void) {
    this.name = name
    this.act = act
  }

  check(): boolean {
    return true
  }

  run(_model: object, world: World): void {
    this.act(world)
  }

  toString(): string {
    return this.name
  }
}

const pick = fc.nat(5)
const size = fc.oneof(
  fc.constantFrom(
    0,
    1,
    4088,
    4089,
    CLIENT_MAX_BODY_BYTES,
    CLIENT_MAX_BODY_BYTES + 1,
    SERVER_MAX_BODY_BYTES + 1,
  ),
  fc.nat(9_000),
)
const limit = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 10_000 }))

const carry = fc
  .tuple(fc.constantFrom('to client' as const, 'to server' as const), limit)
  .map(
    ([direction, bytes]) =>
      new Happening(`carry ${bytes} ${direction}`, (world) => void world.pair.carry(direction, bytes)),
  )

const settle = limit.map((bytes) => new Happening(`settle by ${bytes}`, (world) => world.pair.settle(bytes)))

/** What happens often, in the ordinary life of a connection. */
const ordinary: Arbitrary<Happening>[] = [
  carry,
  carry,
  carry,
  settle,
  settle,
  settle,
  fc.constant(new Happening('open a channel', (world) => world.openChannel())),
  pick.map((n) => new Happening(`declare on ${n}`, (world) => world.declare(n, 'good'))),
  fc
    .tuple(pick, size)
    .map(([n, bytes]) => new Happening(`publish ${bytes} on ${n}`, (world) => world.publish(n, bytes))),
  pick.map((n) => new Happening(`close channel ${n}`, (world) => world.closeChannel(n))),
  pick.map((n) => new Happening(`be refused on ${n}`, (world) => world.declare(n, 'soft'))),
  fc.constant(new Happening('update the secret', (world) => world.updateSecret())),
  fc.integer({ min: 1, max: 6_000 }).map((ms) => new Happening(`tick ${ms}`, (world) => world.pair.tick(ms))),
  fc
    .tuple(pick, fc.constantFrom('cancel' as const, 'flow' as const, 'ack' as const, 'block' as const))
    .map(([n, what]) => new Happening(`server: ${what} ${n}`, (world) => world.serverSays(n, what))),
]

/** What happens once. */
const endings: Arbitrary<Happening>[] = [
  fc.constant(new Happening('close the connection', (world) => world.closeConnection())),
  fc.constant(new Happening('server: shut down', (world) => world.serverSays(0, 'shut down'))),
  pick.map((n) => new Happening(`be refused for good on ${n}`, (world) => world.declare(n, 'hard'))),
  fc.constant(new Happening('lose the network', (world) => world.pair.cut())),
]

/** How a life begins: with the handshake still to be done, with it behind, or with channels already. */
const beginnings = fc.constantFrom(
  new Happening('begin', () => {}),
  new Happening('shake hands', (world) => world.pair.settle()),
  ...[1, 2, 2, 3].map(
    (count) =>
      new Happening(`open ${count} channels`, (world) => {
        world.pair.settle()
        for (let i = 0; i < count; i++) world.openChannel()
        world.pair.settle()
      }),
  ),
)

const arbitraryLife = fc
  .tuple(
    beginnings,
    fc.commands(ordinary, { maxCommands: 60, size: 'max' }),
    fc.commands(endings, { maxCommands: 2 }),
    fc.commands(ordinary, { maxCommands: 20 }),
  )
  .map(([first, ...parts]) => [first, ...parts.flatMap((part) => [...part])])

test('whatever two peers do and however the network cuts it up, everything ends once and nothing is lost or mixed up', () => {
  fc.assert(
    fc.property(arbitraryLife, (happenings) => {
      const world = new World()
      fc.modelRun(() => ({ model: {}, real: world }), happenings)
      world.audit()
    }),
    { numRuns: 1_000 },
  )
})

test('where nothing goes wrong, everything that was asked is answered', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(pick, fc.nat(9_000)), { maxLength: 10 }),
      fc.integer({ min: 20, max: 10_000 }),
      (publishes, bytes) => {
        const world = new World()
        world.pair.settle(bytes)
        for (let i = 0; i < 3; i++) world.openChannel()
        world.pair.settle(bytes)
        for (const [n, bodyBytes] of publishes) {
          world.publish(n, bodyBytes)
          world.declare(n, 'good')
        }
        world.pair.settle(bytes)
        const delivered = world.channels.flatMap(({ recorder }) => recorder.events)
        expect(delivered).toHaveLength(publishes.length)
        world.closeConnection()
        world.pair.settle(bytes)
        expect([world.pair.clientSide.closes, world.pair.serverSide.closes]).toEqual([
          [undefined],
          [undefined],
        ])
        world.audit()
      },
    ),
    { numRuns: 200 },
  )
})
