/** The tables of the lives, walked through the cores that are said to follow them: every method in every state. */
import { describe, expect, test } from 'vitest'
import * as methods from '../../src/generated/methods.ts'
import {
  type ClientConnectionInput,
  type ClientConnectionState,
  clientConnectionLife,
  type ServerConnectionInput,
  type ServerConnectionState,
  serverConnectionLife,
} from '../../src/protocol/lives.ts'
import { Refusal } from '../../src/protocol/refusal.ts'
import { LoneClient, LoneServer, method, START, START_OK } from '../support/core-script.ts'

const TUNE = method(0, methods.connectionTune, { channelMax: 0, frameMax: 0, heartbeat: 0 })
const TUNE_OK = method(0, methods.connectionTuneOk, { channelMax: 100, frameMax: 8192, heartbeat: 0 })
const HEADER = Buffer.from('AMQP\0\0\x09\x01', 'latin1')
const MECHANISM = { name: 'PLAIN', initialResponse: () => '', respond: () => 'more' }

const TO_CLIENT: Partial<Record<ClientConnectionInput, Uint8Array>> = {
  'connection.start': START,
  'connection.secure': method(0, methods.connectionSecure, { challenge: '?' }),
  'connection.tune': TUNE,
  'connection.open-ok': method(0, methods.connectionOpenOk, {}),
  'connection.close': method(0, methods.connectionClose, { replyCode: 320, replyText: 'bye' }),
  'connection.close-ok': method(0, methods.connectionCloseOk, {}),
  other: method(0, methods.connectionBlocked, { reason: 'full' }),
}

const CLIENTS: Record<ClientConnectionState, (client: LoneClient) => void> = {
  'awaiting start': () => {},
  'awaiting tune': (client) => client.hears(START),
  'awaiting open-ok': (client) => client.hears(START, TUNE),
  open: (client) => client.hears(START, TUNE, method(0, methods.connectionOpenOk, {})),
  closing: (client) => {
    client.hears(START, TUNE)
    client.core.close(200, 'bye', new Error('asked for'))
  },
  closed: (client) => client.core.end(new Error('lost')),
}

describe.each(Object.keys(CLIENTS) as ClientConnectionState[])('a client that is "%s"', (state) => {
  test.each(Object.keys(TO_CLIENT) as (keyof typeof TO_CLIENT)[])('hears %s', (input) => {
    const client = new LoneClient({ mechanisms: [MECHANISM] })
    CLIENTS[state](client)
    expect(client.core.life.state).toBe(state)
    const before = client.side.closes.length
    client.hears(TO_CLIENT[input] as Uint8Array)
    const dropped = state === 'closed' || (state === 'closing' && !/close/.test(input))
    const next = dropped ? state : clientConnectionLife[state][input]
    expect(client.core.life.state).toBe(next ?? 'closed')
    if (next === undefined) expect(client.side.closes[before]).toMatchObject({ replyCode: 503 })
    else expect(client.side.closes.length - before).toBe(next === 'closed' && state !== 'closed' ? 1 : 0)
  })
})

const TO_SERVER: Partial<Record<ServerConnectionInput, Uint8Array>> = {
  'connection.start-ok': START_OK,
  'connection.secure-ok': method(0, methods.connectionSecureOk, { response: '!' }),
  'connection.tune-ok': TUNE_OK,
  'connection.open': method(0, methods.connectionOpen, { virtualHost: '/' }),
  'connection.close': method(0, methods.connectionClose, { replyCode: 200, replyText: 'bye' }),
  'connection.close-ok': method(0, methods.connectionCloseOk, {}),
  other: method(0, methods.connectionUpdateSecret, { newSecret: 's', reason: 'r' }),
}

/** A server that does not judge who says hello until it is told to. */
const HESITANT = { onStartOk: () => {} }

const SERVERS: Record<ServerConnectionState, (server: LoneServer) => void> = {
  'awaiting header': () => {},
  'awaiting start-ok': (server) => server.hears(HEADER),
  'awaiting secure-ok': (server) => server.hears(HEADER, START_OK),
  'awaiting tune-ok': (server) => {
    server.hears(HEADER, START_OK)
    server.core.authenticated()
  },
  'awaiting open': (server) => {
    SERVERS['awaiting tune-ok'](server)
    server.hears(TUNE_OK)
  },
  open: (server) => {
    SERVERS['awaiting open'](server)
    server.hears(TO_SERVER['connection.open'] as Uint8Array)
  },
  closing: (server) => {
    server.hears(HEADER)
    server.core.refuse(new Refusal(320, 'shutting down'))
  },
  closed: (server) => server.core.end(new Error('lost')),
}

describe.each(Object.keys(SERVERS) as ServerConnectionState[])('a server that is "%s"', (state) => {
  test.each(Object.keys(TO_SERVER) as (keyof typeof TO_SERVER)[])('hears %s', (input) => {
    const server = new LoneServer(HESITANT)
    SERVERS[state](server)
    expect(server.core.life.state).toBe(state)
    const before = server.side.closes.length
    server.says()
    server.hears(TO_SERVER[input] as Uint8Array)
    const dropped = state === 'closed' || (state === 'closing' && !/close/.test(input))
    const next = dropped ? state : serverConnectionLife[state][input]
    const said = server.says()
    if (next !== undefined) {
      expect(server.core.life.state).toBe(next)
      expect(server.side.closes.length - before).toBe(next === 'closed' && state !== 'closed' ? 1 : 0)
    } else if (state === 'awaiting header') {
      expect([server.core.life.state, said]).toEqual([
        'closed',
        [['protocol header', 0, HEADER.toString('latin1')]],
      ])
    } else {
      expect([server.core.life.state, said]).toMatchObject([
        'closing',
        [['connection.close', 0, { replyCode: 504 }]],
      ])
    }
  })
})

test('a client that is asked to close before it has said who it is refuses', () => {
  const client = new LoneClient()
  expect(() => client.core.close(200, 'bye', new Error('asked for'))).toThrow(/awaiting start/)
})
