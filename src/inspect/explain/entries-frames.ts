import { findBrokenFrame } from './culprits-connection.ts'
import type { Entry } from './entry.ts'

/** About frames that cannot be read or come in the wrong place, and about what the broker could not cope with. */
export const frameEntries: readonly Entry[] = [
  {
    name: 'frame-too-large',
    title: 'a frame larger than agreed on',
    words: /frame_too_large,\s*(?<size>\d+),\s*(?<max>\d+)/,
    cause:
      'A frame came with {size} octets of payload, where {max} were agreed on. The client cuts bodies at frame-max in place of frame-max - 8, or by a value that was not negotiated; or a content header has more properties than fit, which cannot be cut.',
    remedy: 'Look at tune-ok; keep headers small; update the client library.',
    look: 'connection.tune-ok, and the first frame larger than that.',
    search: findBrokenFrame,
  },
  {
    name: 'frame-end',
    title: 'a frame without its end',
    words: /invalid_frame_end_marker|frame end/,
    cause:
      'The octet 0xCE did not stand where the size of the frame says. Most likely two threads wrote to one socket at the same time, so that their frames ran into each other; or a codec counts wrong.',
    remedy: 'Give each thread a channel of its own, and let one place alone write to the socket.',
    look: 'The last frames of the client, octet by octet.',
    search: findBrokenFrame,
  },
  {
    name: 'unknown-frame',
    title: 'a frame that makes no sense',
    words: /all octets = .*?: (?:unknown_frame|\{.*\})|unknown_frame/s,
    cause:
      'The type of the frame is unknown, a heartbeat has a payload, or a content header is too short. Most likely the stream got out of step before it: two threads wrote at the same time, or something that is not AMQP came.',
    remedy: 'Let one place alone write to the socket; look at the frames before it.',
    look: 'The last frames of the client, octet by octet.',
    search: findBrokenFrame,
  },
  {
    name: 'undecodable-arguments',
    title: 'arguments that cannot be read',
    words: /cannot decode <<.*|Malformed UTF-8 in shortstr|invalid_shortstr|bad_arguments/s,
    cause: 'The arguments of a method are too short or too long for it, or a name is not UTF-8.',
    remedy: 'This is an error in a codec. Send names as UTF-8, of 255 octets at most.',
    look: 'The method that the close names, octet by octet.',
    search: findBrokenFrame,
  },
  {
    name: 'frame-out-of-order',
    title: 'content that was interrupted',
    words:
      /expected content (?:header|body)(?: for class \d+)?, got|expected method frame, got non method frame/,
    cause:
      'Between a method, its content header and its bodies another frame came on the same channel, or content came that no method announced. Most likely two tasks published on one channel at the same time.',
    remedy: 'Use a channel from one task at a time, or lock it while publishing.',
    look: 'The last basic.publish on the channel, and the frame behind it.',
    search: findBrokenFrame,
  },
  {
    name: 'body-too-long',
    title: 'more body than announced',
    words: /exceeds remaining content size/,
    cause:
      'The body frames of a message have more octets than its content header announced. Most likely two tasks published on one channel at the same time, or a body was measured in characters in place of bytes.',
    remedy: 'Measure the body after encoding it; use a channel from one task at a time.',
    look: 'The last basic.publish on the channel: its content header and its bodies.',
    search: findBrokenFrame,
  },
  {
    name: 'frame-on-wrong-channel',
    title: 'a frame that does not belong on that channel',
    words:
      /UNEXPECTED_FRAME - type (?<type>\d+), all octets|unexpected_frame: type (?<logged>\d+), all octets/,
    cause:
      'A heartbeat came on a channel other than 0, or content on channel 0 or on a channel that is not open.',
    remedy:
      'This is an error in a client library: heartbeats go on channel 0, content on channels from 1 up.',
    look: 'The last frames of the client.',
    search: findBrokenFrame,
  },
  {
    name: 'internal-error',
    title: 'something that the broker could not cope with',
    words: /^\s*(?:541 )?INTERNAL_ERROR\s*$|operation none caused a connection exception internal_error/,
    cause:
      'Something inside the broker failed, and it says no more. Known causes on the side of the client: a property list that cannot be read, a node that x-queue-master-locator names wrongly. Else a process of the broker crashed.',
    remedy: "Look at the broker's log from the same second; it holds the crash report.",
    look: 'The last frames of the client: most likely the last basic.publish or queue.declare.',
    search: findBrokenFrame,
  },
]
