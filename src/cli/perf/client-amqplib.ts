import { once } from 'node:events'
import type { Socket } from 'node:net'
import type * as Amqplib from 'amqplib'
import { AmqpError, TimeoutError } from '../../errors.ts'
import type { BasicProperties } from '../../generated/properties.ts'
import type { LoadChannel, LoadClient, LoadConnection, LoadConnectOptions, Received } from './client.ts'
import { cancelled } from './failures.ts'

/**
 * amqplib, by its promise API. Nagle's algorithm, which it leaves on, is turned off: with it a lone message waits for the
 * one before.
 */
export function amqplibClient({ connect }: typeof Amqplib, version: string): LoadClient {
  return {
    title: `amqplib ${version}`,
    hasTransactions: false,
    // Small ones it copies, larger ones it hands to the socket as they are.
    copiesBelowBytes: 0,
    async connect(url, options) {
      const { name, timeoutMs, onLost, onUnblocked } = options
      const connecting = connect(url, {
        noDelay: true,
        timeout: timeoutMs,
        clientProperties: { connection_name: name },
      })
      const connection = await limited('connecting', connecting.catch(rethrow), timeoutMs)
      connection.on('error', (error) => onLost(translated(error)))
      connection.on('unblocked', onUnblocked)
      return loadConnection(connection, options)
    },
  }
}

function loadConnection(connection: Amqplib.ChannelModel, options: LoadConnectOptions): LoadConnection {
  const { timeoutMs, onLost } = options
  let blocked: string | undefined
  connection.on('blocked', (reason) => (blocked = String(reason)))
  connection.on('unblocked', () => (blocked = undefined))
  const { product, version } = connection.connection.serverProperties
  return {
    broker: `${product} ${version}`,
    get blocked() {
      return blocked
    },
    async openChannel() {
      const channel = await limited('channel.open', connection.createChannel().catch(rethrow), timeoutMs)
      return loadChannel(channel, timeoutMs, onLost)
    },
    async openConfirmChannel(onConfirm) {
      const opening = connection.createConfirmChannel().catch(rethrow)
      const channel = await limited('confirm.select', opening, timeoutMs)
      channel.on('ack', ({ deliveryTag, multiple }) => onConfirm(deliveryTag, multiple, true))
      channel.on('nack', ({ deliveryTag, multiple }) => onConfirm(deliveryTag, multiple, false))
      return loadChannel(channel, timeoutMs, onLost)
    },
    async close(limitMs) {
      const { stream } = connection.connection as unknown as { stream: Socket }
      try {
        await limited('connection.close', connection.close(), limitMs)
        // A broker that is blocked does not hang up in its turn.
        stream.destroy()
      } catch (error) {
        // It has no other way to let go of a broker that does not answer; without an error its heartbeats would go on.
        stream.destroy(error as Error)
      }
    },
  }
}

function loadChannel(
  channel: Amqplib.Channel,
  timeoutMs: number,
  onLost: (error: Error) => void,
): LoadChannel {
  channel.on('error', (error) => onLost(translated(error)))
  channel.on('handler-error', onLost)
  const call = <T>(what: string, promise: Promise<T>): Promise<T> =>
    limited(what, promise.catch(rethrow), timeoutMs)
  // Most messages have the same properties.
  let translatedFrom: BasicProperties | undefined
  let options: Amqplib.Options.Publish = {}
  return {
    declareQueue: (queue, options) => call('queue.declare', channel.assertQueue(queue, options)),
    inspectQueue: (queue) => call('queue.declare', channel.checkQueue(queue)),
    deleteQueue: (queue) => call('queue.delete', channel.deleteQueue(queue)),
    declareExchange: (exchange, type) => call('exchange.declare', channel.assertExchange(exchange, type)),
    checkExchange: (exchange) => call('exchange.declare', channel.checkExchange(exchange)),
    bindQueue: (queue, exchange, key) => call('queue.bind', channel.bindQueue(queue, exchange, key)),
    publish({ exchange, routingKey, mandatory }, properties, body) {
      if (properties !== translatedFrom) options = publishOptions(properties, mandatory)
      translatedFrom = properties
      return channel.publish(exchange, routingKey, body, options)
    },
    drained: () => call('drain', once(channel, 'drain')),
    onReturn: (listener) => void channel.on('return', listener),
    prefetch: (count) => call('basic.qos', channel.prefetch(count)),
    async consume(queue, options, onMessage) {
      const onDelivery = (message: Amqplib.ConsumeMessage | null): void =>
        message === null ? onLost(cancelled(`of ${queue}`)) : onMessage(new ReceivedByAmqplib(message))
      return (await call('basic.consume', channel.consume(queue, onDelivery, options))).consumerTag
    },
    cancel: (consumerTag) => call('basic.cancel', channel.cancel(consumerTag)),
    async get(queue, noAck) {
      const message = await call('basic.get', channel.get(queue, { noAck }))
      return message === false ? undefined : new ReceivedByAmqplib(message)
    },
    ack: (message, multiple) => channel.ack((message as ReceivedByAmqplib).message, multiple),
    txSelect: noTransactions,
    txCommit: noTransactions,
    close: () => call('channel.close', channel.close()),
  }
}

class ReceivedByAmqplib implements Received {
  readonly message: Amqplib.Message

  constructor(message: Amqplib.Message) {
    this.message = message
  }

  get redelivered(): boolean {
    return this.message.fields.redelivered === true
  }

  get body(): Buffer {
    return this.message.content
  }

  get properties(): { readonly headers?: object | undefined } {
    return this.message.properties
  }
}

function publishOptions(
  { deliveryMode, timestamp, ...same }: BasicProperties,
  mandatory: boolean,
): Amqplib.Options.Publish {
  return {
    ...same,
    mandatory,
    persistent: deliveryMode === 2,
    ...(timestamp !== undefined && { timestamp: Number(timestamp) }),
  } as Amqplib.Options.Publish
}

/** Waits for what has no time limit of its own. */
async function limited<T>(what: string, going: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooLate(what, timeoutMs)), timeoutMs)
  })
  going.catch(() => {})
  try {
    return await Promise.race([going, late])
  } finally {
    clearTimeout(timer)
  }
}

function tooLate(what: string, timeoutMs: number): TimeoutError {
  return new TimeoutError(`${what}: the broker did not answer within ${timeoutMs} ms`, {
    code: 'TIMEOUT',
    scope: 'operation',
    initiator: 'library',
    retriable: true,
    method: what,
  })
}

function rethrow(error: Error): never {
  throw translated(error)
}

/** Its errors name the reply code in their words: `403 (ACCESS-REFUSED) with message "…"`. */
function translated(error: Error): Error {
  const [, replyCode, name] = /\b(\d{3}) \(([A-Z-]+)\)/.exec(error.message) ?? []
  if (name === undefined) return error
  return new AmqpError(error.message, {
    code: name.replaceAll('-', '_'),
    scope: 'operation',
    initiator: 'peer',
    retriable: false,
    replyCode: Number(replyCode),
    cause: error,
  })
}

async function noTransactions(): Promise<never> {
  throw new Error('amqplib has no transactions')
}
