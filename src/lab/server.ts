import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Filter, FilterError, parseFilter } from '../inspect/index.ts'
import { listening } from '../transport/tcp.ts'
import type { Listener } from '../transport/transport.ts'
import { type Feed, isWanted } from './feed.ts'
import { pageFile } from './files.ts'
import type { HoldAction, Holding } from './holding.ts'
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
 *     POST /hold?frames=F       holds frames, or with no F none any more
 *     POST /held/3/release      lets a frame go that is held; or step, or drop
 *
 * Only pages that it has served itself get anything: what travels may be private, and other pages in the same browser
 * can send requests too.
 */
export class LabServer {
  /** What tells it from others that were at its address before. */
  private readonly name: string = Date.now().toString(36)
  private readonly server: Server
  private readonly place: Place
  private readonly feed: Feed
  private readonly lessons: Lessons
  private readonly holding: Holding
  private listener: Listener | undefined

  constructor(place: Place, feed: Feed, lessons: Lessons, holding: Holding) {
    this.place = place
    this.feed = feed
    this.lessons = lessons
    this.holding = holding
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
      return this.act(pathname, searchParams, response)
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

  private async act(pathname: string, search: URLSearchParams, response: ServerResponse): Promise<void> {
    if (pathname === '/hold') return this.hold(search.get('frames') ?? '', response)
    if (await this.did(pathname)) response.writeHead(204).end()
    else refuse(response, 404, 'there is nothing here, or not any more')
  }

  /** Does what a path asks for, and tells whether there was anything to do. */
  private async did(pathname: string): Promise<boolean> {
    if (pathname === '/go-on') return this.lessons.goOn()
    const [, lesson] = /^\/lessons\/([\w-]+)$/.exec(pathname) ?? []
    if (lesson !== undefined) return this.lessons.begin(lesson)
    const [, held, action] = /^\/held\/(\d+)\/(release|step|drop)$/.exec(pathname) ?? []
    return held !== undefined && this.holding.decide(Number(held), action as HoldAction)
  }

  private hold(frames: string, response: ServerResponse): void {
    try {
      if (frames.trim() === '') this.holding.end()
      else this.holding.begin(frames)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_INVALID_FAULT') throw error
      return refuse(response, 400, (error as Error).message)
    }
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
      const idLine = id === undefined ? '' : `id: ${this.name}.${id}\n`
      response.write(`event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`)
      // A page that does not read, in a tab that sleeps for example, may come again for what is kept.
      if (response.writableLength > MOST_UNREAD_BYTES) response.destroy()
    }
    tell('lab', this.name)
    // A browser that has lost the stream says how far it had come, in this lab or in one that was here before.
    const [lab, id] = String(request.headers['last-event-id'] ?? '').split('.')
    const after = lab === this.name ? Number(id) : 0
    const stops = [
      this.lessons.state.listen((state) => tell('lesson', state ?? null)),
      this.holding.state.listen((state) => tell('hold', state)),
      this.feed.listen(after, (row, item) => isWanted(filter, item) && tell('row', row, row.id)),
    ]
    tell('ready', null)
    response.on('close', () => {
      for (const stop of stops) stop()
    })
  }
}

const MOST_UNREAD_BYTES = 16 * 1024 * 1024

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
