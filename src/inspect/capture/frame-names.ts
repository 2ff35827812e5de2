import { methodNames } from '../../generated/constants.ts'
import { FrameCutter } from '../../protocol/frame-cutter.ts'
import {
  FRAME_BODY,
  FRAME_HEADER,
  FRAME_HEARTBEAT,
  FRAME_METHOD,
  FRAME_PREFIX_BYTES,
} from '../../wire/frame.ts'
import { counted } from '../value-text.ts'

const MAX_FRAME_BYTES = 16 * 1024 * 1024
/** A packet of 64 KiB can hold thousands of small frames, which nobody reads. */
const MAX_NAMES = 20
const METHOD_ID_BYTES = 4
const LETTER_A = 0x41

/** Names the frames in the pieces of one direction of a connection, such as `queue.declare channel 1`. */
export class FrameNames {
  private readonly cutter: FrameCutter
  private names: string[] = []
  /** Octets of the direction before the piece at hand, and in the frames that are cut. */
  private before: number = 0
  private cut: number = 0

  constructor() {
    this.cutter = new FrameCutter((bytes, isFrame) => {
      const isBegunBefore = this.cut < this.before
      this.cut += bytes.length
      this.names.push(isFrame ? nameOf(bytes) + (isBegunBefore ? ' (end)' : '') : damageText(bytes.length))
    }, MAX_FRAME_BYTES)
  }

  /** The frames that end in a piece, and the one that begins in it. */
  of(piece: Uint8Array): string {
    this.cutter.receive(piece)
    const { before, cut } = this
    const whole = before + piece.length
    if (cut < before) this.names.push('a frame goes on')
    else if (cut < whole) this.names.push(`${nameOf(piece.subarray(cut - before))} (beginning)`)
    this.before = whole
    return this.taken()
  }

  /** Octets are missing here. */
  lose(): void {
    this.cutter.lose()
    this.cut = this.before
    this.names = []
  }

  private taken(): string {
    const { names } = this
    this.names = []
    const more = names.length - MAX_NAMES
    return names.slice(0, MAX_NAMES).join(', ') + (more > 0 ? `, and ${counted(more, 'more frame')}` : '')
  }
}

const KINDS: Partial<Record<number, string>> = {
  [FRAME_METHOD]: 'method',
  [FRAME_HEADER]: 'content header',
  [FRAME_BODY]: 'body',
  [FRAME_HEARTBEAT]: 'heartbeat',
}

/** What a frame is, as far as its first octets tell. */
function nameOf(bytes: Uint8Array): string {
  if (bytes[0] === LETTER_A) return 'protocol header'
  const kind = KINDS[bytes[0] as number]
  if (kind === undefined || bytes.length < FRAME_PREFIX_BYTES) return kind ?? 'octets'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const isNamed = bytes[0] === FRAME_METHOD && bytes.length >= FRAME_PREFIX_BYTES + METHOD_ID_BYTES
  const method = isNamed ? methodNames[view.getUint32(FRAME_PREFIX_BYTES)] : undefined
  return `${method ?? kind} channel ${view.getUint16(1)}`
}

function damageText(length: number): string {
  return `${counted(length, 'octet')} that ${length === 1 ? 'is' : 'are'} no frame`
}
