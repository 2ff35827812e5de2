import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ConnectionError, ProtocolError } from '../../src/errors.ts'
import { connectionTune, connectionTuneOk } from '../../src/generated/methods.ts'
import type { ConnectionStartOk } from '../../src/generated/types.ts'
import type { ClientCoreOptions } from '../../src/protocol/client-core.ts'
import { Refusal } from '../../src/protocol/refusal.ts'
import type { SaslMechanism } from '../../src/protocol/sasl.ts'
import { CorePair } from '../support/core-pair.ts'
import { LoneClient, LoneServer, method, START, START_OK } from '../support/core-script.ts'

const mechanism = (name: string, respond?: SaslMechanism['respond']): SaslMechanism => ({
  name,
  initialResponse: () => `first ${name}`,
  ...(respond === undefined ? {} : { respond }),
})

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

/** Shakes hands as far as it goes. */
function attempt(pair: CorePair): CorePair {
  pair.client.start()
  pair.settle()
  return pair
}

describe('a handshake', () => {
  test.each([1, 7, 8, 100, 10_000])('succeeds with chunks of %i bytes', (limit) => {
    const pair = new CorePair()
    pair.client.start()
    pair.settle(limit)
    expect([pair.client.life.state, pair.server.life.state]).toEqual(['open', 'open'])
    expect(pair.clientSide.events).toEqual(['open'])
  })

  test('tells each side who the other is, and what it wants', () => {
    let startOk: ConnectionStartOk | undefined
    let virtualHost: string | undefined
    const pair = new CorePair({
      client: { virtualHost: '/träum' },
      script: {
        onStartOk: (core, given) => {
          startOk = given
          core.authenticated()
        },
        onOpen: (_core, name) => (virtualHost = name),
      },
    })
    pair.open()
    expect(pair.client.serverProperties).toEqual({ product: 'test broker' })
    expect(startOk).toMatchObject({
      clientProperties: { product: 'test' },
      mechanism: 'PLAIN',
      locale: 'en_US',
    })
    expect(text(startOk?.response ?? Buffer.of())).toBe('\0guest\0guest')
    expect(virtualHost).toBe('/träum')
  })

  test('leaves nothing of what it needed alone: names, passwords and wishes', () => {
    const wishes = { channelMax: 7, frameMaxBytes: 4096, heartbeatSeconds: 0 }
    const mechanisms = [mechanism('PLAIN')]
    const { core } = LoneClient.opened({ mechanisms, tune: wishes, virtualHost: '/once' })
    const kept = inspect(core, { depth: Infinity, showHidden: true })
    expect(kept).toContain('ClientCore')
    for (const gone of ['/once', 'first PLAIN', 'initialResponse']) expect(kept).not.toContain(gone)
    expect(core.tune).not.toBe(wishes)
  })

  test('sends tune-ok and open together, which saves a round trip', () => {
    const client = new LoneClient()
    client.hears(START)
    client.says()
    client.hears(method(0, connectionTune, { channelMax: 1, frameMax: 4096, heartbeat: 0 }))
    expect(client.says().map(([name]) => name)).toEqual(['connection.tune-ok', 'connection.open'])
  })

  test('that comes long after the connection was made is no silence of the peer', () => {
    const pair = new CorePair()
    pair.now = 3_600_000
    pair.open()
    pair.tick(100_000)
    expect([pair.client.life.state, pair.server.life.state]).toEqual(['open', 'open'])
  })

  test('before it is done there are no channels to be had, and the limits are those that were asked for', () => {
    const tune = { channelMax: 5, frameMaxBytes: 5_000, heartbeatSeconds: 5 }
    const { client, server } = new CorePair({ client: { tune }, server: { tune } })
    expect([client.tune, server.tune]).toEqual([tune, tune])
    expect(client.createChannel(undefined as never)).toBeUndefined()
  })
})

describe('authentication', () => {
  test('takes the first mechanism of ours that the broker offers', () => {
    const pair = new CorePair({
      client: { mechanisms: [mechanism('EXTERNAL'), mechanism('PLAIN'), mechanism('AMQPLAIN')] },
      server: { mechanisms: ['AMQPLAIN', 'PLAIN', 'EXTERNAL-NOT'] },
      script: { onStartOk: (core, { mechanism: name }) => core.hangUp(new Error(name)) },
    })
    expect(attempt(pair).serverSide.closes).toEqual([new Error('PLAIN')])
  })

  test('takes as many rounds as the mechanism and the broker want', () => {
    const rounds: string[] = []
    const pair = new CorePair({
      client: { mechanisms: [mechanism('RIDDLE', (challenge) => `answer to ${text(challenge)}`)] },
      server: { mechanisms: ['RIDDLE'] },
      script: {
        onStartOk: (core, { response }) => {
          rounds.push(text(response))
          core.challenge('riddle 1')
        },
        onSecureOk: (core, response) => {
          rounds.push(text(response))
          if (rounds.length < 3) core.challenge('riddle 2')
          else core.authenticated()
        },
      },
    })
    pair.open()
    expect(rounds).toEqual(['first RIDDLE', 'answer to riddle 1', 'answer to riddle 2'])
  })

  test('without a common mechanism it ends, and says which ones there are', () => {
    const pair = attempt(
      new CorePair({
        client: { mechanisms: [mechanism('EXTERNAL'), mechanism('PLAIN')] },
        server: { mechanisms: ['RABBIT-CR', 'AMQPLAIN'] },
      }),
    )
    expect(pair.clientSide.closes).toMatchObject([
      {
        name: 'ConnectionError',
        code: 'NO_SASL_MECHANISM',
        message:
          'the broker offers the authentication mechanisms RABBIT-CR AMQPLAIN, none of which is EXTERNAL, PLAIN',
      },
    ])
    expect(pair.serverSide.closes).toHaveLength(1)
  })

  test('a challenge to a mechanism that knows none ends the connection', () => {
    const pair = attempt(new CorePair({ script: { onStartOk: (core) => core.challenge('who?') } }))
    const words = 'a challenge, which PLAIN does not have'
    expect(pair.clientSide.closes).toMatchObject([
      { replyCode: 503, message: words, method: 'connection.secure' },
    ])
  })

  test('refused with 403, the broker says why', () => {
    const pair = attempt(
      new CorePair({ script: { onStartOk: (core) => core.refuse(new Refusal(403, 'Login was refused')) } }),
    )
    expect(pair.clientSide.closes[0]).toBeInstanceOf(ConnectionError)
    expect(pair.clientSide.closes).toMatchObject([
      {
        message: '403 ACCESS_REFUSED - Login was refused; the broker closed the connection',
        code: 'ACCESS_REFUSED',
        initiator: 'peer',
        retriable: false,
        replyCode: 403,
        replyText: 'ACCESS_REFUSED - Login was refused',
      },
    ])
    expect(pair.serverSide.closes).toEqual([undefined])
  })

  test('refused without a word, both sides are closed', () => {
    const pair = attempt(new CorePair({ script: { onStartOk: (core) => core.hangUp(new Error('no')) } }))
    expect([pair.clientSide.closes.length, pair.serverSide.closes]).toEqual([1, [new Error('no')]])
  })
})

describe('limits', () => {
  test('a broker that proposes a frame-max below 4096 is refused', () => {
    const client = new LoneClient()
    client.hears(START)
    client.says()
    client.hears(method(0, connectionTune, { channelMax: 0, frameMax: 4095, heartbeat: 0 }))
    expect(client.side.closes).toMatchObject([{ name: 'ProtocolError', replyCode: 502 }])
    expect(client.says()).toEqual([])
  })

  test.each([
    [
      'a frame-max below 4096',
      { frameMax: 4095 },
      'frame_max = 4095 is lower than the minimum allowed value (4096)',
    ],
    ['a frame-max above what was proposed', { frameMax: 131_073 }, 'frame_max = 131073 is higher than the'],
    ['no channel-max where one was proposed', { channelMax: 0 }, 'channel_max = 0 is higher than the'],
  ])('a client that answers with %s is refused', (_what, wrong, words) => {
    const server = new LoneServer()
    server.hears(Buffer.from('AMQP\0\0\x09\x01', 'latin1'), START_OK)
    server.says()
    server.hears(method(0, connectionTuneOk, { channelMax: 10, frameMax: 8192, heartbeat: 0, ...wrong }))
    const close = { replyCode: 530, replyText: expect.stringContaining(words), classId: 10, methodId: 31 }
    expect(server.says()).toEqual([['connection.close', 0, close]])
  })

  test('a first frame of more than 8 KiB is refused by both sides, before anything is agreed on', () => {
    const frame = Buffer.from([1, 0, 0, 0, 0, 0x1f, 0xf9])
    const [client, server] = [new LoneClient(), new LoneServer()]
    client.hears(frame)
    server.hears(Buffer.from('AMQP\0\0\x09\x01', 'latin1'), frame)
    const refusal = { replyCode: 501, message: 'a frame of 8193 octets where at most 8192 were agreed on' }
    expect([client.side.closes, server.side.closes]).toMatchObject([[refusal], [refusal]])
  })
})

describe('a virtual host', () => {
  test('that may not be opened is refused with 530 and the reason', () => {
    const refused = (): never => {
      throw new Refusal(530, 'vhost /x not found')
    }
    const pair = attempt(new CorePair({ client: { virtualHost: '/x' }, script: { onOpen: refused } }))
    expect(pair.clientSide.events).toEqual([])
    expect(pair.clientSide.closes).toMatchObject([
      {
        message: '530 NOT_ALLOWED - vhost /x not found (connection.open); the broker closed the connection',
        code: 'NOT_ALLOWED',
        method: 'connection.open',
      },
    ])
    expect(pair.serverSide.closes).toEqual([undefined])
  })
})

describe('options that cannot be sent', () => {
  const broken = (): never => {
    throw new Error('no token')
  }

  test.each<[string, Partial<ClientCoreOptions>, string]>([
    [
      'a virtual host of 256 bytes',
      { virtualHost: 'x'.repeat(256) },
      'connection.open: virtualHost must be at most',
    ],
    [
      'a property of no type',
      { clientProperties: { a: broken as never } },
      'connection.start-ok: clientProperties.a',
    ],
    [
      'properties that fill more than a frame',
      { clientProperties: { a: 'x'.repeat(5000) } },
      'where frame-max is 4096',
    ],
    ['a mechanism that throws', { mechanisms: [{ name: 'PLAIN', initialResponse: broken }] }, 'no token'],
  ])(
    '%s ends the connection with the reason, instead of throwing at the transport',
    (_what, options, words) => {
      const pair = attempt(new CorePair({ client: options }))
      expect(pair.clientSide.closes).toMatchObject([{ message: expect.stringContaining(words) }])
      expect(pair.serverSide.closes).toHaveLength(1)
    },
  )
})

describe('another protocol', () => {
  const PROPOSALS: [string, string][] = [
    ['AMQP\0\x01\0\0', '1-0-0'],
    ['AMQP\x03\x01\0\0', '1-0-0'],
  ]

  test.each(PROPOSALS)('a broker that answers the hello with %j does not speak 0-9-1', (header, version) => {
    for (const cut of [0, 1, 5, 8]) {
      const client = new LoneClient()
      client.core.start()
      client.says()
      client.hears(Buffer.from(header.slice(0, cut), 'latin1'))
      client.hears(Buffer.from(header.slice(cut), 'latin1'))
      expect(client.side.closes).toMatchObject([{ code: 'UNSUPPORTED_PROTOCOL', retriable: false }])
      expect(client.side.closes[0]?.message).toContain(`it proposes ${version}`)
      expect(client.says()).toEqual([])
    }
  })

  test.each(['AMQP\0\x01\0\0', 'AMQP\x01\0\x09\x01', 'AMQP\0\0\x09\0', 'AMQPAMQP', 'AQMP\0\0\x09\x01'])(
    'a server answers the hello %j with its own, and hangs up',
    (hello) => {
      const server = new LoneServer()
      server.hears(Buffer.from(hello.slice(0, 3), 'latin1'))
      server.hears(Buffer.from(hello.slice(3), 'latin1'))
      expect(server.says()).toEqual([['protocol header', 0, 'AMQP\0\0\x09\x01']])
      expect(server.side.closes[0]).toBeInstanceOf(ProtocolError)
    },
  )

  const STRANGERS = [
    'GET / HTTP/1.1\r\n\r\n',
    'SSH-2.0-OpenSSH_9\r\n',
    '\x16\x03\x01\x02\0\x01\0',
    'A stranger',
    '\0\0\0\0\0\0\0\0',
  ]

  test.each(STRANGERS)('a server answers %j with its hello, and hangs up', (words) => {
    const server = new LoneServer()
    server.hears(Buffer.from(words, 'latin1'))
    server.hears(Buffer.from(words, 'latin1'))
    expect(server.says()).toEqual([['protocol header', 0, 'AMQP\0\0\x09\x01']])
    expect(server.side.closes).toMatchObject([{ name: 'ProtocolError', replyCode: 501 }])
  })

  test.each(STRANGERS)('a client ends without a word where the broker says %j, and quotes it', (words) => {
    const client = new LoneClient()
    client.hears(Buffer.from(words, 'latin1'))
    expect(client.says()).toEqual([])
    expect(client.side.closes).toMatchObject([{ name: 'ProtocolError', replyCode: 501 }])
  })

  test('what is text is quoted as text, so that HTTP is seen at a glance', () => {
    const client = new LoneClient()
    client.hears(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'))
    expect(client.side.closes[0]?.message).toBe('unknown frame type 72, in "HTTP/1.1 400 Bad Request"')
    const other = new LoneClient()
    other.hears(Buffer.from('ACCESS DENIED'))
    expect(other.side.closes[0]?.message).toBe('a stream that begins with "ACCE"')
  })
})
