import { type AmqpProxy, startProxy } from '../inspect/index.ts'
import type { Library } from '../lessons/stage.ts'
import { track } from '../lessons/track.ts'
import { addressOf } from '../transport/tcp.ts'
import { Feed } from './feed.ts'
import { Holding } from './holding.ts'
import { Lessons } from './lessons.ts'
import { LabServer } from './server.ts'

const HOST = '127.0.0.1'
const TICK_MS = 1000

/** Where a lab is, and which broker it looks at. */
export interface LabOptions {
  /** The broker, with name and password for the lessons. */
  readonly to: string
  /** The port of the page, 0 for a free one. */
  readonly port: number
  /** The port that programs connect to, 0 for a free one. */
  readonly amqpPort: number
  /** What lessons import. */
  readonly library: Library
  /** Hears of a connection that could not be served. */
  readonly onError: (error: Error) => void
}

/**
 * A page in the browser that shows what any program and a broker say to each other, and plays the lessons:
 *
 *     programs, lessons ──▶ proxy ──▶ broker
 *                             │ events
 *                             ▼
 *                           feed ──▶ server ──▶ pages
 */
export class Lab implements AsyncDisposable {
  /** The address of the page. */
  readonly pageUrl: string
  /** Where programs connect to, to be seen. */
  readonly amqpUrl: string
  private readonly proxy: AmqpProxy
  private readonly server: LabServer
  private readonly lessons: Lessons
  private readonly clock: ReturnType<typeof setInterval>

  private constructor(proxy: AmqpProxy, server: LabServer, lessons: Lessons, feed: Feed, amqpUrl: string) {
    this.proxy = proxy
    this.server = server
    this.lessons = lessons
    this.amqpUrl = amqpUrl
    this.pageUrl = `http://${addressOf(HOST, server.port)}/`
    this.clock = setInterval(() => feed.tick((performance.timeOrigin + performance.now()) * 1000), TICK_MS)
  }

  /** @throws {ConnectionError} with the system's code where one of the ports cannot be had */
  static async start({ to, port, amqpPort, library, onError }: LabOptions): Promise<Lab> {
    const feed = new Feed()
    const proxy = await startProxy({
      to,
      host: HOST,
      port: amqpPort,
      onEvent: feed.receive,
      onError,
      stepwise: true,
    })
    try {
      const amqpUrl = throughProxy(to, proxy)
      const lessons = new Lessons(await track(), library, amqpUrl)
      const place = { url: withoutPassword(amqpUrl), broker: withoutPassword(to) }
      const server = new LabServer(place, feed, lessons, new Holding(proxy))
      await server.listen(HOST, port)
      return new Lab(proxy, server, lessons, feed, amqpUrl)
    } catch (error) {
      await proxy.close()
      throw error
    }
  }

  /** Ends the lesson that is played, all connections, and the page. */
  async close(): Promise<void> {
    clearInterval(this.clock)
    await this.lessons.stop()
    await this.proxy.close()
    await this.server.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

/** The way to the broker by the proxy, with the name, the password and the virtual host of the broker's URL. */
function throughProxy(to: string, proxy: AmqpProxy): string {
  const [way, broker] = [new URL(proxy.url), new URL(to)]
  broker.protocol = way.protocol
  broker.host = way.host
  broker.search = ''
  return broker.href
}

/** Everybody knows the password of guest; that of anybody else is not for the screen. */
function withoutPassword(text: string): string {
  const url = new URL(text)
  if (url.username !== 'guest') url.password = ''
  return url.href
}
