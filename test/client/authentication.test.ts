import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { AbortedError, ConnectionError, connect, type SaslMechanism, TimeoutError } from '../../src/index.ts'
import { RawPeer } from '../support/raw-peer.ts'
import { scriptedServer } from '../support/scripted-server.ts'

/** A server that notes how a client shows who it is. */
function noting(mechanisms: string[] = ['PLAIN']) {
  const shown: string[] = []
  const { transport } = scriptedServer(
    {
      onStartOk(core, { mechanism, response }) {
        shown.push(`${mechanism} ${Buffer.from(response).toString()}`)
        core.authenticated()
      },
    },
    { mechanisms },
  )
  return { shown, transport }
}

test('name and password are shown to the broker', async () => {
  const { shown, transport } = noting()
  await using _connection = await connect('amqp://a:b@host', { transport })
  expect(shown).toEqual(['PLAIN \0a\0b'])
})

test('without a name and a password it is guest', async () => {
  const { shown, transport } = noting()
  await using _connection = await connect({ transport })
  expect(shown).toEqual(['PLAIN \0guest\0guest'])
})

test('the mechanisms are tried in the order of preference', async () => {
  const { shown, transport } = noting(['PLAIN', 'AMQPLAIN', 'EXTERNAL'])
  await using _connection = await connect('amqp://?auth_mechanism=external&auth_mechanism=plain', {
    transport,
  })
  expect(shown).toEqual(['EXTERNAL '])
})

test('a mechanism of the user’s own answers challenges', async () => {
  const heard: string[] = []
  const { transport } = scriptedServer(
    {
      onStartOk(core, { mechanism, response }) {
        heard.push(mechanism, Buffer.from(response).toString())
        core.challenge('how old?')
      },
      onSecureOk(core, response) {
        heard.push(Buffer.from(response).toString())
        if (heard.length === 3) core.challenge('how tall?')
        else core.authenticated()
      },
    },
    { mechanisms: ['PLAIN', 'QUIZ'] },
  )
  const quiz: SaslMechanism = {
    name: 'QUIZ',
    initialResponse: () => 'hello',
    respond: (challenge) => Buffer.from(`${Buffer.from(challenge)} very`),
  }
  await using connection = await connect({ transport, mechanisms: [quiz, 'PLAIN'] })
  expect(connection.isOpen).toBe(true)
  expect(heard).toEqual(['QUIZ', 'hello', 'how old? very', 'how tall? very'])
})

test('a challenge that the mechanism has no answer to ends the attempt', async () => {
  const { transport } = scriptedServer({ onStartOk: (core) => core.challenge('how old?') })
  await expect(connect({ transport })).rejects.toThrow(/a challenge, which PLAIN does not have/)
})

test('what a mechanism throws ends the attempt', async () => {
  const failure = new Error('no ticket')
  const { transport } = scriptedServer()
  const mechanism = {
    name: 'PLAIN',
    initialResponse(): string {
      throw failure
    },
  }
  await expect(connect({ transport, mechanisms: [mechanism] })).rejects.toBe(failure)
})

test('the callback for credentials is asked for each attempt', async () => {
  let asked = 0
  const credentials = async () => ({ username: 'a', password: `secret ${++asked}` })
  for (const attempt of [1, 2]) {
    const { shown, transport } = noting()
    await using _connection = await connect('amqp://x:y@host', { credentials, transport })
    expect(shown).toEqual([`PLAIN \0a\0secret ${attempt}`])
  }
})

test('the callback may answer at once', async () => {
  const { shown, transport } = noting()
  const credentials = () => ({ username: 'a', password: 'b' })
  await using _connection = await connect({ credentials, transport })
  expect(shown).toEqual(['PLAIN \0a\0b'])
})

test.each([
  ['rejects', () => Promise.reject(new Error('no vault'))],
  [
    'throws',
    () => {
      throw new Error('no vault')
    },
  ],
])('a callback that %s fails the attempt', async (_how, credentials) => {
  const error = await connect({ credentials }).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(ConnectionError)
  expect(error).toMatchObject({ code: 'NO_CREDENTIALS', retriable: true, initiator: 'user' })
  expect((error as Error).cause).toEqual(new Error('no vault'))
})

test.each([undefined, {}, { username: 'a' }, { username: 'a', password: 7 }])(
  'a callback that gives %j is a TypeError',
  async (given) => {
    await expect(connect({ credentials: () => given as never })).rejects.toThrow(TypeError)
  },
)

test('a callback that never answers is waited for as long as the attempt may take', async () => {
  const never = connect({ credentials: () => new Promise(() => {}), timeoutMs: 20 })
  const error = await never.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(TimeoutError)
  expect(error).toMatchObject({ code: 'CREDENTIALS_TIMEOUT', scope: 'connection' })
})

test('the wait for the callback can be aborted, before it and in it', async () => {
  const credentials = () => new Promise<never>(() => {})
  const before = connect({ credentials, signal: AbortSignal.abort('enough') })
  await expect(before).rejects.toBeInstanceOf(AbortedError)
  const controller = new AbortController()
  const during = connect({ credentials, signal: controller.signal })
  controller.abort('enough')
  await expect(during).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' })
})

test.each([
  ['fails', () => Promise.reject(new Error('no vault'))],
  ['gives something else', () => ({ username: 'a' }) as never],
  ['takes too long', () => new Promise<never>(() => {})],
])('a stream that was given is closed where the callback %s', async (_how, credentials) => {
  const peer = new RawPeer()
  await expect(connect({ transport: peer.transport, credentials, timeoutMs: 20 })).rejects.toThrow()
  await peer.ended
})

test('who prints a connection does not print its secrets', async () => {
  const { transport } = noting()
  const tls = { passphrase: 'hunter2', key: 'hunter2' }
  await using connection = await connect('amqp://user:hunter2@host', { transport, tls })
  expect(inspect(connection, { depth: 9 })).not.toContain('hunter2')
})

test.each<[what: string, mistake: () => unknown]>([
  ['a URI for a host', () => connect({ host: 'amqp://user:hunter2@host' })],
  ['a URI for the options', () => connect('amqp://host', 'amqp://user:hunter2@host' as never)],
  ['a URI that is none', () => connect('amqp//user:hunter2@host')],
  ['a URI with a wrong escape', () => connect('amqp://user:hunter2%zz@host')],
  ['a URI with a wrong parameter', () => connect('amqps://host?password=hunter2&heartbeat=x')],
  ['a password of another type', () => connect({ password: ['hunter2'] as never })],
  ['credentials of another type', () => connect({ credentials: () => 'hunter2' as never })],
])('a mistake does not show the secret in it: %s', async (_what, mistake) => {
  const error = await (async () => mistake())().catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(TypeError)
  expect(inspect(error)).not.toContain('hunter2')
})

test('a new secret of another type is not shown either', async () => {
  const { transport } = scriptedServer()
  await using connection = await connect({ transport })
  expect(() => connection.updateSecret(271828 as never, 'rotation')).toThrow(
    /^connection\.update-secret: newSecret must be a string or a Uint8Array$/,
  )
})

test('a new secret is brought to the broker', async () => {
  const secrets: string[] = []
  const { transport } = scriptedServer({
    onUpdateSecret: (secret) => secrets.push(Buffer.from(secret).toString()),
  })
  await using connection = await connect({ transport })
  await connection.updateSecret('fresh', 'the old one expires')
  expect(secrets).toEqual(['fresh'])
})
