import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseUri } from '../../src/transport/uri.ts'

/** Any text that has a UTF-8 form. */
const text = fc.string({ unit: 'grapheme' })
/** Percent-encodes every octet, or only those that need it. */
const encoding = fc.constantFrom<(text: string) => string>(
  (text) => encodeURIComponent(text),
  (text) => [...Buffer.from(text)].map((octet) => `%${octet.toString(16).padStart(2, '0')}`).join(''),
)
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined })

const parts = fc.record({
  user: optional(fc.record({ username: text, password: optional(text) })),
  host: fc.oneof(
    fc.record({ name: text.filter((name) => name !== ''), written: fc.constant('name') }),
    fc.record({ name: fc.ipV6(), written: fc.constant('IPv6') }),
    fc.constant(undefined),
  ),
  port: optional(fc.integer({ min: 1, max: 65535 })),
  virtualHost: optional(text),
  secure: fc.boolean(),
  heartbeat: optional(fc.nat()),
  mechanisms: fc.subarray(['PLAIN', 'AMQPLAIN', 'EXTERNAL']),
  passphrase: optional(text),
})

test('what is written into a URI is read out of it', () => {
  fc.assert(
    fc.property(parts, encoding, (given, encode) => {
      const { user, host, port, virtualHost, secure, heartbeat, mechanisms } = given
      const passphrase = secure ? given.passphrase : undefined
      const query = [
        ...(heartbeat === undefined ? [] : [`heartbeat=${heartbeat}`]),
        ...mechanisms.map((name) => `auth_mechanism=${encode(name.toLowerCase())}`),
        ...(passphrase === undefined ? [] : [`password=${encode(passphrase)}`]),
      ].join('&')
      const uri = [
        secure ? 'amqps://' : 'amqp://',
        user === undefined ? '' : encode(user.username),
        user?.password === undefined ? '' : `:${encode(user.password)}`,
        user === undefined ? '' : '@',
        host === undefined ? '' : host.written === 'IPv6' ? `[${host.name}]` : encode(host.name),
        port === undefined ? '' : `:${port}`,
        virtualHost === undefined ? '' : `/${encode(virtualHost)}`,
        query === '' ? '' : `?${query}`,
      ].join('')
      expect(parseUri(uri)).toEqual({
        username: user?.username,
        password: user?.password,
        host: host?.name,
        port,
        virtualHost,
        heartbeatSeconds: heartbeat,
        mechanisms: mechanisms.length === 0 ? undefined : mechanisms,
        tls: secure ? { passphrase } : undefined,
      })
    }),
  )
})

test('whatever the text, it is read or refused with ERR_INVALID_URL, and the words never hold its secret', () => {
  const secret = 'hunter2'
  const piece = fc.oneof(
    fc.constantFrom(
      'amqp://',
      'amqps://',
      'amqp:',
      '://',
      '@',
      ':',
      '/',
      '?',
      '#',
      '[',
      ']',
      '&',
      '=',
      '%',
      '%2f',
    ),
    fc.constantFrom(
      'heartbeat',
      'verify',
      'auth_mechanism',
      'password',
      'frame_max',
      '::1',
      '5672',
      ' ',
      secret,
    ),
    fc.string({ maxLength: 3 }),
  )
  const almost = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(
      fc.oneof(
        almost,
        almost.map((rest) => `amqps://user:${secret}@host${rest}`),
      ),
      (uri) => {
        try {
          parseUri(uri)
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError)
          expect(error).toMatchObject({ code: 'ERR_INVALID_URL' })
          expect(`${(error as Error).stack}${JSON.stringify(error)}`).not.toContain(secret)
        }
      },
    ),
    { numRuns: 2000 },
  )
})
