// Work of many kinds over one connection, to be looked at from outside: frames of every sort, some 10,000 and more.

import { type Channel, type Connection, Explicit, type FieldTable, type FieldValue } from '../../src/index.ts'
import { randomOf } from './mutations.ts'

const MESSAGES = 1700
const LARGE_BODY_BYTES = 300_000

/**
 * Publishes with confirms, consumes with acks one by one and many at once, gets, refuses, declares and deletes.
 * @param name what all queues and exchanges begin with; they are gone afterwards
 */
export async function variedSession(connection: Connection, name: string): Promise<void> {
  const random = randomOf(7)
  const below = (limit: number): number => Math.floor(random() * limit)
  const channel = await connection.openChannel()
  const exchange = `${name}.topic`
  await channel.exchangeDeclare({ exchange, type: 'topic', autoDelete: true })
  const queues = Array.from({ length: 5 }, (_, i) => `${name}.${i}`)
  for (const queue of queues) {
    const args = { 'x-max-length': 10_000 + below(100), 'x-overflow': 'reject-publish' }
    await channel.queueDeclare({ queue, exclusive: true, arguments: args })
    await channel.queueBind({ queue, exchange, routingKey: `${queue}.#`, arguments: tableOf(random, 2) })
  }
  const consuming = await connection.openChannel()
  await consuming.basicQos({ prefetchCount: 100 })
  let left = MESSAGES
  const consumed = new Promise<void>((resolve, reject) => {
    const take = (delivery: {
      readonly deliveryTag: number
      ack(options?: { multiple?: boolean }): void
    }): void => {
      left--
      if (left === 0 || below(3) > 0) delivery.ack({ multiple: left === 0 || below(4) === 0 })
      if (left === 0) resolve()
    }
    for (const queue of queues) consuming.basicConsume({ queue }, take).catch(reject)
  })
  const publisher = await connection.createPublisher({ maxOutstanding: 50 })
  const publishes: Promise<unknown>[] = []
  for (let i = 0; i < MESSAGES; i++) {
    const body = i % 500 === 0 ? Buffer.alloc(LARGE_BODY_BYTES, i) : `${'body '.repeat(below(40))}${i}`
    const routingKey = `${queues[below(queues.length)]}.key`
    publishes.push(publisher.publish({ exchange, routingKey }, propertiesOf(i, random), body))
    if (i % 100 === 0) publishes.push(other(channel, `${name}.other`, i))
  }
  await Promise.all([...publishes, consumed])
  await connection.close()
}

/** What is not done for each message. */
async function other(channel: Channel, queue: string, i: number): Promise<void> {
  await channel.queueDeclare({ queue: `${queue}.${i}`, autoDelete: true, exclusive: true })
  channel.basicPublish({ routingKey: `${queue}.${i}` }, undefined, '')
  const message = await channel.basicGet({ queue: `${queue}.${i}` })
  if (i % 200 === 0) message?.ack()
  else message?.reject({ requeue: false })
  await channel.basicGet({ queue: `${queue}.${i}` })
  await channel.queuePurge({ queue: `${queue}.${i}` })
  await channel.queueDelete({ queue: `${queue}.${i}` })
}

function propertiesOf(i: number, random: () => number): Parameters<Channel['basicPublish']>[1] {
  const some = <Value>(value: Value): Value | undefined => (random() < 0.4 ? value : undefined)
  return {
    contentType: some('application/octet-stream'),
    contentEncoding: some('identity'),
    headers: some(tableOf(random, 3)),
    deliveryMode: some(1),
    priority: some(i % 10),
    correlationId: some(`correlation ${i}`),
    replyTo: some('a.queue'),
    expiration: some('600000'),
    messageId: some(`m-${i}`),
    timestamp: some(1_700_000_000 + i),
    type: some('order.created'),
    userId: some('guest'),
    appId: some('wirehare tests'),
  }
}

function tableOf(random: () => number, depth: number): FieldTable {
  const entries = Array.from({ length: Math.floor(random() * 6) }, (_, i): [string, FieldValue] => [
    `${NAMES[Math.floor(random() * NAMES.length)]}${i}`,
    anyValue(random, depth),
  ])
  return Object.fromEntries(entries)
}

const NAMES = ['a', 'header.', 'x-name-', 'größe ', '兎']

/** A value of any type that a table can hold. */
function anyValue(random: () => number, depth: number): FieldValue {
  const whole = Math.floor((random() - 0.5) * 2 ** 16)
  const makers: (() => FieldValue)[] = [
    () => random() < 0.5,
    () => whole,
    () => whole * 2 ** 30,
    () => random() * 1000,
    () => 'text '.repeat(Math.floor(random() * 80)),
    () => new Date(Math.floor(random() * 2 ** 31) * 1000),
    () => Uint8Array.from({ length: 1 + Math.floor(random() * 20) }, () => Math.floor(random() * 256)),
    () => null,
    () => new Explicit('b', whole >> 8),
    () => new Explicit('B', Math.abs(whole) >> 8),
    () => new Explicit('s', whole),
    () => new Explicit('u', Math.abs(whole)),
    () => new Explicit('i', Math.abs(whole)),
    () => new Explicit('f', whole / 4),
    () => new Explicit('D', { scale: Math.floor(random() * 6), unscaled: Math.abs(whole) }),
    () => (depth === 0 ? 'deep' : tableOf(random, depth - 1)),
    () =>
      Array.from({ length: depth === 0 ? 0 : Math.floor(random() * 4) }, () => anyValue(random, depth - 1)),
  ]
  return (makers[Math.floor(random() * makers.length)] as () => FieldValue)()
}
