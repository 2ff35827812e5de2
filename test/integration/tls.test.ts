// TLS with a real RabbitMQ, which is started here, with certificates that are made here.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ConnectOptions, connect, type SaslMechanism } from '../../src/index.ts'
import type { BrokerReport } from '../support/brokers.ts'
import { rabbitmqctl } from '../support/brokers-control.ts'
import { type Hosting, hostBroker } from '../support/brokers-hosting.ts'
import { freePorts } from '../support/brokers-native.ts'
import { CertificateAuthority, type CertificateFiles } from '../support/certificates.ts'

const START_TIMEOUT_MS = 120_000

const folder = mkdtempSync(join(tmpdir(), 'wirehare-tls-'))
const authority = new CertificateAuthority(join(folder, 'ours'))
const stranger = new CertificateAuthority(join(folder, 'theirs'))
const anna = authority.issue({ commonName: 'anna', passphrase: 'sesame' })
const otto = authority.issue({ commonName: 'otto' })
const falseAnna = stranger.issue({ commonName: 'anna' })

let hosting: Hosting
let report: BrokerReport
let tlsPort: number

beforeAll(async () => {
  tlsPort = (await freePorts(1))[0] as number
  // Which of its certificates the broker shows, and what it wants to see, depends on the name that it is asked for.
  const ssl = (options: string[], { cert, key }: CertificateFiles): string =>
    [`{certfile, "${cert}"}`, `{keyfile, "${key}"}`, ...options].join(', ')
  const server = (name: string, days = 1): CertificateFiles =>
    authority.issue({ commonName: name, names: [`DNS:${name}`], days })
  const names = [
    `{"expired.test", [${ssl([], server('expired.test', -1))}]}`,
    `{"strict.test", [${ssl(['{fail_if_no_peer_cert, true}'], server('strict.test'))}]}`,
  ]
  const options = [
    `{cacertfile, "${authority.certFile}"}`,
    '{verify, verify_peer}',
    '{fail_if_no_peer_cert, false}',
    `{sni_hosts, [${names.join(', ')}]}`,
  ]
  hosting = hostBroker('rabbitmq-3.10', {
    plugins: ['rabbitmq_auth_mechanism_ssl'],
    config: [
      `listeners.ssl.1 = 127.0.0.1:${tlsPort}`,
      'ssl_cert_login_from = common_name',
      'auth_mechanisms.1 = PLAIN',
      'auth_mechanisms.2 = EXTERNAL',
      'auth_mechanisms.3 = RABBIT-CR-DEMO',
    ],
    advanced: [`[{rabbit, [{ssl_options, [${ssl(options, server('localhost'))}]}]}].`],
  })
  report = await hosting.report
  if ('skipped' in report || report.control === undefined) return
  await rabbitmqctl(report.control, ['add_user', 'anna', 'has no use for a password'])
  await rabbitmqctl(report.control, ['set_permissions', 'anna', '.*', '.*', '.*'])
}, START_TIMEOUT_MS)

afterAll(async () => {
  await hosting.stop()
  rmSync(folder, { recursive: true })
})

beforeEach((context) => {
  if ('skipped' in report) context.skip(report.skipped)
})

/** The URL of the TLS port. */
function urlOf(parameters: Record<string, string> = {}, host = 'localhost'): string {
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `amqps://guest:guest@${host}:${tlsPort}?${query.join('&')}`
}

/** Trusts our authority. */
const trust = { cacertfile: authority.certFile }
const asAnna = { certfile: anna.cert, keyfile: anna.key, password: 'sesame', auth_mechanism: 'external' }

/** What becomes of an attempt: how it failed, or which user the broker takes it for. */
async function outcome(url: string, options: ConnectOptions = {}): Promise<unknown> {
  try {
    await using connection = await connect(url, { timeoutMs: 5_000, ...options })
    await using channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: true })
    for (const userId of ['guest', 'anna']) {
      const probe = await connection.openChannel()
      probe.basicPublish({ routingKey: queue }, { userId }, '')
      // The broker ends a channel on which a message claims to be from somebody else.
      const isWho = await probe.basicQos({}).then(
        () => true,
        () => false,
      )
      if (isWho) return userId
    }
    return undefined
  } catch (error) {
    return error
  }
}

const refusal = (code: string, words: RegExp): unknown =>
  expect.objectContaining({
    code,
    retriable: false,
    scope: 'connection',
    message: expect.stringMatching(words),
  })

test('a server whose certificate is signed by a trusted authority is let in', async () => {
  expect(await outcome(urlOf(trust))).toBe('guest')
  expect(await outcome(urlOf(), { tls: { ca: authority.cert } })).toBe('guest')
})

test('a server that is reached by another name or by its address can be told the name to show', async () => {
  const named = { ...trust, server_name_indication: 'localhost' }
  expect(await outcome(urlOf(named, '127.0.0.1'))).toBe('guest')
})

test('a server with another name is refused', async () => {
  const wrong = refusal('ERR_TLS_CERT_ALTNAME_INVALID', /certificate.*(127\.0\.0\.1|other\.test)/)
  expect(await outcome(urlOf(trust, '127.0.0.1'))).toEqual(wrong)
  expect(await outcome(urlOf({ ...trust, server_name_indication: 'disable' }, '127.0.0.1'))).toEqual(wrong)
  expect(await outcome(urlOf({ ...trust, server_name_indication: 'other.test' }))).toEqual(wrong)
})

test('a server of an unknown authority is refused, unless it is not to be verified', async () => {
  const unknown = refusal('SELF_SIGNED_CERT_IN_CHAIN', /signed by nobody trusted/)
  expect(await outcome(urlOf())).toEqual(unknown)
  expect(await outcome(urlOf({ cacertfile: stranger.certFile, verify: 'verify_peer' }))).toEqual(unknown)
  expect(await outcome(urlOf({ verify: 'verify_none' }))).toBe('guest')
})

test('a certificate that has expired is refused', async () => {
  const url = urlOf({ ...trust, server_name_indication: 'expired.test' })
  expect(await outcome(url)).toEqual(refusal('CERT_HAS_EXPIRED', /certificate has expired/))
})

test('a client’s certificate is enough with EXTERNAL', async () => {
  expect(await outcome(urlOf({ ...trust, ...asAnna }))).toBe('anna')
})

test('a certificate of somebody unknown, or none, is not', async () => {
  const refused = expect.objectContaining({ code: 'ACCESS_REFUSED', replyCode: 403 })
  const asOtto = { certfile: otto.cert, keyfile: otto.key, auth_mechanism: 'external' }
  expect(await outcome(urlOf({ ...trust, ...asOtto }))).toEqual(refused)
  expect(await outcome(urlOf({ ...trust, auth_mechanism: 'external' }))).toEqual(refused)
})

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'with %s, a server that wants a certificate says so',
  async (version) => {
    const strict = { ...trust, server_name_indication: 'strict.test' }
    const tls = { minVersion: version, maxVersion: version }
    expect(await outcome(urlOf({ ...strict, ...asAnna }), { tls })).toBe('anna')
    const wanting = expect.objectContaining({
      code: expect.stringMatching(/^ERR_SSL_.*ALERT/),
      retriable: false,
      message: expect.stringMatching(/may want a certificate/),
    })
    expect(await outcome(urlOf(strict), { tls })).toEqual(wanting)
    const asFalseAnna = { certfile: falseAnna.cert, keyfile: falseAnna.key }
    expect(await outcome(urlOf({ ...strict, ...asFalseAnna }), { tls })).toEqual(wanting)
  },
)

test.each([
  ['a wrong passphrase', { certfile: anna.cert, keyfile: anna.key, password: 'wrong' }, /bad decrypt/],
  ['a key of another certificate', { certfile: otto.cert, keyfile: falseAnna.key }, /key values mismatch/],
  ['a file that holds no certificate', { certfile: otto.key, keyfile: otto.key }, /no start line/],
])('%s is a TypeError', async (_what, parameters, words) => {
  const error = await outcome(urlOf({ ...trust, ...parameters }))
  expect(error).toBeInstanceOf(TypeError)
  expect(error).toMatchObject({
    code: expect.stringMatching(/^ERR_OSSL/),
    message: expect.stringMatching(words),
  })
})

test('AMQP without TLS to the port for TLS is one clear error, and soon', async () => {
  const error = await outcome(urlOf().replace('amqps', 'amqp'))
  expect(error).toEqual(refusal('NOT_AMQP', /does not speak AMQP 0-9-1: it wants TLS \(amqps\)$/))
})

test('TLS to the port without it is one clear error, and soon', async () => {
  const { port } = new URL((report as { url: string }).url)
  const error = await outcome(urlOf().replace(`${tlsPort}`, port))
  expect(error).toEqual(refusal('ERR_SSL_WRONG_VERSION_NUMBER', /it does not speak TLS$/))
})

test('a mechanism of the user’s own answers RabbitMQ’s challenge', async () => {
  const demo: SaslMechanism = {
    name: 'RABBIT-CR-DEMO',
    initialResponse: () => 'guest',
    respond: (challenge) =>
      `${Buffer.from(challenge)}` === 'Please tell me your password' ? 'My password is guest' : '',
  }
  const { url } = report as { url: string }
  expect(await outcome(url, { mechanisms: [demo] })).toBe('guest')
})
