import { randomBytes } from 'node:crypto'
import { FRAME_MIN_BYTES } from '../wire/frame.ts'
import type { Permissions } from './access.ts'
import { type Clock, machineClock } from './clock.ts'
import type { Observer } from './observer.ts'
import { manners, PROFILES, type Profile } from './profile.ts'

/** How a broker is set up. Everything may be left out. */
export interface BrokerOptions {
  /** The passwords of the users who may log in, by name. Default: guest, with the password guest. */
  readonly users?: Readonly<Record<string, string>> | undefined
  /** The names of the virtual hosts. Default: `/` alone. */
  readonly virtualHosts?: readonly string[] | undefined
  /**
   * What users may do, by their name and then by virtual host. Who is named here may use no other virtual host; who is
   * not may do everything.
   */
  readonly permissions?: Readonly<Record<string, Readonly<Record<string, Permissions>>>> | undefined
  /** The interval of heartbeats that is proposed to clients, in seconds, 0 to 65535; 0 for none. Default 60. */
  readonly heartbeatSeconds?: number | undefined
  /** The largest frame in bytes, from 4096 on, or from 8192 on like RabbitMQ 4.3. Default 131072. */
  readonly frameMaxBytes?: number | undefined
  /** The number of channels that a connection may have at a time, 1 to 65535; 0 for no limit. Default 2047. */
  readonly channelMax?: number | undefined
  /** The largest message in bytes. Default 134217728, which is 128 MiB. */
  readonly maxBodyBytes?: number | undefined
  /** The most bytes of bodies that may wait in all queues together; beyond it publishers are blocked. Default: no limit. */
  readonly maxReadyBytes?: number | undefined
  /**
   * Where the names of queues, consumers and reply addresses that the broker makes get their randomness, for captures that
   * can be repeated. Default: Node's `randomBytes`.
   */
  readonly random?: ((count: number) => Uint8Array) | undefined
  /** The time by which messages expire and heartbeats are due. Default: that of the machine. */
  readonly clock?: Clock | undefined
  /** Which RabbitMQ it answers like, where two of them differ. Default `rabbitmq-3.10`. */
  readonly profile?: Profile | undefined
  /** Whether `hold` and `step` can be used, by which the broker takes one command at a time. Default false. */
  readonly stepwise?: boolean | undefined
  /** Sees what the broker decides, and by which rule: routed, dropped, dead-lettered, refused, blocked. Default: nobody. */
  readonly observer?: Observer | undefined
}

/** The options with nothing left out but who looks on. */
export type BrokerSettings = {
  readonly [K in Exclude<keyof BrokerOptions, 'observer'>]-?: Exclude<BrokerOptions[K], undefined>
} & Pick<BrokerOptions, 'observer'>

/** @throws {RangeError} where a number is out of its range, or a profile is none */
export function settingsOf(options: BrokerOptions): BrokerSettings {
  const settings: BrokerSettings = {
    users: options.users ?? { guest: 'guest' },
    virtualHosts: options.virtualHosts ?? ['/'],
    permissions: options.permissions ?? {},
    heartbeatSeconds: options.heartbeatSeconds ?? 60,
    frameMaxBytes: options.frameMaxBytes ?? 131_072,
    channelMax: options.channelMax ?? 2047,
    maxBodyBytes: options.maxBodyBytes ?? 134_217_728,
    maxReadyBytes: options.maxReadyBytes ?? Number.MAX_SAFE_INTEGER,
    random: options.random ?? randomBytes,
    clock: options.clock ?? machineClock,
    profile: options.profile ?? 'rabbitmq-3.10',
    stepwise: options.stepwise ?? false,
    observer: options.observer,
  }
  checkRange('heartbeatSeconds', settings.heartbeatSeconds, 0, 65_535)
  checkRange('channelMax', settings.channelMax, 0, 65_535)
  checkRange('maxBodyBytes', settings.maxBodyBytes, 0, Number.MAX_SAFE_INTEGER)
  checkRange('maxReadyBytes', settings.maxReadyBytes, 0, Number.MAX_SAFE_INTEGER)
  if (!PROFILES.includes(settings.profile))
    throw new RangeError(`profile must be one of ${PROFILES.join(', ')}, not ${String(settings.profile)}`)
  const { minFrameMaxBytes = FRAME_MIN_BYTES } = manners[settings.profile]
  checkRange('frameMaxBytes', settings.frameMaxBytes, minFrameMaxBytes, 0xffff_ffff)
  return settings
}

function checkRange(name: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return
  throw new RangeError(`${name} must be a whole number from ${min} to ${max}, not ${value}`)
}
