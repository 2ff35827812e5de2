import { expect, test } from 'vitest'
import * as methods from '../../src/generated/methods.ts'
import { connect, type Delivery } from '../../src/index.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { RawPeer } from '../support/raw-peer.ts'

test('a connection says of each read whether the next may go where it went', async () => {
  const peer = new RawPeer()
  /** What it says right after a read, when a socket asks. */
  const said: (boolean | undefined)[] = []
  const transport: Transport = {
    ...peer.transport,
    remote: 'here',
    bufferedBytes: 0,
    write: (pieces) => peer.transport.write(pieces),
    end: () => peer.transport.end(),
    destroy: () => peer.transport.destroy(),
    start: (handler) =>
      peer.transport.start({
        onData(bytes) {
          handler.onData(bytes)
          said.push(handler.releasesData?.())
        },
        onDrain: () => handler.onDrain(),
        onEnd: () => handler.onEnd(),
        onClose: (error) => handler.onClose(error),
      }),
  }
  const [connection] = await Promise.all([connect({ transport }), peer.shakeHands()])
  const [channel] = await Promise.all([connection.openChannel(), peer.openChannel()])
  const taken: Delivery[] = []
  const heard = (count: number): Promise<void> => expect.poll(() => taken.length).toBe(count)
  const consuming = channel.basicConsume({ queue: 'q', noAck: true }, (delivery) => {
    taken.push(delivery)
    if (delivery.text() === 'released') delivery.release()
  })
  await peer.answer('basic.consume', methods.basicConsumeOk, { consumerTag: 'c' })
  await consuming
  // Of what answers look at nobody keeps count.
  expect(said).not.toContain(true)
  said.length = 0

  peer.deliver(1, 1, 'released')
  await heard(1)
  peer.deliver(1, 2, 'kept')
  await heard(2)
  // Too late: it frees nothing, neither what it came in nor what came since.
  taken[1]?.release()
  peer.deliver(1, 3, 'kept')
  await heard(3)
  peer.deliver(1, 4, 'released')
  await heard(4)
  peer.frame(8, 0, new Uint8Array(0))
  await expect.poll(() => said).toEqual([true, false, false, true, true])
  expect(taken[2]?.text()).toBe('kept')
  const closing = connection.close()
  await peer.answer('connection.close', methods.connectionCloseOk, {})
  peer.end()
  await closing
})
