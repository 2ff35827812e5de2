import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { settle } from '../../src/client/settings.ts'
import { parseUri, type UriOptions } from '../../src/transport/uri.ts'

describe('the examples of the URI specification, appendix A', () => {
  test.each<[uri: string, parts: UriOptions]>([
    [
      'amqp://user:pass@host:10000/vhost',
      { username: 'user', password: 'pass', host: 'host', port: 10000, virtualHost: 'vhost' },
    ],
    [
      'amqp://user%61:%61pass@ho%61st:10000/v%2fhost',
      { username: 'usera', password: 'apass', host: 'hoast', port: 10000, virtualHost: 'v/host' },
    ],
    ['amqp://', {}],
    ['amqp://:@/', { username: '', password: '', virtualHost: '' }],
    ['amqp://user@', { username: 'user' }],
    ['amqp://user:pass@', { username: 'user', password: 'pass' }],
    ['amqp://host', { host: 'host' }],
    ['amqp://:10000', { port: 10000 }],
    ['amqp:///vhost', { virtualHost: 'vhost' }],
    ['amqp://host/', { host: 'host', virtualHost: '' }],
    ['amqp://host/%2f', { host: 'host', virtualHost: '/' }],
    ['amqp://[::1]', { host: '::1' }],
  ])('%s', (uri, parts) => {
    expect(parseUri(uri)).toEqual(parts)
    expect(parseUri(uri.replace('amqp', 'amqps'))).toEqual({ ...parts, tls: {} })
  })
})

describe('what else may be in a URI', () => {
  test.each<[uri: string, parts: UriOptions]>([
    ['AMQP://Host', { host: 'Host' }],
    ['amqp://host:', { host: 'host' }],
    ['amqp://host?', { host: 'host' }],
    ['amqp://host/?heartbeat=5', { host: 'host', virtualHost: '', heartbeatSeconds: 5 }],
    ['amqp://u:p:q@host', { username: 'u', password: 'p:q', host: 'host' }],
    ['amqp://u@v:p@q@host', { username: 'u@v', password: 'p@q', host: 'host' }],
    ['amqp://ü:%C3%BC@host', { username: 'ü', password: 'ü', host: 'host' }],
    ['amqp://[2001:db8::7]:5673/v', { host: '2001:db8::7', port: 5673, virtualHost: 'v' }],
    ['amqp://[fe80::1%25eth0]', { host: 'fe80::1%eth0' }],
    [
      'amqp://myhost?heartbeat=5&connection_timeout=10000',
      { host: 'myhost', heartbeatSeconds: 5, timeoutMs: 10000 },
    ],
    ['amqp://?channel_max=9&frame_max=8192', { channelMax: 9, frameMaxBytes: 8192 }],
    ['amqp://?heart%62eat=%35', { heartbeatSeconds: 5 }],
    ['amqp://?auth_mechanism=plain&auth_mechanism=AmqPlain', { mechanisms: ['PLAIN', 'AMQPLAIN'] }],
    ['amqps://?auth_mechanism=external', { mechanisms: ['EXTERNAL'], tls: {} }],
    ['amqps://?verify=verify_none', { tls: { rejectUnauthorized: false } }],
    ['amqps://?verify=verify_peer', { tls: { rejectUnauthorized: true } }],
    ['amqps://?server_name_indication=a.b', { tls: { servername: 'a.b' } }],
    ['amqps://?server_name_indication=disable', { tls: { servername: '' } }],
    [
      'amqps://u:p@h?password=a%26b%3D+c',
      { username: 'u', password: 'p', host: 'h', tls: { passphrase: 'a&b=+c' } },
    ],
    ['amqp://host?locale=de&&retry_delay=5', { host: 'host' }],
  ])('%s', (uri, parts) => {
    expect(parseUri(uri)).toEqual(parts)
  })
})

describe('the files of TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wirehare uri+'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('are read', () => {
    const pathTo = (name: string): string => {
      const path = join(folder, name)
      writeFileSync(path, `the ${name}`)
      return path.replaceAll(' ', '%20')
    }
    const uri = `amqps://h?cacertfile=${pathTo('ca')}&certfile=${pathTo('cert')}&keyfile=${pathTo('key')}`
    expect(parseUri(uri).tls).toEqual({
      ca: Buffer.from('the ca'),
      cert: Buffer.from('the cert'),
      key: Buffer.from('the key'),
    })
  })

  test.each(['cacertfile', 'certfile', 'keyfile'])('a missing %s is named, with its path', (parameter) => {
    const path = '/absent/file.pem'
    const parse = (): unknown => parseUri(`amqps://user:secret@host?${parameter}=${path}`)
    expect(parse).toThrow(TypeError)
    expect(parse).toThrow(expect.objectContaining({ code: 'ENOENT', cause: expect.any(Error) }))
    expect(parse).toThrow(new RegExp(`${parameter} ${path}`))
  })
})

describe('what is no AMQP URI', () => {
  test.each([
    [''],
    ['host'],
    ['user:secret@host'],
    ['http://user:secret@host'],
    ['amqp:user:secret@host'],
    ['amqp:/host'],
    ['amqp://user:secret@host/a/b'],
    ['amqp://user:secret@host#fragment'],
    ['amqp://user:secret@host:port'],
    ['amqp://user:secret@host:0'],
    ['amqp://user:secret@host:65536'],
    ['amqp://user:sec/ret@host'],
    ['amqp://user:secret@ho st'],
    ['amqp://user:secret@host\n'],
    ['amqp://user:secret%@host'],
    ['amqp://user:secret%ff@host'],
    ['amqp://user%zz:secret@host'],
    ['amqp://user:secret@ho%zzst'],
    ['amqp://user:secret@host/%zz'],
    ['amqp://user:secret@host?heartbeat=%zz'],
    ['amqp://user:secret@::1'],
    ['amqp://user:secret@[]'],
    ['amqp://user:secret@[::1'],
    ['amqp://user:secret@[host]'],
    ['amqp://user:secret@[127.0.0.1]'],
    ['amqp://user:secret@host?heartbeat=secret'],
    ['amqp://user:secret@host?heartbeat='],
    ['amqp://user:secret@host?heartbeat'],
    ['amqp://user:secret@host?heartbeat=-1'],
    ['amqp://user:secret@host?frame_max=1e5'],
    ['amqp://user:secret@host?heartbeat=1&heartbeat=2'],
    ['amqp://user:secret@host?auth_mechanism=secret'],
    ['amqp://user:secret@host?auth_mechanism=toString'],
    ['amqp://user:secret@host?verify=verify_none'],
    ['amqp://user:secret@host?password=secret'],
    ['amqps://user:secret@host?verify=secret'],
  ])('%j is refused, without its password', (uri) => {
    const parse = (): unknown => parseUri(uri)
    expect(parse).toThrow(TypeError)
    expect(parse).toThrow(expect.objectContaining({ code: 'ERR_INVALID_URL' }))
    expect(parse).not.toThrow(/sec/)
  })

  test('a value that is no string is refused', () => {
    expect(() => parseUri(undefined as unknown as string)).toThrow(TypeError)
  })
})

describe('URI, options and defaults together', () => {
  test('what neither names has a default', () => {
    expect(settle('amqp://', {})).toMatchObject({
      host: 'localhost',
      port: 5672,
      virtualHost: '/',
      mechanisms: ['PLAIN'],
      tls: undefined,
    })
    expect(settle('amqps://', {})).toMatchObject({ port: 5671, tls: {} })
    expect(settle('amqp://', {}).credentials()).toEqual({ username: 'guest', password: 'guest' })
    expect(settle('amqp://:@', {}).credentials()).toEqual({ username: '', password: '' })
  })

  test('an option wins over the URI, and TLS by each of its options', () => {
    const settings = settle('amqps://u:p@h/v?heartbeat=5&verify=verify_none&server_name_indication=n', {
      password: 'q',
      heartbeatSeconds: 7,
      virtualHost: undefined,
      tls: { servername: 'm' },
    })
    expect(settings).toMatchObject({
      heartbeatSeconds: 7,
      virtualHost: 'v',
      tls: { servername: 'm', rejectUnauthorized: false },
    })
    expect(settings.credentials()).toEqual({ username: 'u', password: 'q' })
  })

  test('a number beyond its range is a RangeError', () => {
    expect(() => settle('amqp://?heartbeat=65536', {})).toThrow(RangeError)
    expect(() => settle('amqp://?connection_timeout=0', {})).toThrow(RangeError)
    expect(() => settle('amqp://?frame_max=4095', {})).toThrow(RangeError)
  })

  test('a mechanism that is not built in is refused', () => {
    expect(() => settle('amqp://', { mechanisms: ['plain' as 'PLAIN'] })).toThrow(TypeError)
  })
})
