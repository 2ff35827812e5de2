import type { ConnectionOptions as TlsOptions, TlsOptions as TlsServerOptions } from 'node:tls'
import { parseUri } from '../../transport/uri.ts'
import type { CaptureEvent } from '../capture-event.ts'
import type { Fault, FaultHit } from './fault.ts'
import { checkedFault } from './fault-check.ts'
import { parseFault } from './fault-grammar.ts'
import type { ProxyOptions } from './options.ts'

/** The options of a proxy with their defaults in place. */
export interface ProxySettings {
  /** Where the broker is. */
  readonly to: { readonly host: string; readonly port: number; readonly tls: TlsOptions | undefined }
  readonly host: string
  readonly port: number
  readonly tls: TlsServerOptions | undefined
  readonly connectTimeoutMs: number
  readonly closeTimeoutMs: number
  readonly onEvent: ((event: CaptureEvent) => void) | undefined
  readonly onError: (error: Error) => void
  readonly faults: readonly Fault[]
  readonly seed: number
  readonly onFault: ((hit: FaultHit) => void) | undefined
  readonly stepwise: boolean
}

/**
 * Puts options and defaults together.
 * @throws {TypeError | RangeError} where the URL is none, a fault is wrong, or a number is out of its range
 */
export function settingsOf(options: ProxyOptions): ProxySettings {
  const { tls: urlTls, host = 'localhost', port } = parseUri(options.to)
  const tls = options.toTls === undefined ? urlTls : { ...urlTls, ...options.toTls }
  return {
    to: { host, port: port ?? (tls === undefined ? 5672 : 5671), tls },
    host: options.host ?? '127.0.0.1',
    port: whole('port', options.port ?? 0, 0xffff),
    tls: options.tls,
    connectTimeoutMs: whole('connectTimeoutMs', options.connectTimeoutMs ?? 30_000, 0x7fff_ffff),
    closeTimeoutMs: whole('closeTimeoutMs', options.closeTimeoutMs ?? 3000, 0x7fff_ffff),
    onEvent: options.onEvent,
    onError: options.onError ?? (() => {}),
    faults: (options.faults ?? []).map((fault) =>
      typeof fault === 'string' ? parseFault(fault) : checkedFault(fault),
    ),
    seed: whole('seed', options.seed ?? 1, Number.MAX_SAFE_INTEGER),
    onFault: options.onFault,
    stepwise: options.stepwise ?? false,
  }
}

function whole(name: string, value: number, max: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= max) return value
  throw new RangeError(`${name} must be a whole number from 0 to ${max}, not ${value}`)
}
