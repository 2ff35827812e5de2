import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CaptureEvent } from '../../../src/inspect/index.ts'
import { ACK, BROKER, CLIENT, FIN, handshake, pcap, segment } from './packets.ts'
import { eventsIn } from './recordings.ts'

const NOT_SEEN = -1

/** What the client sends between two acknowledgements, and what becomes of it on the way into the file. */
const arbitraryRounds = fc.array(
  fc.record({
    segments: fc.array(
      fc.record({
        bytes: fc.integer({ min: 1, max: 50 }),
        /** How far its beginning and end reach into its neighbours. */
        overlap: fc.tuple(fc.nat(20), fc.nat(20)),
        /** How often it is seen. */
        copies: fc.oneof(
          { weight: 3, arbitrary: fc.constant(1) },
          { weight: 1, arbitrary: fc.constantFrom(0, 2, 3) },
        ),
        /** How much of its end was not kept. */
        cut: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(10) }),
        /** Sorted by this they come. */
        order: fc.nat(100),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    isAcknowledged: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
)
const firstSeq = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 2 ** 32 - 300, max: 2 ** 32 - 1 }),
  fc.nat(2 ** 31),
)

it('segments make up the stream again: shuffled, repeated, overlapping, with pieces lost, around the wrap', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryRounds, firstSeq, async (rounds, seq) => {
      const stream = octets(
        rounds.flatMap(({ segments }) => segments).reduce((sum, { bytes }) => sum + bytes, 0),
      )
      const seen = new Array<number>(stream.length).fill(NOT_SEEN)
      const packets: { packet: Uint8Array; keptBytes?: number }[] = []
      let [from, acknowledged] = [0, 0]
      for (const { segments, isAcknowledged } of rounds) {
        const sent = segments.map((given) => {
          const start = Math.max(acknowledged, from - given.overlap[0])
          from += given.bytes
          return { ...given, start, end: from + given.overlap[1] }
        })
        const copies = sent.flatMap((given) =>
          new Array(given.copies).fill({ ...given, end: Math.min(given.end, from) }),
        )
        for (const { start, end, cut } of copies.sort((a, b) => a.order - b.order) as typeof sent) {
          const packet = segment(CLIENT, BROKER, {
            seq: at(seq, start),
            ack: 5001,
            payload: stream.subarray(start, end),
          })
          const kept = Math.max(0, end - start - cut)
          for (let place = start; place < start + kept; place++) seen[place] = stream[place] as number
          packets.push({ packet, keptBytes: packet.length - (end - start - kept) })
        }
        // What a broker has, and was not seen, will not be sent again.
        if (!isAcknowledged) continue
        packets.push({ packet: segment(BROKER, CLIENT, { seq: 5001, ack: at(seq, from) }) })
        acknowledged = from
      }
      const fin = segment(CLIENT, BROKER, { seq: at(seq, stream.length), ack: 5001, flags: FIN | ACK })
      const opening = handshake((seq + 2 ** 32 - 1) % 2 ** 32).map((packet) => ({ packet }))
      const events = await eventsIn(pcap([...opening, ...packets, { packet: fin }]))
      const found = octetsOf(events)
      expect(found.length).toBe(stream.length)
      expect(found.every((octet, place) => octet === NOT_SEEN || octet === stream[place])).toBe(true)
      // With a tail cut off, the first copy of a segment decides what is known of it.
      if (rounds.every(({ segments }) => segments.every(({ cut }) => cut === 0))) expect(found).toEqual(seen)
      expect(events.filter(({ kind }) => kind === 'end')).toMatchObject([{ direction: 'client-to-broker' }])
    }),
    { numRuns: 1000 },
  )
})

/** A sequence number so many octets further. */
function at(seq: number, place: number): number {
  return (seq + place) % 2 ** 32
}

function octets(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, index) => (index * 7 + (index >> 8)) & 0xff)
}

/** What was found of the stream, octet by octet. */
function octetsOf(events: readonly CaptureEvent[]): number[] {
  return events.flatMap((event) => {
    if (event.kind === 'bytes') return [...event.bytes]
    return event.kind === 'gap' ? new Array<number>(event.missingBytes).fill(NOT_SEEN) : []
  })
}
