// Reading rests while a publisher waits for many confirms, and nobody waits for anything else.

import { afterEach, describe, expect, test, vi } from 'vitest'
import { REST_MS, RoomWait } from '../../src/client/room-wait.ts'
import * as methods from '../../src/generated/methods.ts'
import { type Channel, type Connection, connect, type Publisher } from '../../src/index.ts'
import { Outbox } from '../../src/protocol/outbox.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { RawPeer } from '../support/raw-peer.ts'

/** The publisher goes on when half of them are confirmed. */
const MAX_OUTSTANDING = 200

interface Scene {
  readonly peer: RawPeer
  readonly connection: Connection
  /** A channel beside that of the publisher. */
  readonly channel: Channel
  readonly publisher: Publisher
  readonly pause: ReturnType<typeof vi.spyOn>
  readonly resume: ReturnType<typeof vi.spyOn>
}

const open: Scene[] = []

afterEach(async () => {
  for (const { peer, connection } of open.splice(0)) {
    const closed = connection.close()
    while ((await peer.next()).name !== 'connection.close');
    peer.send(0, methods.connectionCloseOk, {})
    peer.end()
    await closed
  }
})

async function scene(): Promise<Scene> {
  const peer = new RawPeer()
  const [connection] = await Promise.all([connect({ transport: peer.transport }), peer.shakeHands()])
  const [channel] = await Promise.all([connection.openChannel(), peer.openChannel()])
  const making = connection.createPublisher({ maxOutstanding: MAX_OUTSTANDING })
  await peer.openChannel()
  await peer.answer('confirm.select', methods.confirmSelectOk, {})
  const transport = peer.transport as Required<Transport>
  const pause = vi.spyOn(transport, 'pause')
  const resume = vi.spyOn(transport, 'resume')
  const made = { peer, connection, channel, publisher: await making, pause, resume }
  open.push(made)
  return made
}

/** Fills the window and waits for room, for so long already that a rest is worth while. */
async function waiting({ peer, publisher }: Scene): Promise<{ readonly room: Promise<void> }> {
  for (let i = 0; i < MAX_OUTSTANDING; i++) publisher.basicPublish({ routingKey: 'q' }, undefined, 'x')
  const room = publisher.drained()
  const begun = performance.now()
  for (let i = 0; i < MAX_OUTSTANDING; i++) await peer.expect('basic.publish')
  while (performance.now() - begun < REST_MS);
  return { room }
}

function confirm({ peer, publisher }: Scene, through: number): void {
  peer.send(publisher.channel.id, methods.basicAck, { deliveryTag: through, multiple: true })
}

describe('a publisher that waits for room', () => {
  test('has reading rest while many confirms are to come, and takes up what came meanwhile', async () => {
    const all = await scene()
    const { room } = await waiting(all)
    confirm(all, 10)
    await vi.waitFor(() => expect(all.pause).toHaveBeenCalledTimes(1))
    expect(all.publisher.outstanding).toBe(MAX_OUTSTANDING - 10)
    confirm(all, 150)
    await room
    expect(all.resume).toHaveBeenCalledTimes(1)
    expect(all.publisher.outstanding).toBe(MAX_OUTSTANDING - 150)
  })

  test('has it rest once for confirms that came together', async () => {
    const all = await scene()
    const { room } = await waiting(all)
    const { id } = all.publisher.channel
    const outbox = new Outbox({ onPending() {} })
    for (const deliveryTag of [1, 2, 3]) outbox.method(id, methods.basicAck, { deliveryTag })
    all.peer.bytes(...Buffer.concat(outbox.take()))
    await vi.waitFor(() => expect(all.resume).toHaveBeenCalled())
    expect(all.publisher.outstanding).toBe(MAX_OUTSTANDING - 3)
    expect(all.pause).toHaveBeenCalledTimes(1)
    confirm(all, MAX_OUTSTANDING)
    await room
  })

  test('has it rest again and again', async () => {
    const all = await scene()
    const { room } = await waiting(all)
    for (let rests = 1; rests <= 3; rests++) {
      confirm(all, rests)
      await vi.waitFor(() => expect(all.resume).toHaveBeenCalledTimes(rests))
      expect(all.pause).toHaveBeenCalledTimes(rests)
    }
    confirm(all, MAX_OUTSTANDING)
    await room
  })

  test('reads each confirm as it comes where few are left', async () => {
    const all = await scene()
    const { room } = await waiting(all)
    confirm(all, 90)
    await vi.waitFor(() => expect(all.publisher.outstanding).toBe(MAX_OUTSTANDING - 90))
    confirm(all, 100)
    await room
    expect(all.pause).not.toHaveBeenCalled()
  })

  test('holds up no delivery of the same connection', async () => {
    const all = await scene()
    const { peer, channel, pause } = all
    const consuming = channel.basicConsume({ queue: 'q', consumerTag: 'c' }, () => {})
    await peer.answer('basic.consume', methods.basicConsumeOk, { consumerTag: 'c' })
    await consuming
    const { room } = await waiting(all)
    confirm(all, 10)
    confirm(all, MAX_OUTSTANDING)
    await room
    expect(pause).not.toHaveBeenCalled()
  })

  test('holds up no answer on another channel', async () => {
    const all = await scene()
    const { room } = await waiting(all)
    const declared = all.channel.queueDeclare({ queue: 'q' })
    confirm(all, 10)
    const counts = { messageCount: 0, consumerCount: 0 }
    await all.peer.answer('queue.declare', methods.queueDeclareOk, { queue: 'q', ...counts })
    await declared
    expect(all.pause).not.toHaveBeenCalled()
    confirm(all, MAX_OUTSTANDING)
    await room
  })

  test('holds up no answer about the connection', async () => {
    const all = await scene()
    const { room } = await waiting(all)
    const updated = all.connection.updateSecret('secret', 'a test')
    confirm(all, 10)
    await all.peer.answer('connection.update-secret', methods.connectionUpdateSecretOk, {})
    await updated
    expect(all.pause).not.toHaveBeenCalled()
    confirm(all, MAX_OUTSTANDING)
    await room
  })
})

describe('a wait for room', () => {
  test.each([
    { confirmsToCome: 25, lastsMs: REST_MS, isLong: true },
    { confirmsToCome: 24, lastsMs: REST_MS, isLong: false },
    { confirmsToCome: 25, lastsMs: 0, isLong: false },
  ])('is long: $isLong, with $confirmsToCome to come after $lastsMs ms', ({ confirmsToCome, ...rest }) => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const wait = new RoomWait()
      expect(wait.isLong(performance.now() + rest.lastsMs, confirmsToCome)).toBe(rest.isLong)
    } finally {
      vi.useRealTimers()
    }
  })
})
