import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Filter, FilterError, parseFilter } from '../inspect/index.ts'
import { listening } from '../transport/tcp.ts'
import type { Listener } from '../transport/transport.ts'
import { type Feed, isWanted } from './feed.ts'
import { pageFile } from './files.ts'
import type { Lessons } from './lessons.ts'

/** What the page says of where it is. */
export interface Place {
  /** Where programs connect to, to be seen. */
  readonly url: string
  /** The broker behind it, without its password. */
  readonly broker: string
}

/**
 * Serves the page and what it asks for:
 *
 *     GET  /                    the page
 *     GET  /events?filter=F     rows and the state of the lesson, as they come (server-sent events)
 *     GET  /closeups/7          a row from near
 *     GET  /place, /lessons     where to connect to; which lessons there are
 *     POST /lessons/acks        begins a lesson
 *     POST /go-on               goes on with it
 *
 * Only pages that it has served itself get anything: what travels may be private, and other pages in the same browser
 * can send requests too.
 */
export class LabServer {
  private readonly server: Server
  private readonly place: Place
  private readonly feed: Feed
  private readonly lessons: Lessons
  private listener: Listener | undefined

  constructor(place: Place, feed: Feed, lessons: Lessons) {
    this.place = place
    this.feed = feed
    this.lessons = lessons
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: Error) => refuse(response, 500, error.message))
    })
  }

  /** @throws {ConnectionError} with the system's code where it cannot listen */
  async listen(host: string, port: number): Promise<void> {
    this.listener = await listening(this.server, host, port)
  }

  /** The port that it listens on. */
  get port(): number {
    return (this.listener as Listener).port
  }

  async close(): Promise<void> {
    const closed = this.listener?.close()
    this.server.closeAllConnections()
    await closed
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page from elsewhere whose name has come to mean this machine shows itself by the name that it asks for.
    if (!isOurs(request.headers.host)) return refuse(response, 403, 'this is not the name of the lab')
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://lab')
    if (request.method === 'POST') {
      // A page from elsewhere cannot send this header without asking first, and is not answered.
      if (request.headers['x-wirehare'] === undefined)
        return refuse(response, 403, 'this is not from the lab')
      return this.act(pathname, response)
    }
    if (request.method !== 'GET') return refuse(response, 405, `there is no ${request.method} here`)
    const file = await pageFile(pathname)
    if (file !== undefined) return send(response, file.type, file.content)
    if (pathname === '/events') return this.stream(searchParams, request, response)
    if (pathname === '/place') return sendJson(response, this.place)
    if (pathname === '/lessons') return sendJson(response, this.lessons.list)
    const closeup = /^\/closeups\/(\d+)$/.exec(pathname)
    const found = closeup === null ? undefined : this.feed.closeup(Number(closeup[1]))
    if (found !== undefined) return sendJson(response, found)
    refuse(response, 404, 'there is nothing here, or not any more')
  }

  private async act(pathname: string, response: ServerResponse): Promise<void> {
    const name = /^\/lessons\/([\w-]+)$/.exec(pathname)?.[1]
    if (pathname === '/go-on') this.lessons.goOn()
    else if (name === undefined || !(await this.lessons.begin(name)))
      return refuse(response, 404, 'there is no such lesson')
    response.writeHead(204).end()
  }

  private stream(search: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    const text = search.get('filter') ?? ''
    let filter: Filter | undefined
    try {
      filter = text.trim() === '' ? undefined : parseFilter(text)
    } catch (error) {
      if (!(error instanceof FilterError)) throw error
      return refuse(response, 400, error.message)
    }
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream; charset=utf-8' })
    const tell = (event: string, data: unknown, id?: number): void => {
      const idLine = id === undefined ? '' : `id: ${id}\n`
      response.write(`event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`)
    }
    // A browser that has lost the stream says how far it had come.
    const after = Number(request.headers['last-event-id'] ?? 0) || 0
    const stops = [
      this.lessons.listen((state) => tell('lesson', state ?? null)),
      this.feed.listen(after, (row, item) => isWanted(filter, item) && tell('row', row, row.id)),
    ]
    tell('ready', null)
    response.on('close', () => {
      for (const stop of stops) stop()
    })
  }
}

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
}

function isOurs(host: string | undefined): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host ?? '')
}

function send(response: ServerResponse, type: string, content: string | Uint8Array): void {
  response.writeHead(200, { ...HEADERS, 'content-type': type }).end(content)
}

function sendJson(response: ServerResponse, value: unknown): void {
  send(response, 'application/json; charset=utf-8', JSON.stringify(value))
}

function refuse(response: ServerResponse, status: number, words: string): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end(words)
}
