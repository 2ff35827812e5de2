// Transactions: what they hold back, what fails at once, and what a rollback leaves.

import {
  basicAck,
  basicGet,
  basicNack,
  basicRecover,
  basicRecoverAsync,
  confirmSelect,
  queueDeclare,
  txCommit,
  txRollback,
  txSelect,
} from '../generated/methods.ts'
import type { Scenario, Section } from './stage.ts'

const transactions: readonly Scenario[] = [
  {
    title: 'what a transaction publishes is there when it is committed',
    async play(stage) {
      const queue = await stage.queue('q')
      await stage.call(txSelect, {})
      stage.publish('q', '1')
      await stage.call(queueDeclare, { queue, passive: true })
      await stage.call(txCommit, {})
      await stage.drain('q')
      await stage.call(txCommit, {})
    },
  },
  {
    title: 'what a transaction publishes is gone when it is rolled back',
    async play(stage) {
      await stage.queue('q')
      await stage.call(txSelect, {})
      stage.publish('q', '1')
      await stage.call(txRollback, {})
      await stage.call(txCommit, {})
      await stage.drain('q')
    },
  },
  {
    title: 'an acknowledgement in a transaction holds when it is committed',
    async play(stage) {
      await stage.queue('q')
      stage.publish('q', '1')
      stage.publish('q', '2')
      await stage.count('q', 2)
      await stage.openChannel(2)
      await stage.call(txSelect, {}, 2)
      await stage.call(basicGet, { queue: stage.name('q') }, 2)
      await stage.call(basicGet, { queue: stage.name('q') }, 2)
      stage.client.send(2, basicAck, { deliveryTag: 1 })
      await stage.call(txCommit, {}, 2)
      stage.client.send(2, basicAck, { deliveryTag: 2 })
      await stage.closeChannel(2)
      await stage.count('q', 1)
      await stage.drain('q')
    },
  },
  {
    title: 'a rollback takes acknowledgements back and requeues nothing',
    async play(stage) {
      await stage.queue('q')
      stage.publish('q', '1')
      await stage.call(txSelect, {})
      await stage.get('q', false)
      stage.ack(1)
      await stage.call(txRollback, {})
      await stage.get('q')
      stage.ack(1)
      await stage.call(txCommit, {})
    },
  },
  {
    title: 'a rejection in a transaction holds when it is committed',
    async play(stage) {
      await stage.queue('q')
      stage.publish('q', '1')
      stage.publish('q', '2')
      await stage.call(txSelect, {})
      await stage.get('q', false)
      await stage.get('q', false)
      stage.reject(2, true)
      stage.client.send(1, basicNack, { deliveryTag: 1, requeue: true })
      await stage.get('q')
      await stage.call(txCommit, {})
      await stage.drain('q')
    },
  },
  {
    title: 'an acknowledgement twice in a transaction',
    async play(stage) {
      await stage.queue('q')
      stage.publish('q', '1')
      await stage.call(txSelect, {})
      await stage.get('q', false)
      stage.ack(1)
      stage.ack(1)
      await stage.next()
    },
  },
  {
    title: 'a mandatory message comes back before commit-ok',
    async play(stage) {
      await stage.call(txSelect, {})
      stage.client.publish(1, { exchange: 'amq.direct', routingKey: 'nowhere', mandatory: true }, '1')
      stage.client.send(1, txCommit, {})
      await stage.next()
      await stage.next()
    },
  },
  {
    title: 'a missing exchange in a transaction fails at once',
    async play(stage) {
      await stage.call(txSelect, {})
      stage.publishTo('missing', {}, '1')
      await stage.next()
    },
  },
  {
    title: 'closing a channel rolls back',
    async play(stage) {
      await stage.queue('q')
      await stage.openChannel(2)
      await stage.call(txSelect, {}, 2)
      stage.client.publish(2, { routingKey: stage.name('q') }, '1')
      await stage.closeChannel(2)
      await stage.count('q', 0)
    },
  },
  {
    title: 'a full queue that refuses in a transaction',
    async play(stage) {
      await stage.queue('q', { 'x-max-length': 0, 'x-overflow': 'reject-publish' })
      await stage.call(txSelect, {})
      stage.publish('q', '1')
      await stage.call(txCommit, {})
    },
  },
  {
    title: 'a commit without a transaction',
    async play(stage) {
      await stage.call(txCommit, {})
    },
  },
  {
    title: 'a rollback without a transaction',
    async play(stage) {
      await stage.call(txRollback, {})
    },
  },
  {
    title: 'confirms after transactions',
    async play(stage) {
      await stage.call(txSelect, {})
      await stage.call(txSelect, {})
      await stage.call(confirmSelect, {})
    },
  },
  {
    title: 'transactions after confirms',
    async play(stage) {
      await stage.call(confirmSelect, {})
      await stage.call(confirmSelect, {})
      await stage.call(txSelect, {})
    },
  },
  {
    title: 'a route is found when a message is published, not when it is committed',
    async play(stage) {
      await stage.exchange('x', 'fanout')
      await stage.queue('q')
      await stage.call(txSelect, {})
      stage.publishTo('x', {}, '1')
      await stage.bind('q', 'x')
      await stage.call(txCommit, {})
      await stage.count('q', 0)
    },
  },
]

const recovering: readonly Scenario[] = [
  {
    title: 'recover is answered, and then what was open comes again with new tags',
    async play(stage) {
      await stage.queue('q')
      for (const body of ['1', '2']) stage.publish('q', body)
      await stage.consume('q')
      for (let i = 0; i < 2; i++) await stage.next()
      stage.client.send(1, basicRecover, { requeue: true })
      for (let i = 0; i < 3; i++) await stage.next()
    },
  },
  {
    title: 'recover without an answer',
    async play(stage) {
      await stage.queue('q')
      stage.publish('q', '1')
      await stage.consume('q')
      await stage.next()
      stage.client.send(1, basicRecoverAsync, { requeue: true })
      await stage.next()
    },
  },
  {
    title: 'recover of what was fetched',
    async play(stage) {
      await stage.queue('q')
      stage.publish('q', '1')
      await stage.get('q', false)
      await stage.call(basicRecover, { requeue: true })
      await stage.count('q', 1)
      await stage.drain('q')
    },
  },
  {
    title: 'recover of a quorum queue',
    async play(stage) {
      await stage.queue('q', { 'x-queue-type': 'quorum' })
      stage.publish('q', '1')
      await stage.count('q', 1)
      await stage.get('q', false)
      await stage.call(basicRecover, { requeue: true })
      await stage.count('q', 1)
      await stage.drain('q')
    },
  },
]

export const transactionSections: readonly Section[] = [
  { id: 'tx', source: 'tx.select, tx.commit, tx.rollback, confirm.select', scenarios: transactions },
  { id: 'recover', source: 'basic.recover, basic.recover-async', scenarios: recovering },
]
