// What `connect` makes of its options: those of a wrong type, and functions of the user's that do not answer.

import { expect, test } from 'vitest'
import { type ConnectOptions, connect } from '../../src/index.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { deferred } from '../../src/util/deferred.ts'
import { RawPeer } from '../support/raw-peer.ts'

test.each<[options: Record<string, unknown>, words: string]>([
  [{ host: 5 }, 'host must be a string, not "5" (a number)'],
  [{ port: '5672' }, 'port must be a number, not "5672" (a string)'],
  [{ virtualHost: 5 }, 'virtualHost must be a string, not "5" (a number)'],
  [{ connectionName: 5 }, 'connectionName must be of type string, not number'],
  [{ clientProperties: 'x' }, 'clientProperties must be of type object, not string'],
  [{ clientProperties: null }, 'clientProperties must be of type object, not null'],
  [{ mechanisms: 'PLAIN' }, 'mechanisms must be a list, not "PLAIN" (a string)'],
  [{ mechanisms: ['LOGIN'] }, 'mechanisms must name PLAIN, AMQPLAIN or EXTERNAL, not "LOGIN" (a string)'],
  [{ mechanisms: [5] }, 'mechanisms must name PLAIN, AMQPLAIN or EXTERNAL, not "5" (a number)'],
  [
    { mechanisms: [{ name: 'X' }] },
    'mechanisms must name PLAIN, AMQPLAIN or EXTERNAL, not a value of class Object',
  ],
  [{ credentials: 'secret' }, 'credentials must be of type function, not string'],
  [{ tls: true }, 'tls must be of type object, not boolean'],
  [{ tap: {} }, 'tap must be of type function, not object'],
  [{ readRestMs: '1' }, 'readRestMs must be a number, not "1" (a string)'],
  [{ traceSettlements: 1 }, 'traceSettlements must be of type boolean, not number'],
  [{ transport: 'tcp' }, 'transport must be of type object, not string'],
  [{ signal: {} }, 'signal must be an AbortSignal, not a value of class Object'],
])('a wrong option is named before anything is opened: %o', async (options, words) => {
  await expect(connect(options as ConnectOptions)).rejects.toThrow(new TypeError(words))
})

test('a transport that never comes is waited for as long as the attempt may take', async () => {
  const never = connect({ transport: () => new Promise(() => {}), timeoutMs: 20 })
  await expect(never).rejects.toMatchObject({
    name: 'TimeoutError',
    code: 'CONNECT_TIMEOUT',
    scope: 'connection',
  })
})

test('the wait for a transport can be aborted; one that comes later is closed', async () => {
  const opening = deferred<Transport>()
  const controller = new AbortController()
  const asked = deferred<void>()
  const transport = (): Promise<Transport> => {
    asked.resolve()
    return opening.promise
  }
  const connecting = connect({ transport, signal: controller.signal })
  await asked.promise
  controller.abort('enough')
  await expect(connecting).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' })
  const peer = new RawPeer()
  opening.resolve(peer.transport)
  await peer.ended
})

test('the error of a transport that cannot be opened is that of the attempt', async () => {
  const failure = new Error('no tunnel')
  const failing = [
    () => Promise.reject(failure),
    () => {
      throw failure
    },
  ]
  for (const transport of failing) await expect(connect({ transport })).rejects.toBe(failure)
})
