// The proxy between clients and real brokers.

import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import amqplib from 'amqplib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import { CommandStream, FrameStream, type ProxyOptions, startProxy } from '../../src/inspect/index.ts'
import { eachBroker } from '../support/brokers.ts'
import { CertificateAuthority } from '../support/certificates.ts'

let folder: string
let ca: Buffer
let tls: { cert: Buffer; key: Buffer }

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirehare-proxy-'))
  const authority = new CertificateAuthority(join(folder, 'ca'))
  const { cert, key } = authority.issue({ commonName: 'proxy', names: ['IP:127.0.0.1'] })
  ca = authority.cert
  tls = { cert: readFileSync(cert), key: readFileSync(key) }
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A body of several frames, of which no octet can be mistaken. */
const BODY = randomBytes(1_000_003)

/** The broker's URL by way of a proxy, which keeps the name, the password and the virtual host. */
function by(proxyUrl: string, brokerUrl: string): string {
  const { username, password, pathname } = new URL(brokerUrl)
  return `${proxyUrl.replace('//', `//${username}:${password}@`)}${pathname}`
}

/** Sends a large body around, with confirm and ack. */
async function roundTrip(url: string, ca?: Buffer): Promise<void> {
  await using connection = await connect(url, ca === undefined ? {} : { tls: { ca } })
  const channel = await connection.openChannel()
  const { queue } = await channel.queueDeclare({ exclusive: true })
  const publisher = await connection.createPublisher()
  await publisher.publish({ routingKey: queue }, {}, BODY)
  for await (const delivery of connection.consume(queue)) {
    expect(delivery.body.equals(BODY)).toBe(true)
    delivery.ack()
    break
  }
}

eachBroker((broker) => {
  const modes: readonly [string, Partial<ProxyOptions>][] = [
    ['which only carries', {}],
    ['which holds nothing back although it could', { stepwise: true }],
    ['which splits and delays', { faults: ['split 1000 body every 3', 'delay 5 basic.deliver'] }],
  ]
  test.each(modes)('wirehare and amqplib work by way of a proxy %s', async (_name, options) => {
    await using proxy = await startProxy({ to: broker.url, ...options })
    const url = by(proxy.url, broker.url)
    await Promise.all([roundTrip(url), roundTrip(url)])
    const connection = await amqplib.connect(url)
    const channel = await connection.createConfirmChannel()
    const { queue } = await channel.assertQueue('', { exclusive: true })
    channel.sendToQueue(queue, BODY)
    await channel.waitForConfirms()
    const message = await channel.get(queue, { noAck: true })
    expect(message !== false && message.content.equals(BODY)).toBe(true)
    await connection.close()
  })

  test('TLS on either side, by way of two proxies: amqps ▶ amqp, amqp ▶ amqps', async () => {
    await using atBroker = await startProxy({ to: broker.url, tls })
    await roundTrip(by(atBroker.url, broker.url), ca)
    await using atClient = await startProxy({ to: atBroker.url, toTls: { ca } })
    await roundTrip(by(atClient.url, broker.url))
    const errors: Error[] = []
    await using distrustful = await startProxy({ to: atBroker.url, onError: (error) => errors.push(error) })
    await expect(connect(by(distrustful.url, broker.url))).rejects.toMatchObject({ code: 'NOT_AMQP' })
    expect(errors).toMatchObject([{ name: 'ConnectionError', retriable: false }])
  })

  test('what it tells can be taken apart to commands, each with its content', async () => {
    const commands: string[] = []
    const stream = new CommandStream({
      onCommand: ({ method, content, problem }) =>
        commands.push(
          [method.name, content?.bodyBytes, problem].filter((part) => part !== undefined).join(' '),
        ),
      onLoneFrame: () => {},
    })
    const frames = new FrameStream((seen) => stream.receive(seen))
    await using proxy = await startProxy({ to: broker.url, onEvent: (event) => frames.receive(event) })
    await roundTrip(by(proxy.url, broker.url))
    await proxy.close()
    expect(commands).toEqual(
      expect.arrayContaining([
        'connection.start',
        'queue.declare-ok',
        `basic.publish ${BODY.length}`,
        `basic.deliver ${BODY.length}`,
        'basic.ack',
        'connection.close-ok',
      ]),
    )
  })
})
