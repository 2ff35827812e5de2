import type { FieldTable } from '../wire/field-value.ts'
import type { Queue } from './queue.ts'
import { DirectRouter } from './routing/direct.ts'
import { FanoutRouter } from './routing/fanout.ts'
import { HeadersRouter } from './routing/headers.ts'
import type { Router } from './routing/router.ts'
import { TopicRouter } from './routing/topic.ts'

/** Where a binding can lead to. */
export type Destination = Queue | Exchange

/** What an exchange is declared with. */
export interface ExchangeSettings {
  readonly type: string
  readonly durable: boolean
  readonly autoDelete: boolean
  /** Whether only other exchanges may publish to it. */
  readonly internal: boolean
  readonly arguments: FieldTable
}

/** The types of exchange that there are, each with its way to route. */
const routers: ReadonlyMap<string, () => Router<Destination>> = new Map<string, () => Router<Destination>>([
  ['direct', () => new DirectRouter()],
  ['fanout', () => new FanoutRouter()],
  ['topic', () => new TopicRouter()],
  ['headers', () => new HeadersRouter()],
])

/** Whether there are exchanges of this type. */
export function isExchangeType(type: string): boolean {
  return routers.has(type)
}

/** Passes messages on to queues and to other exchanges; it keeps none. */
export class Exchange {
  readonly name: string
  readonly settings: ExchangeSettings
  readonly router: Router<Destination>

  constructor(name: string, settings: ExchangeSettings) {
    this.name = name
    this.settings = settings
    this.router = (routers.get(settings.type) as () => Router<Destination>)()
  }
}
