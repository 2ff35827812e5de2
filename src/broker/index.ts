export { Broker, type ListenOptions, startBroker } from './broker.ts'
export type { BrokerOptions } from './options.ts'
