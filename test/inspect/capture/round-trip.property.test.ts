import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { BytesEvent, CaptureEvent, GapEvent } from '../../../src/inspect/index.ts'
import { arbitraryRecording, eventsIn, jsonLinesOf, pcapngOf, plain } from './recordings.ts'

/** A segment cannot be longer. */
const MAX_SEGMENT_BYTES = 65_495
const pieceBytes = fc.constantFrom(1, 7, 100, 65_536, 2 ** 30)

it('a recording in pcapng is read back: ends, streams and times, and what travelled together', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryRecording(200_000), pieceBytes, async (events, pieceBytes) => {
      const file = pcapngOf(events)
      const back = await eventsIn(file, { pieceBytes: Math.max(pieceBytes, file.length / 10_000) | 0 })
      const expected = inSegments(events)
      expect(back.filter(isNoGap).map(plain)).toEqual(expected.filter(isNoGap).map(plain))
      expect(waysOf(back)).toEqual(waysOf(expected))
    }),
    { numRuns: 300 },
  )
})

it('a recording in lines of JSON is read back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryRecording(2000), pieceBytes, async (events, pieceBytes) => {
      const file = Buffer.from(jsonLinesOf(events))
      const back = await eventsIn(file, { pieceBytes: Math.max(pieceBytes, file.length / 10_000) | 0 })
      expect(back.map(plain)).toEqual(events.map(plain))
    }),
    { numRuns: 100 },
  )
})

/** The recording with its events cut as segments are. */
function inSegments(events: readonly CaptureEvent[]): CaptureEvent[] {
  return events.flatMap((event): CaptureEvent[] => {
    if (!('bytes' in event)) return [event]
    const { bytes } = event
    const count = Math.ceil(bytes.length / MAX_SEGMENT_BYTES)
    return Array.from({ length: count }, (_, i): BytesEvent => {
      const at = i * MAX_SEGMENT_BYTES
      return { ...event, bytes: bytes.subarray(at, at + MAX_SEGMENT_BYTES) }
    })
  })
}

function isNoGap(event: CaptureEvent): boolean {
  return event.kind !== 'gap'
}

/** What happened in each direction of each connection: a gap is noticed when something comes behind it, or nothing. */
function waysOf(events: readonly CaptureEvent[]): Map<string, unknown[]> {
  const ways = new Map<string, unknown[]>()
  for (const event of events) {
    if (event.kind === 'open') continue
    const key = `${event.connection} ${event.direction}`
    const way = ways.get(key) ?? []
    ways.set(key, way)
    const last = way.at(-1)
    if (event.kind !== 'gap') way.push(event.atMicros, event.kind)
    else if (typeof last === 'object') (last as { gap: number }).gap += (event as GapEvent).missingBytes
    else way.push({ gap: (event as GapEvent).missingBytes })
  }
  return ways
}
