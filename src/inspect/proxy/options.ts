import type { ConnectionOptions as TlsOptions, TlsOptions as TlsServerOptions } from 'node:tls'
import type { CaptureEvent } from '../capture-event.ts'
import type { Fault, FaultHit } from './fault.ts'

/** Where a proxy listens, where it leads, and what it does on the way. */
export interface ProxyOptions {
  /**
   * The broker: an AMQP URL, `amqp://localhost:5672` or `amqps://…`. Host, port and the parameters of TLS count; name,
   * password and virtual host do not, for each client brings its own.
   */
  readonly to: string
  /** The address to listen on. Default 127.0.0.1, which only this machine reaches. */
  readonly host?: string | undefined
  /** The port to listen on, 0 for a free one. Default 0. */
  readonly port?: number | undefined
  /** Node's options for a TLS server, such as `cert` and `key`: clients then have to speak TLS. Default: they must not. */
  readonly tls?: TlsServerOptions | undefined
  /** Node's options for TLS to the broker, such as `ca`, over those of an `amqps` URL. Default: as the URL says. */
  readonly toTls?: TlsOptions | undefined
  /** How long to wait for the broker to take a connection, in milliseconds. Default 30000. */
  readonly connectTimeoutMs?: number | undefined
  /** How long `close()` waits for the two sides of a connection to end by themselves, in milliseconds. Default 3000. */
  readonly closeTimeoutMs?: number | undefined
  /**
   * Hears all that leaves the proxy, as it is written: with faults, what the receivers get. Without `onEvent`, `faults`
   * and `stepwise` the octets are carried and not looked at.
   */
  readonly onEvent?: ((event: CaptureEvent) => void) | undefined
  /**
   * Hears of a connection that could not be served: a ConnectionError or TimeoutError where the broker cannot be reached
   * or the client does not speak TLS, a TypeError where `toTls` cannot be used. Default: nobody; only the client notices,
   * whose connection ends.
   */
  readonly onError?: ((error: Error) => void) | undefined
  /** What to do wrong, in the order in which the rules are asked: texts (see `parseFault`), or objects. Default: nothing. */
  readonly faults?: readonly (string | Fault)[] | undefined
  /** What decides all that is left to chance, a whole number: the same seed gives the same faults. Default 1. */
  readonly seed?: number | undefined
  /** Hears of each fault that happens. */
  readonly onFault?: ((hit: FaultHit) => void) | undefined
  /** Whether `breakAt` can be used, by which frames are held. Default false. */
  readonly stepwise?: boolean | undefined
}
