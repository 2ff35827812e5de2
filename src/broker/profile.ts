import type { ServerCoreOptions } from '../protocol/server-core.ts'

/** Which RabbitMQ a broker answers like, where the two differ. */
export type Profile = 'rabbitmq-3.10' | 'rabbitmq-4.3'

export const PROFILES: readonly Profile[] = ['rabbitmq-3.10', 'rabbitmq-4.3']

/** How each speaks the protocol, before there is anything of exchanges and queues. */
export const manners: Readonly<
  Record<Profile, Pick<ServerCoreOptions, 'proposal' | 'minFrameMaxBytes' | 'dropsLongBodies'>>
> = {
  // The bytes that are too many make it wait for a body that is never whole.
  'rabbitmq-3.10': { dropsLongBodies: true },
  // Its first choice is AMQP 1.0 over SASL, and it says so to whom it does not understand.
  'rabbitmq-4.3': { proposal: Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 3, 1, 0, 0), minFrameMaxBytes: 8192 },
}
