// Frames that are held, over HTTP: what the page asks for.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Channel, type Connection, connect } from '../../src/index.ts'
import type { HoldState } from '../../src/lab/row.ts'
import { act, eventsOf, labScene } from './scene.ts'

let scene: Awaited<ReturnType<typeof labScene>>
let connection: Connection
let channel: Channel
let queue: string

beforeEach(async () => {
  scene = await labScene()
  connection = await connect(scene.lab.amqpUrl)
  channel = await connection.openChannel()
  queue = (await channel.queueDeclare({ exclusive: true })).queue
})

afterEach(async () => {
  await connection.close()
  await scene.close()
})

/** What is held when as many frames are. */
async function held(count: number): Promise<HoldState> {
  for await (const { event, data } of eventsOf(scene.lab)) {
    if (event === 'hold' && (data as HoldState).held.length === count) return data as HoldState
  }
  throw new Error('the lab has ended')
}

describe('frames', () => {
  test('are held until they are let go', async () => {
    expect(await act(scene.lab, '/hold?frames=queue.purge')).toEqual({ status: 204, text: '' })
    const purged = channel.queuePurge({ queue })
    const { condition, held: frames } = await held(1)
    expect(condition).toBe('queue.purge')
    const [frame] = frames
    expect(frame).toMatchObject({ connection: 1, channel: 1, isOut: true, name: 'queue.purge' })
    expect(frame?.text).toContain(`queue='${queue}'`)
    expect(frame?.closeup.frames[0]?.fields.length).toBeGreaterThan(4)
    expect((await act(scene.lab, `/held/${frame?.id}/release`)).status).toBe(204)
    expect(await purged).toEqual({ messageCount: 0 })
    // It is gone by now.
    expect((await act(scene.lab, `/held/${frame?.id}/release`)).status).toBe(404)
  })

  test('go one by one, either way', async () => {
    await act(scene.lab, '/hold?frames=queue.purge')
    const purged = channel.queuePurge({ queue })
    const [first] = (await held(1)).held
    await act(scene.lab, `/held/${first?.id}/step`)
    const [second] = (await held(1)).held
    expect(second).toMatchObject({ isOut: false, name: 'queue.purge-ok' })
    await act(scene.lab, `/held/${second?.id}/release`)
    await purged
  })

  test('can be kept from travelling', async () => {
    await act(scene.lab, '/hold?frames=queue.purge')
    const purged = channel.queuePurge({ queue }, { timeoutMs: 500 })
    const [frame] = (await held(1)).held
    await act(scene.lab, `/held/${frame?.id}/drop`)
    await expect(purged).rejects.toMatchObject({ code: 'TIMEOUT' })
  })

  test('travel on when none are to be held any more', async () => {
    await act(scene.lab, '/hold?frames=queue.purge')
    const purged = channel.queuePurge({ queue })
    await held(1)
    await act(scene.lab, '/hold?frames=')
    await purged
    expect(await held(0)).toEqual({ held: [] })
  })

  test('that cannot be meant are told of, and what is held stays', async () => {
    await act(scene.lab, '/hold?frames=queue.purge')
    const { status, text } = await act(scene.lab, '/hold?frames=queue.pruge')
    expect(status).toBe(400)
    expect(text).toContain('queue.pruge')
    expect((await held(0)).condition).toBe('queue.purge')
  })
})
