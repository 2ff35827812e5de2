import { expect, test } from 'vitest'
import { explainSocketError } from '../../src/transport/socket-failure.ts'

function errorWith(code: string | undefined, more: object = {}): Error {
  return Object.assign(new Error('its own words'), { code, ...more })
}

test.each([
  ['ECONNREFUSED', /nothing listens/, true],
  ['ENOTFOUND', /not known/, true],
  ['EAI_AGAIN', /looked up/, true],
  ['ECONNRESET', /its own words/, true],
  [undefined, /its own words/, true],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak TLS/, false],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /its own words/, false],
  ['CERT_HAS_EXPIRED', /its own words/, false],
  ['CERT_NOT_YET_VALID', /its own words/, false],
  ['SELF_SIGNED_CERT_IN_CHAIN', /trusted/, false],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /trusted/, false],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /trusted/, false],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /trusted/, false],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', /may want a certificate/, false],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', /may want a certificate/, false],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', /may want a certificate/, false],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', /may want a certificate/, false],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', /may want a certificate/, false],
])('%s', (code, words, retriable) => {
  expect(explainSocketError(errorWith(code))).toEqual({
    code,
    words: expect.stringMatching(words),
    retriable,
  })
})

test('of several errors the first counts', () => {
  const error = new AggregateError([errorWith('ECONNREFUSED'), errorWith('ENOTFOUND')])
  expect(explainSocketError(error)).toMatchObject({ code: 'ECONNREFUSED', retriable: true })
  expect(explainSocketError(new AggregateError([], 'none'))).toMatchObject({ words: 'none' })
})

test('of OpenSSL’s words only the reason is for people', () => {
  const error = errorWith('ERR_OSSL_BAD_DECRYPT', { library: 'Provider routines', reason: 'bad decrypt' })
  expect(explainSocketError(error).words).toBe('bad decrypt')
})
