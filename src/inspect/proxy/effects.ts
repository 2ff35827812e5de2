import { FRAME_END, FRAME_HEARTBEAT, FRAME_PREFIX_BYTES } from '../../wire/frame.ts'
import type { FaultAction } from './fault.ts'
import type { PassingFrame } from './passing-frame.ts'
import type { Step } from './shaped-lane.ts'

const HEARTBEAT = Uint8Array.of(FRAME_HEARTBEAT, 0, 0, 0, 0, 0, 0, FRAME_END)
/** A class that no content header names: the one that stands for `tx`, which has no content. */
const WRONG_CLASS = 90

/** What the action of a fault makes of the steps by which a frame would travel. `throttle` leaves them as they are. */
export function changed(
  steps: readonly Step[],
  action: FaultAction,
  frame: PassingFrame,
  random: () => number,
  isGathered: boolean,
): readonly Step[] {
  switch (action.action) {
    case 'drop':
      return []
    case 'delay':
      return [(lane, onDone) => lane.wait(action.delayMs, onDone), ...steps]
    case 'duplicate':
      return [...steps, ...steps]
    case 'truncate':
      return octets(steps, (bytes) => bytes.subarray(0, Math.max(1, bytes.length - (action.bytes ?? 1))))
    case 'corrupt': {
      const offset = action.offset ?? Math.floor(random() * frame.bytes.length)
      const flip = 1 + Math.floor(random() * 255)
      return octets(steps, (bytes) => withOctets(bytes, offset, (octet) => octet ^ flip))
    }
    case 'wrong-end':
      return octets(steps, (bytes) => withOctets(bytes, bytes.length - 1, (octet) => octet ^ 0xff))
    case 'wrong-class':
      return octets(steps, (bytes) => withOctets(bytes, FRAME_PREFIX_BYTES + 1, () => WRONG_CLASS))
    case 'split':
      return steps.flatMap((step) => (step instanceof Uint8Array ? split(step, action.bytes ?? 1) : [step]))
    case 'coalesce':
      return isGathered ? steps : [(lane, onDone) => lane.gather(action.withinMs, onDone), ...steps]
    case 'interleave':
      return [...steps, action.between === 'heartbeat' ? HEARTBEAT : parking(frame)]
    case 'half-close':
      return [...steps, (lane) => lane.close()]
    case 'reset':
      return [(lane) => lane.reset()]
    case 'throttle':
      return steps
  }
}

function octets(steps: readonly Step[], change: (bytes: Uint8Array) => Uint8Array): Step[] {
  return steps.map((step) => (step instanceof Uint8Array ? change(step) : step))
}

/** A copy with one octet changed, where there is one at that offset. */
function withOctets(bytes: Uint8Array, offset: number, change: (octet: number) => number): Uint8Array {
  // Not slice, by which a Buffer of Node would share its memory.
  const copy = new Uint8Array(bytes)
  if (offset < copy.length) copy[offset] = change(copy[offset] as number)
  return copy
}

/** Pieces that leave in turns of the event loop of their own, so that the system does not send them together. */
function split(bytes: Uint8Array, most: number): Step[] {
  const steps: Step[] = []
  for (let at = 0; at < bytes.length; at += most) {
    steps.push(bytes.subarray(at, at + most), (_lane, onDone) => setImmediate(onDone))
  }
  return steps
}

function parking({ channel }: PassingFrame): Step {
  return (lane, onDone) => {
    if (channel !== undefined) lane.park(channel)
    onDone()
  }
}
