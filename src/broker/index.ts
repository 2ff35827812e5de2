export type { Permissions } from './access.ts'
export { Broker, type ListenOptions, startBroker } from './broker.ts'
export type { Clock } from './clock.ts'
export type { DeathReason } from './death.ts'
export type {
  BlockedDecision,
  DeadLetteredDecision,
  Decision,
  DroppedDecision,
  Observer,
  RefusedDecision,
  RoutedDecision,
} from './observer.ts'
export type { BrokerOptions } from './options.ts'
export type { Profile } from './profile.ts'
export type { Step } from './stepper.ts'
