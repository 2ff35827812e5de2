import { type Channel, connect, type Delivery } from '../../client/index.ts'
import { VERSION } from '../../util/version.ts'
import type { LoadChannel, LoadClient, LoadConnection, LoadConnectOptions, Received } from './client.ts'
import { cancelled } from './failures.ts'

/** The client of this project, by its own public interface. */
export const client: LoadClient = {
  title: `wirehare ${VERSION}`,
  hasTransactions: true,
  copiesBelowBytes: 16 * 1024,

  async connect(url, { name, timeoutMs, onLost, onUnblocked }: LoadConnectOptions): Promise<LoadConnection> {
    const connection = await connect(url, { connectionName: name, timeoutMs, callTimeoutMs: timeoutMs })
    void connection.closed.then((error) => error && onLost(error))
    connection.on('unblocked', onUnblocked)
    const openChannel = async (): Promise<Channel> => {
      const channel = await connection.openChannel()
      void channel.closed.then((error) => error && onLost(error))
      return channel
    }
    const { product, version } = connection.serverProperties
    return {
      broker: `${product} ${version}`,
      get blocked() {
        return connection.blocked
      },
      openChannel: async () => loadChannel(await openChannel(), onLost),
      async openConfirmChannel(onConfirm) {
        const channel = await openChannel()
        channel.on('confirm', ({ deliveryTag, multiple, accepted }) =>
          onConfirm(deliveryTag, multiple, accepted),
        )
        await channel.confirmSelect()
        return loadChannel(channel, onLost)
      },
      close: (limitMs) => connection.close({ timeoutMs: limitMs }).catch(() => {}),
    }
  },
}

function loadChannel(channel: Channel, onLost: (error: Error) => void): LoadChannel {
  channel.on('cancel', (consumerTag) => onLost(cancelled(consumerTag)))
  channel.on('callbackError', (error) => onLost(error as Error))
  return {
    declareQueue: (queue, options) => channel.queueDeclare({ queue, ...options }),
    inspectQueue: (queue) => channel.queueDeclare({ queue, passive: true }),
    deleteQueue: (queue) => channel.queueDelete({ queue }),
    declareExchange: (exchange, type) => channel.exchangeDeclare({ exchange, type, durable: true }),
    checkExchange: (exchange) => channel.exchangeDeclare({ exchange, passive: true }),
    bindQueue: (queue, exchange, routingKey) => channel.queueBind({ queue, exchange, routingKey }),
    publish: (envelope, properties, body) => channel.basicPublish(envelope, properties, body),
    drained: () => channel.drained(),
    onReturn: (listener) => void channel.on('return', listener),
    prefetch: (prefetchCount) => channel.basicQos({ prefetchCount }),
    consume: async (queue, options, onMessage) =>
      (await channel.basicConsume({ queue, ...options }, onMessage)).consumerTag,
    cancel: (consumerTag) => channel.basicCancel({ consumerTag }),
    get: (queue, noAck) => channel.basicGet({ queue, noAck }),
    ack: (message: Received, multiple) => void (message as Delivery).ack({ multiple }),
    txSelect: () => channel.txSelect(),
    txCommit: () => channel.txCommit(),
    close: () => channel.close(),
  }
}
