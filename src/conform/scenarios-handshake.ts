// The first bytes of a connection, and what two peers agree on.

import type { HandshakeOptions } from './scripted-client.ts'
import type { Scenario, Section } from './stage.ts'

/** What a stream may begin with, right and wrong. */
const beginnings: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  ['the header of another revision of AMQP 0-9', Buffer.from('AMQP\0\0\x09\0', 'latin1')],
  ['the header of AMQP 0-10', Buffer.from('AMQP\x01\x01\0\x0a', 'latin1')],
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\n')],
  ['other letters of the length of a header', Buffer.from('AMQQ\0\0\x09\x01', 'latin1')],
]

/** Limits that a client may ask for, where the broker proposes 2047 channels and frames of 131072 bytes. */
const limits: readonly NonNullable<HandshakeOptions['tune']>[] = [
  { frameMax: 4095 },
  { frameMax: 4096 },
  { frameMax: 8191 },
  { frameMax: 8192 },
  { frameMax: 131_073 },
  { channelMax: 0 },
  { channelMax: 1 },
  { channelMax: 2048 },
]

const handshakes: readonly Scenario[] = [
  ...beginnings.map(
    ([what, bytes]): Scenario => ({
      title: `a stream that begins with ${what}`,
      async play(stage) {
        const client = await stage.dial()
        client.sendBytes(bytes)
        await stage.next(client)
      },
    }),
  ),
  ...limits.map(
    (tune): Scenario => ({
      title: `a client that asks for ${JSON.stringify(tune)}`,
      async play(stage) {
        // RabbitMQ says nothing to who is refused here.
        stage.note((await stage.takes({ tune })) ? 'is taken' : 'is refused')
      },
    }),
  ),
]

export const handshakeSections: readonly Section[] = [
  {
    id: 'handshake',
    source: 'the standard, 2.2.4 and 4.2.2: protocol header and tune',
    scenarios: handshakes,
  },
]
