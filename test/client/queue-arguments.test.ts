import { expect, test } from 'vitest'
import {
  type ClassicQueueOptions,
  classicQueue,
  type QuorumQueueOptions,
  quorumQueue,
  type StreamQueueOptions,
  streamQueue,
} from '../../src/index.ts'

/** An option of each kind that the types would refuse, as JavaScript can give it. */
const builders = {
  classic: (options: object) => classicQueue(options as ClassicQueueOptions),
  quorum: (options: object) => quorumQueue(options as QuorumQueueOptions),
  stream: (options: object) => streamQueue(options as StreamQueueOptions),
}

test('a classic queue', () => {
  expect(classicQueue()).toEqual({ arguments: { 'x-queue-type': 'classic' } })
  expect(
    classicQueue({
      messageTtlMs: 0,
      expiresMs: 60_000,
      maxLength: 10,
      maxLengthBytes: 5_000_000_000,
      deadLetterExchange: '',
      deadLetterRoutingKey: 'dead',
      singleActiveConsumer: true,
      maxPriority: 4,
      overflow: 'reject-publish-dlx',
    }),
  ).toEqual({
    arguments: {
      'x-queue-type': 'classic',
      'x-message-ttl': 0,
      'x-expires': 60_000,
      'x-max-length': 10,
      'x-max-length-bytes': 5_000_000_000,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': 'dead',
      'x-single-active-consumer': true,
      'x-max-priority': 4,
      'x-overflow': 'reject-publish-dlx',
    },
  })
})

test('a quorum queue, which is durable', () => {
  expect(quorumQueue()).toEqual({ durable: true, arguments: { 'x-queue-type': 'quorum' } })
  expect(
    quorumQueue({
      deliveryLimit: 5,
      overflow: 'reject-publish',
      deadLetterExchange: 'dead',
      deadLetterStrategy: 'at-least-once',
      initialGroupSize: 3,
      leaderLocator: 'balanced',
      maxLength: undefined,
    }),
  ).toEqual({
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': 5,
      'x-overflow': 'reject-publish',
      'x-dead-letter-exchange': 'dead',
      'x-dead-letter-strategy': 'at-least-once',
      'x-quorum-initial-group-size': 3,
      'x-queue-leader-locator': 'balanced',
    },
  })
})

test('a stream, which is durable', () => {
  expect(streamQueue()).toEqual({ durable: true, arguments: { 'x-queue-type': 'stream' } })
  expect(
    streamQueue({
      maxLengthBytes: 20_000_000_000,
      maxAge: '7D',
      maxSegmentSizeBytes: 100_000_000,
      initialClusterSize: 3,
      leaderLocator: 'client-local',
    }),
  ).toEqual({
    durable: true,
    arguments: {
      'x-queue-type': 'stream',
      'x-max-length-bytes': 20_000_000_000,
      'x-max-age': '7D',
      'x-stream-max-segment-size-bytes': 100_000_000,
      'x-initial-cluster-size': 3,
      'x-queue-leader-locator': 'client-local',
    },
  })
})

test.each([
  ['classic', 'deliveryLimit', 5],
  ['classic', 'deadLetterStrategy', 'at-most-once'],
  ['classic', 'leaderLocator', 'balanced'],
  ['classic', 'maxAge', '7D'],
  ['quorum', 'maxPriority', 5],
  ['quorum', 'initialClusterSize', 3],
  ['quorum', 'toString', 3],
  ['stream', 'messageTtlMs', 5],
  ['stream', 'maxLength', 5],
  ['stream', 'deadLetterExchange', 'dead'],
  ['stream', 'singleActiveConsumer', true],
  ['stream', 'overflow', 'drop-head'],
] as const)('a %s queue does not take %s', (type, name, value) => {
  const build = () => builders[type]({ [name]: value })
  expect(build).toThrow(TypeError)
  expect(build).toThrow(`${name} is nothing that a ${type} queue takes; it takes m`)
})

test.each([
  ['classic', 'messageTtlMs', -1],
  ['classic', 'messageTtlMs', 315_360_000_001],
  ['classic', 'expiresMs', 0],
  ['classic', 'maxLength', 1.5],
  ['classic', 'maxPriority', 256],
  ['classic', 'overflow', 'explode'],
  ['quorum', 'overflow', 'reject-publish-dlx'],
  ['quorum', 'deliveryLimit', -2],
  ['quorum', 'deadLetterStrategy', 'exactly-once'],
  ['quorum', 'initialGroupSize', 0],
  ['quorum', 'leaderLocator', 'random'],
  ['stream', 'maxAge', ''],
  ['stream', 'maxAge', '0D'],
  ['stream', 'maxAge', '1.5h'],
  ['stream', 'maxAge', '7d'],
  ['stream', 'maxAge', '7D '],
  ['stream', 'maxSegmentSizeBytes', 3_000_000_001],
  ['stream', 'initialClusterSize', 0],
] as const)('a %s queue takes %s, but not %j', (type, name, value) => {
  const build = () => builders[type]({ [name]: value })
  expect(build).toThrow(RangeError)
  expect(build).toThrow(new RegExp(`^${name} must be`))
})

test.each([
  ['classic', 'messageTtlMs', '5'],
  ['classic', 'deadLetterExchange', null],
  ['classic', 'singleActiveConsumer', 'yes'],
  ['quorum', 'overflow', 1],
  ['stream', 'maxAge', 7],
] as const)('a %s queue takes %s, but not %j, which is of another type', (type, name, value) => {
  const build = () => builders[type]({ [name]: value })
  expect(build).toThrow(TypeError)
  expect(build).toThrow(new RegExp(`^${name} must be`))
})

test('what needs something else beside it says so', () => {
  expect(() => classicQueue({ deadLetterRoutingKey: 'dead' })).toThrow(
    'deadLetterRoutingKey needs a deadLetterExchange',
  )
  const strategy = { deadLetterStrategy: 'at-least-once' } as const
  for (const options of [{}, { deadLetterExchange: '' }, { overflow: 'reject-publish' } as const]) {
    expect(() => quorumQueue({ ...strategy, ...options })).toThrow(
      /^deadLetterStrategy "at-least-once" needs/,
    )
  }
  expect(quorumQueue({ deadLetterStrategy: 'at-most-once' }).arguments).toHaveProperty(
    'x-dead-letter-strategy',
  )
})

test('the types refuse what the queue does not take, and so do the builders', () => {
  // The compiler is tested too: an error that it does not find fails the check of the types.
  // @ts-expect-error a quorum queue has no priorities
  expect(() => quorumQueue({ maxPriority: 5 })).toThrow(TypeError)
  // @ts-expect-error a quorum queue does not dead-letter what it refuses
  expect(() => quorumQueue({ overflow: 'reject-publish-dlx' })).toThrow(RangeError)
  // @ts-expect-error a classic queue has no delivery limit
  expect(() => classicQueue({ deliveryLimit: 5 })).toThrow(TypeError)
  // @ts-expect-error a stream does not expire single messages
  expect(() => streamQueue({ messageTtlMs: 5 })).toThrow(TypeError)
  // @ts-expect-error days are D
  expect(() => streamQueue({ maxAge: '7d' })).toThrow(RangeError)
})
