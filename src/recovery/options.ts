import { type ConnectOptions as OneLifeOptions, whole } from '../client/options.ts'
import { describe } from '../wire/writer.ts'

/** How a lost connection comes back. */
export interface RecoveryOptions {
  /**
   * How long to wait before the first attempt, in milliseconds, 1 and up. It is doubled with each attempt that fails, and
   * by chance up to half of it less. Default 100.
   */
  readonly minDelayMs?: number | undefined
  /** The longest wait between two attempts, in milliseconds. Default 10,000, or `minDelayMs` where that is more. */
  readonly maxDelayMs?: number | undefined
  /** After how many failed attempts in a row the connection is over, 1 and up. Default: it never gives up. */
  readonly maxAttempts?: number | undefined
  /**
   * Whether exchanges, queues and bindings are declared again. Without it channels, their qos and modes, and consumers
   * come back alone, for programs whose topology is looked after elsewhere. Default true.
   */
  readonly topology?: boolean | undefined
  /** Gives numbers from 0 up to, and without, 1, for the delays. Default `Math.random`. */
  readonly random?: (() => number) | undefined
}

/** Where to connect, as whom, within which limits, and what becomes of the connection when it is lost. */
export interface ConnectOptions extends OneLifeOptions {
  /**
   * Whether and how the connection comes back when it is lost. With `false` the loss is its end. Default true, except for
   * a `transport` that is no function: that leads nowhere a second time.
   */
  readonly recovery?: boolean | RecoveryOptions | undefined
}

/** The options of recovery with their defaults in place. */
export interface RecoverySettings {
  readonly minDelayMs: number
  readonly maxDelayMs: number
  readonly maxAttempts: number
  readonly topology: boolean
  readonly random: () => number
}

/** The same for all who give none: connections keep it. */
const DEFAULTS: RecoverySettings = {
  minDelayMs: 100,
  maxDelayMs: 10_000,
  maxAttempts: Infinity,
  topology: true,
  random: Math.random,
}

/**
 * Puts options and defaults together; `options` win over those of the target.
 * @returns undefined where there is to be no recovery
 * @throws {TypeError | RangeError} where an option is wrong
 */
export function settleRecovery(
  target: ConnectOptions,
  options: ConnectOptions,
): RecoverySettings | undefined {
  const { recovery = target.recovery, transport = target.transport } = options
  const isSingle = transport !== undefined && typeof transport !== 'function'
  if (recovery === false || (recovery === undefined && isSingle)) return undefined
  if (isSingle)
    throw new TypeError('recovery needs a way to connect again: give a function as transport, or none')
  if (recovery === undefined || recovery === true) return DEFAULTS
  if (typeof recovery !== 'object' || recovery === null)
    throw new TypeError(`recovery must be true, false or an object, not ${describe(recovery)}`)
  const {
    minDelayMs = DEFAULTS.minDelayMs,
    maxDelayMs = Math.max(DEFAULTS.maxDelayMs, minDelayMs),
    maxAttempts = DEFAULTS.maxAttempts,
    topology = DEFAULTS.topology,
    random = DEFAULTS.random,
  } = recovery
  if (typeof topology !== 'boolean')
    throw new TypeError(`recovery.topology must be true or false, not ${describe(topology)}`)
  if (typeof random !== 'function')
    throw new TypeError(`recovery.random must be a function, not ${describe(random)}`)
  return {
    minDelayMs: whole(minDelayMs, 1, 0x7fffffff, 'recovery.minDelayMs'),
    maxDelayMs: whole(maxDelayMs, minDelayMs, 0x7fffffff, 'recovery.maxDelayMs'),
    maxAttempts:
      maxAttempts === Infinity ? maxAttempts : whole(maxAttempts, 1, 0x7fffffff, 'recovery.maxAttempts'),
    topology,
    random,
  }
}
