// The same small work by two clients, through a proxy that does harm, and in words what became of it.

import { once } from 'node:events'
import amqplib, { type ChannelModel, type ConsumeMessage } from 'amqplib'
import { AmqpError } from '../../src/errors.ts'
import { type Connection, connect, type Delivery } from '../../src/index.ts'
import { deferred } from '../../src/util/deferred.ts'

const BODY = 'hello'

/** How long connections with a heartbeat a second are left alone, which notice a silence of some seconds. */
const IDLE_MS = 15_000

export interface Work {
  /** The broker's URL, by way of the proxy. */
  readonly url: string
  /** Whether it only keeps a connection open, with a heartbeat a second. */
  readonly isIdle: boolean
  /** The limit of each wait, in milliseconds. */
  readonly limitMs: number
}

/** Does the work by wirehare. */
export async function byWirehare({ url, isIdle, limitMs }: Work): Promise<string> {
  let step = 'connect'
  let connection: Connection | undefined
  const at = <T>(name: string, promise: Promise<T>): Promise<T> => {
    step = name
    return promise
  }
  try {
    connection = await connect(url, {
      timeoutMs: limitMs,
      callTimeoutMs: limitMs,
      heartbeatSeconds: isIdle ? 1 : 0,
      recovery: false,
    })
    if (isIdle) {
      step = 'connection.closed'
      const error = await within(connection.closed, IDLE_MS)
      return error === 'hangs' ? 'nothing: it lives on' : told(step, error)
    }
    const consuming = await at('openChannel', connection.openChannel())
    const { queue } = await at('queueDeclare', consuming.queueDeclare({ exclusive: true }))
    const publisher = await at('createPublisher', connection.createPublisher())
    await at('publish', publisher.publish({ routingKey: queue }, { messageId: '7' }, BODY))
    const come = deferred<Delivery | Error | undefined>()
    void consuming.closed.then(come.resolve)
    await at('the delivery', consuming.basicConsume({ queue }, come.resolve))
    const delivery = await at('the delivery', within(come.promise, limitMs))
    if (delivery === 'hangs') return 'the delivery does not come'
    if (delivery === undefined || delivery instanceof Error) return told(step, delivery)
    if (delivery.text() !== BODY || delivery.properties.messageId !== '7') return 'the message is another'
    delivery.ack()
    // What came behind the delivery has been heard when this is answered.
    await at('queuePurge', consuming.queuePurge({ queue }))
    await at('close', connection.close())
    return 'nothing: all is as without'
  } catch (error) {
    return told(step, error)
  } finally {
    await connection?.close({ timeoutMs: 300 }).catch(() => {})
  }
}

/** How a stream is lost depends on whether its end or its reset is noticed first, which nobody can tell beforehand. */
const LOSSES = new Set(['CONNECTION_LOST', 'ECONNRESET', 'EPIPE'])
const ANY_LOSS = '`CONNECTION_LOST` or `ECONNRESET`'

/** What failed, and why, down to the first cause. Errors that only say that something is closed already are left out. */
function told(step: string, error: unknown): string {
  const chain: string[] = []
  for (let at = error; at instanceof AmqpError; at = at.cause) {
    const { name, code, scope, initiator, replyCode } = at
    const reply = replyCode === undefined ? '' : ` ${replyCode}`
    if (!/^(CHANNEL|CONNECTION)_CLOSED$/.test(code) || !(at.cause instanceof AmqpError))
      chain.push(`${name} ${LOSSES.has(code) ? ANY_LOSS : `\`${code}\``}${reply}, ${scope}, ${initiator}`)
  }
  return `\`${step}\`: ${chain.join(' ← ') || `no typed error: ${String(error)}`}`
}

/** Does the work by amqplib, which has no time limits of its own: each wait is bounded here. */
export async function byAmqplib({ url, isIdle, limitMs }: Work): Promise<string> {
  let step = 'connect'
  let connection: ChannelModel | undefined
  const failed = deferred<string>()
  const on = (whose: string) => (error: Error) => failed.resolve(`${whose} error "${shortened(error)}"`)
  const bounded = async <T>(name: string, promise: PromiseLike<T>): Promise<T> => {
    step = name
    const result = await Promise.race([
      within(promise, limitMs),
      failed.promise.then((words: string) => new Error(words)),
    ])
    if (result === 'hangs') throw new Error('hangs')
    if (result instanceof Error) throw result
    return result as T
  }
  try {
    connection = await bounded('connect', amqplib.connect(`${url}?heartbeat=${isIdle ? 1 : 0}`))
    connection.on('error', on('connection'))
    connection.on('close', () => failed.resolve('the connection closes'))
    if (isIdle) {
      const words = await within(failed.promise, IDLE_MS)
      return words === 'hangs' ? 'nothing: it lives on' : words
    }
    const consuming = await bounded('createChannel', connection.createChannel())
    consuming.on('error', on('channel'))
    const { queue } = await bounded('assertQueue', consuming.assertQueue('', { exclusive: true }))
    const publishing = await bounded('createConfirmChannel', connection.createConfirmChannel())
    publishing.on('error', on('channel'))
    publishing.publish('', queue, Buffer.from(BODY), { messageId: '7' })
    await bounded('waitForConfirms', publishing.waitForConfirms())
    const come = deferred<ConsumeMessage | null>()
    await bounded('the delivery', consuming.consume(queue, come.resolve))
    const message = await bounded('the delivery', come.promise)
    if (message?.content.toString() !== BODY || message.properties.messageId !== '7')
      return 'the message is another'
    consuming.ack(message)
    await bounded('purgeQueue', consuming.purgeQueue(queue))
    await within(connection.close(), limitMs)
    return 'nothing: all is as without'
  } catch (error) {
    return `\`${step}\`: ${shortened(error as Error)}`
  } finally {
    await hangUp(connection)
  }
}

/** A connection of amqplib that waits for an answer is ended from beneath. */
async function hangUp(connection: ChannelModel | undefined): Promise<void> {
  const { stream } = (connection?.connection ?? {}) as unknown as { stream?: import('node:net').Socket }
  if (stream === undefined || stream.destroyed) return
  const closed = once(stream, 'close')
  stream.destroy()
  await closed
}

function shortened({ message }: Error): string {
  const [first = ''] = message.split('\n')
  // What the broker says differs from one to the other.
  return first
    .replace(/ with message .*/, '')
    .replace(/^(Unexpected close|(read|write) (ECONNRESET|EPIPE))$/, 'Unexpected close" or "read ECONNRESET')
}

async function within<T>(begun: PromiseLike<T>, ms: number): Promise<T | 'hangs'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'hangs'>((resolve) => {
    timer = setTimeout(() => resolve('hangs'), ms)
  })
  const promise = Promise.resolve(begun)
  promise.catch(() => {})
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
