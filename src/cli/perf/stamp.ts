/**
 * What each message carries for the one who receives it:
 *
 *     ┌──────┬──────────┬──────────────────┐
 *     │ lane │ sequence │ time in µs       │  then the rest of the body, if there is any
 *     │ 2    │ 4        │ 6                │
 *     └──────┴──────────┴──────────────────┘
 *
 * A lane is one producer's messages with one routing key. The time is that of the epoch, so that the receiver may be
 * another process; both it and the sequence begin again from 0 when they are full, the time every nine years.
 */
export const STAMP_BYTES = 12

/** The number of different lanes. */
export const LANES = 0x1_0000

/** The number of different sequences. */
export const SEQUENCES = 0x1_0000_0000

const TIME_RANGE_US = 2 ** 48

/** The time of the epoch in milliseconds, with fractions. */
export function epochMs(): number {
  return performance.timeOrigin + performance.now()
}

export function writeStamp(body: Buffer, lane: number, sequence: number, atMs: number): void {
  body.writeUInt16BE(lane, 0)
  body.writeUInt32BE(sequence, 2)
  body.writeUIntBE(Math.round(atMs * 1000) % TIME_RANGE_US, 6, 6)
}

export function laneOf(body: Buffer): number {
  return body.readUInt16BE(0)
}

export function sequenceOf(body: Buffer): number {
  return body.readUInt32BE(2)
}

/** How long ago the time of a stamp was, in milliseconds; below 0 where the clock of the sender is ahead. */
export function ageMs(body: Buffer, nowMs: number): number {
  const ageUs = (Math.round(nowMs * 1000) - body.readUIntBE(6, 6)) % TIME_RANGE_US
  return (ageUs > TIME_RANGE_US / 2 ? ageUs - TIME_RANGE_US : ageUs) / 1000
}
