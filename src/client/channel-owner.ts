import type { ChannelOwner } from './channel.ts'
import { overLimit } from './connection-failure.ts'
import type { Output } from './output.ts'
import type { Settings } from './settings.ts'

/** A connection as its channels see it: no more of it than they need. */
export function channelOwner(
  remote: string,
  { callTimeoutMs, traceSettlements, maxBufferedBytes }: Settings,
  output: Output,
  connection: Pick<ChannelOwner, 'drained' | 'onChannelGone'>,
): ChannelOwner {
  return {
    remote,
    callTimeoutMs,
    tracesSettlements: traceSettlements,
    get hasRoom(): boolean {
      return output.hasRoom
    },
    beforePublish(): void {
      const { bufferedBytes } = output
      if (bufferedBytes > maxBufferedBytes)
        throw overLimit(
          'BUFFER_FULL',
          'basic.publish',
          `${bufferedBytes} bytes wait to be sent; await drained()`,
        )
    },
    afterPublish: () => output.flushIfMuch(),
    ...connection,
  }
}
