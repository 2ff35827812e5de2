// Wireshark reads what is written as .pcapng, and agrees with our dissection on all that it gets right. What it gets
// wrong is in tshark-errors.test.ts.

import { describe, expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import { type CaptureEvent, Recorder } from '../../src/inspect/index.ts'
import { disagreements } from '../inspect/tshark-agreement.ts'
import { eachBroker } from '../support/brokers.ts'
import { tsharkFrames, tsharkLines, whyNoTshark } from '../support/tshark.ts'
import { captureOf } from '../support/tshark-capture.ts'
import { variedSession } from '../support/varied-session.ts'
import { RECORDINGS, readRecording } from '../vectors/recording.ts'

const FRAMES = 10_000
/** A packet that cannot be read, an error, or a stream that is not whole and in order. */
const TROUBLE = '_ws.malformed || _ws.expert.severity >= error || tcp.analysis.flags'
/** What tshark gets wrong about these sessions; each has its own test. */
const KNOWN = [
  /^exchange\.unbind-ok: .* is Method: Unknown \(51\)/,
  /^connection\.update-secret(-ok)?: /,
  /^basic\.consume: amqp\.method\.arguments\.(arguments is missing there|filter is not here: Filter)/,
]
const UNKNOWN_METHODS = /Connection\.Unknown \((70|71)\)/

const skipped = whyNoTshark()

describe.skipIf(skipped !== undefined)(
  `tshark agrees${skipped === undefined ? '' : ` (skipped: ${skipped})`}`,
  () => {
    test('about the recorded sessions of four clients', async () => {
      const events = RECORDINGS.flatMap((name, i) =>
        readRecording(name).map((event) => ({ ...event, connection: i + 1 })),
      )
      expect(await agreedFrames(events)).toBeGreaterThan(1100)
    })

    eachBroker((broker) => {
      test(`about a session of ${FRAMES} frames and more`, async () => {
        const events: CaptureEvent[] = []
        const recorder = new Recorder((event) => events.push(event))
        const [client, server] = [50_000, 5672].map((port) => ({ host: '127.0.0.1', port }))
        const tap = recorder.tap({ client: client!, broker: server! })
        await variedSession(await connect(broker.url, { tap }), `tshark.${broker.version}`)
        expect(await agreedFrames(events)).toBeGreaterThan(FRAMES)
      })
    })
  },
)

/** How many frames both see alike. */
async function agreedFrames(events: readonly CaptureEvent[]): Promise<number> {
  using capture = captureOf(events)
  const trouble = await tsharkLines(capture.file, TROUBLE)
  expect(trouble.filter((line) => !UNKNOWN_METHODS.test(line))).toEqual([])
  // It does not take the protocol header for a frame.
  const ours = capture.frames.filter(({ frame }) => frame.type !== 'protocol-header')
  const theirs = await tsharkFrames(capture.file)
  expect(theirs.length).toBe(ours.length)
  const faults = ours.flatMap((seen, i) => disagreements(seen, theirs[i]!))
  expect(faults.filter((fault) => !KNOWN.some((known) => known.test(fault)))).toEqual([])
  return ours.length
}
