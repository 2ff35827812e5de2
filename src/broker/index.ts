export { Broker, type ListenOptions, startBroker } from './broker.ts'
export type { Clock } from './clock.ts'
export type { BrokerOptions } from './options.ts'
export type { Profile } from './profile.ts'
