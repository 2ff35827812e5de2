// What no broker does: the test plays the broker itself.

import { expect } from 'vitest'
import { basicCancel, basicConsumeOk, channelFlow } from '../../src/generated/methods.ts'
import type { PeerScenario } from './method-coverage.ts'

export const peerScenarios: readonly PeerScenario[] = [
  {
    title: 'a broker asks to stop publishing on a channel, and to go on, and is answered',
    shows: ['S:channel.flow', 'C:channel.flow-ok'],
    because:
      'RabbitMQ and the embedded broker hold back a whole connection, by reading more slowly or with `connection.blocked`, and never a single channel.',
    async play(peer, stage) {
      const channel = await stage.channel()
      const told: boolean[] = []
      channel.on('flow', (active) => told.push(active))
      for (const active of [false, true]) {
        peer.send(channel.id, channelFlow, { active })
        expect((await peer.expect('channel.flow-ok')).args).toEqual({ active })
      }
      expect(told).toEqual([false, true])
    },
  },
  {
    title: 'a broker ends a consumer and wants an answer to that',
    shows: ['C:basic.cancel-ok'],
    because:
      'RabbitMQ and the embedded broker say `no-wait` when they end a consumer, so there is nothing to answer.',
    async play(peer, stage) {
      const channel = await stage.channel()
      const cancelled = new Promise<string>((resolve) => channel.once('cancel', resolve))
      const consumed = channel.basicConsume({ queue: 'q' }, () => {})
      await peer.answer('basic.consume', basicConsumeOk, { consumerTag: 'c' })
      await consumed
      peer.send(channel.id, basicCancel, { consumerTag: 'c' })
      expect((await peer.expect('basic.cancel-ok')).args).toEqual({ consumerTag: 'c' })
      expect(await cancelled).toBe('c')
    },
  },
]
