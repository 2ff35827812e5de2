import { methodNames } from '../../generated/constants.ts'

/** Which frames a condition can name by what they are: one kind, or all. The protocol header counts as a frame. */
export const FRAME_KINDS = ['frame', 'method', 'header', 'body', 'heartbeat', 'protocol-header'] as const

/** Which frames a fault or a breakpoint is about. What is left out allows all. */
export interface FrameCondition {
  /** A kind of frame (`frame` is all of them), or a method by its name in the standard: `basic.ack`. Default `frame`. */
  readonly frames?: (typeof FRAME_KINDS)[number] | (string & {}) | undefined
  /** The channel, 0 to 65535. */
  readonly channel?: number | undefined
  /** Which connection through the proxy: counted from 1 in the order in which they came. */
  readonly connection?: number | undefined
  /** Who sent it. */
  readonly from?: 'client' | 'broker' | undefined
  /** How many of the frames that match so far are spared first, in each connection. Default 0. */
  readonly after?: number | undefined
  /** Takes only one in so many of the rest: the first, then each so-manieth. Default 1. */
  readonly every?: number | undefined
  /** With which probability one of these is taken, more than 0 and up to 1; the proxy's `seed` decides. Default 1. */
  readonly probability?: number | undefined
  /** How many are taken at most, in each connection. Default: no limit. */
  readonly times?: number | undefined
}

const NAMES: ReadonlySet<string> = new Set([...FRAME_KINDS, ...Object.values(methodNames)])

/** Whether it is a kind of frame or a method by its name. */
export function isFrames(name: string): boolean {
  return NAMES.has(name)
}
