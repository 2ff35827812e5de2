import { describe, expect, test } from 'vitest'
import type { CaptureEvent } from '../../src/inspect/index.ts'
import { Feed } from '../../src/lab/feed.ts'
import type { Row } from '../../src/lab/row.ts'

const HEADER = Buffer.from('AMQP\x00\x00\x09\x01', 'latin1')
const HEARTBEAT = Buffer.from('08000000000000ce', 'hex')

function opened(connection: number): CaptureEvent {
  const [client, broker] = [1, 2].map((port) => ({ host: '127.0.0.1', port }))
  return { kind: 'open', connection, atMicros: 0, client: client!, broker: broker!, isFromStart: true }
}

function sent(bytes: Uint8Array, atMicros: number = 0): CaptureEvent {
  return { kind: 'bytes', connection: 1, atMicros, direction: 'client-to-broker', bytes }
}

function rowsOf(feed: Feed): Row[] {
  const rows: Row[] = []
  feed.listen(0, (row) => void rows.push(row))()
  return rows
}

describe('a feed', () => {
  test('tells who comes late what was, and who listens what comes, until that is stopped', () => {
    const feed = new Feed()
    feed.receive(opened(1))
    feed.receive(sent(HEADER))
    const heard: number[] = []
    const stop = feed.listen(1, ({ id }) => void heard.push(id))
    feed.receive(sent(HEARTBEAT, 1000))
    stop()
    feed.receive(sent(HEARTBEAT, 2000))
    expect(heard).toEqual([2, 3])
    expect(rowsOf(feed).map(({ name }) => name)).toEqual(['', 'protocol header', 'heartbeat', 'heartbeat'])
  })

  test('keeps the latest rows, by number and by bytes, and forgets them from near too', () => {
    const feed = new Feed()
    feed.receive(opened(1))
    feed.receive(sent(HEADER))
    for (let i = 0; i < 5000; i++) feed.receive(sent(HEARTBEAT))
    const rows = rowsOf(feed)
    expect(rows).toHaveLength(5000)
    expect(feed.closeup(rows[0]!.id)).toMatchObject({ name: 'heartbeat' })
    expect(feed.closeup(1)).toBeUndefined()
    const body = Buffer.concat([
      Buffer.from('030001000f4240', 'hex'),
      Buffer.alloc(1_000_000),
      Buffer.from([0xce]),
    ])
    for (let i = 0; i < 70; i++) feed.receive(sent(body))
    expect(rowsOf(feed).length).toBeLessThanOrEqual(67)
  })

  test('notices a silence while it lasts', () => {
    const feed = new Feed()
    feed.receive(opened(1))
    expect(() => feed.tick(5_000_000)).not.toThrow()
  })
})
