import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { AbortedError, ConnectionError, connect, TimeoutError } from '../../src/index.ts'
import { eachBroker } from '../support/brokers.ts'

eachBroker((broker) => {
  test('a wrong password is refused', async () => {
    const error = await connect(broker.url, { password: 'wrong' }).catch((reason) => reason)
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({
      code: 'ACCESS_REFUSED',
      replyCode: 403,
      retriable: false,
      initiator: 'peer',
    })
  })

  test('an unknown virtual host is refused', async () => {
    const refused = connect(broker.url, { virtualHost: 'absent' })
    await expect(refused).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
      replyCode: 530,
      method: 'connection.open',
    })
  })

  test('what was agreed on is the smaller wish', async () => {
    await using connection = await connect(broker.url, {
      heartbeatSeconds: 7,
      channelMax: 9,
      frameMaxBytes: 8192,
    })
    expect(connection.tune).toEqual({ heartbeatSeconds: 7, channelMax: 9, frameMaxBytes: 8192 })
  })

  test('an attempt can be aborted before it begins', async () => {
    const aborted = connect(broker.url, { signal: AbortSignal.abort('enough') })
    await expect(aborted).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' })
  })
})

/** Listens for as long as the test lasts. */
async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `amqp://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a port where nothing listens is refused at once', async () => {
  const server = createServer()
  const url = await listening(server)
  server.close()
  await once(server, 'close')
  const error = await connect(url).catch((reason) => reason)
  expect(error).toBeInstanceOf(ConnectionError)
  expect(error).toMatchObject({ code: 'ECONNREFUSED', retriable: true, initiator: 'transport' })
  expect(error.message).toMatch(/cannot connect to 127\.0\.0\.1:\d+: nothing listens there/)
})

test('a host that does not exist is named', async () => {
  await expect(connect('amqp://absent.invalid')).rejects.toThrow(/cannot connect to absent\.invalid:5672/)
})

test('a port that speaks HTTP is told from a broker', async () => {
  const url = await listening(createHttpServer())
  const error = await connect(url).catch((reason) => reason)
  expect(error).toMatchObject({ code: 'NOT_AMQP' })
  expect(error.message).toMatch(/does not speak AMQP 0-9-1: .*HTTP/)
})

test('a port that says nothing is given up after the time-out', async () => {
  const server = createServer()
  const sockets: { destroy(): void }[] = []
  server.on('connection', (socket) => sockets.push(socket))
  const url = await listening(server)
  const error = await connect(url, { timeoutMs: 100 }).catch((reason) => reason)
  for (const socket of sockets) socket.destroy()
  expect(error).toBeInstanceOf(TimeoutError)
  expect(error).toMatchObject({ code: 'HANDSHAKE_TIMEOUT', scope: 'connection' })
})

test('an attempt can be aborted while it waits', async () => {
  const server = createServer()
  const url = await listening(server)
  const controller = new AbortController()
  server.on('connection', (socket) => {
    controller.abort(new Error('enough'))
    socket.on('error', () => {})
  })
  await expect(connect(url, { signal: controller.signal })).rejects.toBeInstanceOf(AbortedError)
})

test('a port that hangs up at once is told from a broker', async () => {
  const server = createServer((socket) => socket.end())
  await expect(connect(await listening(server))).rejects.toMatchObject({ code: 'NOT_AMQP' })
})
