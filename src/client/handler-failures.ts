import { describe } from '../wire/writer.ts'
import type { Delivery } from './delivery.ts'

/** Is told of each failure of a handler: what it threw or rejected with. What it returns is not waited for. */
export type OnError = (error: unknown, delivery: Delivery) => unknown

/**
 * Tells the program of the failures of a handler: its `onError`, or where there is none, whoever reads the warnings of
 * the process, so that a handler that always fails is not silent. A consumer warns once, since failures come in masses.
 * What `onError` itself throws is a warning, too: it must not end the process, nor hold up the consumer.
 */
export class HandlerFailures {
  private readonly whose: string
  private readonly onError: OnError | undefined
  private warned: boolean = false

  constructor(queue: string | undefined, onError: OnError | undefined) {
    if (onError !== undefined && typeof onError !== 'function')
      throw new TypeError(`onError must be a function, not ${describe(onError)}`)
    this.whose = `of the consumer of "${queue ?? ''}"`
    this.onError = onError
  }

  /** @param fate what became of the delivery; undefined where somebody else is told of the failure */
  tell(error: unknown, delivery: Delivery, fate: string | undefined): void {
    if (this.onError === undefined) {
      if (fate !== undefined)
        this.warn(`the handler ${this.whose} failed and it has no onError; ${fate}`, error)
      return
    }
    const onFailed = (reason: unknown): void => this.warn(`the onError ${this.whose} failed itself`, reason)
    try {
      const told = this.onError(error, delivery)
      if (told instanceof Promise) told.catch(onFailed)
    } catch (reason) {
      onFailed(reason)
    }
  }

  private warn(what: string, error: unknown): void {
    if (this.warned) return
    this.warned = true
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.emitWarning(`${what} (said once for each consumer)`, {
      type: 'WirehareWarning',
      code: 'WIREHARE_UNHANDLED_FAILURE',
      detail,
    })
  }
}
