import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Broker } from '../../src/broker/index.ts'
import { AbortedError, type Channel, type Connection, connect, type Delivery } from '../../src/index.ts'
import type { RpcClient } from '../../src/client/rpc-client.ts'
import { deferred } from '../../src/util/deferred.ts'

let connection: Connection
let channel: Channel
let client: RpcClient
let queue: string

/** The next request that comes in. */
let arrived = deferred<Delivery>()

beforeEach(async () => {
  connection = await connect({ transport: new Broker().transport() })
  channel = await connection.openChannel()
  queue = (await channel.queueDeclare({ exclusive: true })).queue
  arrived = deferred()
  await channel.basicConsume({ queue, noAck: true }, (request) => arrived.resolve(request))
  client = await connection.createRpcClient({ replyQueue: '', correlationPrefix: 'c' })
})

afterEach(async () => {
  vi.useRealTimers()
  await connection.close()
})

function answer(correlationId: string | undefined, headers?: Record<string, unknown>): void {
  const { replyTo } = requestProperties
  channel.basicPublish({ routingKey: replyTo }, { correlationId, headers: headers as never }, 'reply')
}
