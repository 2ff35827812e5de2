import { methodNames } from '../../generated/constants.ts'
import {
  FRAME_BODY,
  FRAME_HEADER,
  FRAME_HEARTBEAT,
  FRAME_METHOD,
  FRAME_PREFIX_BYTES,
} from '../../wire/frame.ts'
import { dissect } from '../dissect.ts'
import type { FrameRange } from '../range.ts'
import type { Direction } from '../seen-frame.ts'

/** A frame on its way through the proxy. What it holds is read when it is asked for. */
export class PassingFrame {
  /** Which connection: counted from 1 in the order in which they came. */
  readonly connection: number
  /** Which way it goes. */
  readonly direction: Direction
  /** Its octets, from the type to the end. They must not be changed. */
  readonly bytes: Uint8Array

  constructor(connection: number, direction: Direction, bytes: Uint8Array) {
    this.connection = connection
    this.direction = direction
    this.bytes = bytes
  }

  /** What kind of frame it is. */
  get kind(): 'method' | 'header' | 'body' | 'heartbeat' | 'protocol-header' {
    return KINDS[this.bytes[0] as number] ?? 'protocol-header'
  }

  /** Its channel; undefined for the protocol header, which has none. */
  get channel(): number | undefined {
    return this.kind === 'protocol-header' ? undefined : this.short(1)
  }

  /** The method's name in the standard such as `basic.ack`; undefined where the frame is none, or one that is not known. */
  get method(): string | undefined {
    if (this.bytes[0] !== FRAME_METHOD) return undefined
    return methodNames[this.short(FRAME_PREFIX_BYTES) * 0x10000 + this.short(FRAME_PREFIX_BYTES + 2)]
  }

  /** The frame taken apart, to show or to search. */
  get frame(): FrameRange {
    return dissect(this.bytes).children[0] as FrameRange
  }

  private short(at: number): number {
    return ((this.bytes[at] as number) << 8) | (this.bytes[at + 1] as number)
  }
}

const KINDS: Readonly<Record<number, PassingFrame['kind']>> = {
  [FRAME_METHOD]: 'method',
  [FRAME_HEADER]: 'header',
  [FRAME_BODY]: 'body',
  [FRAME_HEARTBEAT]: 'heartbeat',
}
