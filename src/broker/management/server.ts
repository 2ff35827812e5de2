import type { IncomingMessage, ServerResponse } from 'node:http'
import { listening } from '../../transport/tcp.ts'
import type { Listener } from '../../transport/transport.ts'
import { own } from '../../util/own.ts'
import { answerTo } from './calls.ts'
import { type BrokerState, View } from './view.ts'

const HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-cache' }

/** Shows the state of a broker over HTTP, to who logs in as one of its users. */
export async function serveManagement(host: string, port: number, state: BrokerState): Promise<Listener> {
  // Who does not ask for it should not wait until Node has loaded its HTTP.
  const { createServer } = await import('node:http')
  const server = createServer((request, response) => answer(request, response, state))
  const listener = await listening(server, host, port)
  return {
    port: listener.port,
    close() {
      const closed = listener.close()
      server.closeAllConnections()
      return closed
    },
  }
}

function answer(request: IncomingMessage, response: ServerResponse, state: BrokerState): void {
  const userName = userOf(request.headers.authorization, state)
  if (userName === undefined) {
    response.setHeader('www-authenticate', 'Basic realm="wirehare"')
    return send(response, 401, { error: 'not_authorized', reason: 'Login failed' })
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD')
    return send(response, 405, { error: 'method_not_allowed', reason: 'this view is read-only' })
  }
  const found = answerTo(request.url ?? '/', new View(state, userName))
  if (found === undefined) return send(response, 404, { error: 'Object Not Found', reason: 'Not Found' })
  send(response, 200, found)
}

/** Who asks, by basic authentication; undefined for nobody who is known. */
function userOf(authorization: string = '', { settings: { users } }: BrokerState): string | undefined {
  const encoded = /^basic +(\S+)$/i.exec(authorization)?.[1] ?? ''
  const credentials = Buffer.from(encoded, 'base64').toString()
  const colon = credentials.indexOf(':')
  const userName = credentials.slice(0, Math.max(colon, 0))
  const password = own(users, userName)
  return password !== undefined && password === credentials.slice(colon + 1) ? userName : undefined
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, HEADERS).end(JSON.stringify(body))
}
