import type { Connection } from '../client/index.ts'
import type { AmqpProxy, ProxyOptions, startProxy } from '../inspect/index.ts'
import type { ConnectOptions, connect } from '../recovery/index.ts'
import { Travels } from './travels.ts'

/** What lessons call the broker of their reader. */
const BROKER = 'amqp://localhost'

/** What the entry points of the package export, by the names that programs import them by. */
export interface Library {
  readonly wirehare: { readonly connect: typeof connect }
  readonly 'wirehare/inspect': { readonly startProxy: typeof startProxy }
  readonly 'wirehare/protocol': object
}

/** What a lesson works with: the modules that a program would import, on the broker of the reader, and watched. */
export class Stage implements AsyncDisposable {
  /** What its connections send and receive. */
  readonly travels: Travels = new Travels()
  private readonly library: Library
  private readonly url: string
  private readonly opened: { close(): Promise<void> }[] = []

  /** @param url the broker that the lesson is played on */
  constructor(library: Library, url: string) {
    this.library = library
    this.url = url
  }

  /** What stands behind the name of a module. */
  readonly load = async (specifier: string): Promise<unknown> => {
    switch (specifier) {
      case 'wirehare':
        return { ...this.library[specifier], connect: this.connect }
      case 'wirehare/inspect':
        return { ...this.library[specifier], startProxy: this.startProxy }
      case 'wirehare/protocol':
        return this.library[specifier]
      default:
        if (specifier.startsWith('node:')) return import(specifier)
        throw new Error(`a lesson has no module ${specifier}`)
    }
  }

  /** Closes what the lesson has left open, the last first. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of this.opened.reverse()) await one.close().catch(() => {})
  }

  private readonly connect = async (to: string, options?: ConnectOptions): Promise<Connection> =>
    this.keep(await this.library.wirehare.connect(this.urlOf(to), { ...options, tap: this.travels.tap() }))

  private readonly startProxy = async (options: ProxyOptions): Promise<AmqpProxy> =>
    this.keep(await this.library['wirehare/inspect'].startProxy({ ...options, to: this.urlOf(options.to) }))

  private keep<Opened extends { close(): Promise<void> }>(opened: Opened): Opened {
    this.opened.push(opened)
    return opened
  }

  /** The reader's broker, or a way to it: a proxy has no name, password and virtual host of its own. */
  private urlOf(to: string): string {
    if (to === BROKER) return this.url
    const [way, broker] = [new URL(to), new URL(this.url)]
    broker.protocol = way.protocol
    broker.host = way.host
    return broker.href
  }
}
