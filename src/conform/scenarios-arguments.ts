// Which arguments a queue may be declared with, and what is said of the wrong ones.

import { Explicit, type FieldTable } from '../wire/field-value.ts'
import { jsonOf, type Scenario, type Section } from './stage.ts'

/** Arguments that a queue may be declared with, right and wrong. */
const argumentSets: readonly FieldTable[] = [
  { 'x-message-ttl': -1 },
  { 'x-message-ttl': 0 },
  { 'x-message-ttl': 'a' },
  { 'x-message-ttl': 1.5 },
  { 'x-message-ttl': 315_360_000_001 },
  { 'x-message-ttl': new Explicit('b', 5) },
  { 'x-message-ttl': true },
  { 'x-message-ttl': null },
  { 'x-expires': 0 },
  { 'x-expires': -1 },
  { 'x-expires': 'a' },
  { 'x-expires': 315_360_000_001 },
  { 'x-max-length': -1 },
  { 'x-max-length': 'a' },
  { 'x-max-length': 2n ** 62n },
  { 'x-max-length-bytes': -1 },
  { 'x-max-length-bytes': 'a' },
  { 'x-max-priority': -1 },
  { 'x-max-priority': 0 },
  { 'x-max-priority': 255 },
  { 'x-max-priority': 256 },
  { 'x-max-priority': 'a' },
  { 'x-overflow': 'nonsense' },
  { 'x-overflow': 1 },
  { 'x-overflow': 'drop-head' },
  { 'x-dead-letter-exchange': 1 },
  { 'x-dead-letter-exchange': 'missing' },
  { 'x-dead-letter-routing-key': 'k' },
  { 'x-dead-letter-routing-key': 1, 'x-dead-letter-exchange': '' },
  { 'x-single-active-consumer': 'yes' },
  { 'x-single-active-consumer': true },
  { 'x-queue-type': 'nonsense' },
  { 'x-queue-type': 1 },
  { 'x-queue-mode': 'lazy' },
  { 'x-queue-mode': 'nonsense' },
  { 'x-queue-version': 2 },
  { 'x-queue-version': 3 },
  { 'x-queue-leader-locator': 'client-local' },
  { 'x-queue-master-locator': 'client-local' },
  { 'x-queue-master-locator': 'nonsense' },
  { 'x-delivery-limit': 3 },
  { 'x-dead-letter-strategy': 'at-least-once' },
  { 'x-max-age': '1D' },
  { 'x-quorum-initial-group-size': 1 },
  { 'x-nonsense': 1 },
  { 'x-queue-type': 'quorum', 'x-max-priority': 5 },
  { 'x-queue-type': 'quorum', 'x-delivery-limit': -1 },
  { 'x-queue-type': 'quorum', 'x-delivery-limit': 'a' },
  { 'x-queue-type': 'quorum', 'x-overflow': 'reject-publish-dlx' },
  { 'x-queue-type': 'quorum', 'x-overflow': 'reject-publish' },
  { 'x-queue-type': 'quorum', 'x-queue-mode': 'lazy' },
  { 'x-queue-type': 'quorum', 'x-dead-letter-strategy': 'nonsense' },
  { 'x-queue-type': 'quorum', 'x-max-age': '1D' },
  { 'x-queue-type': 'quorum', 'x-queue-master-locator': 'client-local' },
  { 'x-queue-type': 'quorum', 'x-message-ttl': 1000, 'x-expires': 60_000, 'x-single-active-consumer': true },
]

const declaring: readonly Scenario[] = [
  ...argumentSets.map(
    (args): Scenario => ({
      title: `a queue with ${jsonOf(args)}`,
      play: (stage) => stage.declaring('q', args),
    }),
  ),
  {
    title: 'a quorum queue is durable and for all',
    async play(stage) {
      const args = { 'x-queue-type': 'quorum' }
      await stage.declaring('q1', args, { durable: false })
      await stage.declaring('q2', args, { exclusive: true })
      await stage.declaring('q3', args, { autoDelete: true })
    },
  },
  {
    title: 'a queue declared again has to have the same arguments',
    async play(stage) {
      const first = { 'x-message-ttl': 60_000, 'x-max-length': 5, 'x-dead-letter-exchange': 'x' }
      const others: FieldTable[] = [
        first,
        {},
        { ...first, 'x-message-ttl': 50_000 },
        { ...first, 'x-message-ttl': new Explicit('l', 60_000) },
        { ...first, 'x-max-length': undefined },
        { ...first, 'x-dead-letter-exchange': 'y' },
        { ...first, 'x-expires': 60_000 },
        { ...first, 'x-overflow': 'drop-head' },
        { ...first, 'x-nonsense': 1 },
        { ...first, 'x-queue-type': 'classic' },
        { ...first, 'x-queue-type': 'quorum' },
        { ...first, 'x-max-priority': 4 },
        { ...first, 'x-single-active-consumer': true },
      ]
      await stage.queue('q', first)
      for (const args of others) await stage.declaring('q', args)
    },
  },
]

export const argumentSections: readonly Section[] = [
  { id: 'arguments', source: 'queue.declare; RabbitMQ: optional queue arguments', scenarios: declaring },
]
