import { ProtocolError } from '../errors.ts'
import { FRAME_MIN_SIZE, SYNTAX_ERROR } from '../generated/constants.ts'

/** What two peers agree on before they open the connection. In a proposal, 0 means no limit, and no heartbeat. */
export interface Tune {
  /** The highest number of channels at a time, 0 to 65535. */
  readonly channelMax: number
  /** The largest frame in octets, prefix and end included. */
  readonly frameMaxBytes: number
  /** The interval of heartbeats in seconds, 0 to 65535. */
  readonly heartbeatSeconds: number
}

/** The largest frame that is let in where neither side sets a limit. */
export const UNLIMITED_FRAME_BYTES: number = 16 * 1024 * 1024

/**
 * Agrees on the smaller of each pair, where 0 gives way to the other's value.
 * @throws {ProtocolError} where the peer's frame-max is below the 4,096 that every peer must allow
 */
export function agree(own: Tune, peer: Tune): Tune {
  const frameMaxBytes = smaller(own.frameMaxBytes, peer.frameMaxBytes)
  if (frameMaxBytes !== 0 && frameMaxBytes < FRAME_MIN_SIZE) {
    throw new ProtocolError(
      SYNTAX_ERROR,
      `a frame-max of ${frameMaxBytes} is below the minimum of ${FRAME_MIN_SIZE}`,
    )
  }
  return {
    channelMax: smaller(own.channelMax, peer.channelMax),
    frameMaxBytes,
    heartbeatSeconds: smaller(own.heartbeatSeconds, peer.heartbeatSeconds),
  }
}

function smaller(own: number, peer: number): number {
  if (own === 0) return peer
  return peer === 0 ? own : Math.min(own, peer)
}
