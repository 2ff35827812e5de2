export * from './client/index.ts'
export * from './errors.ts'
export type { BasicProperties } from './generated/properties.ts'
export type * from './generated/types.ts'
export type { Content } from './protocol/content.ts'
export type { MechanismName, SaslMechanism } from './protocol/sasl.ts'
export type { Tune } from './protocol/tune.ts'
export { type ConnectOptions, connect, type RecoveryOptions } from './recovery/index.ts'
export type { Tap } from './transport/tap.ts'
export type { RemoteAddress, Transport, TransportHandler } from './transport/transport.ts'
export {
  type Decimal,
  Explicit,
  type FieldTable,
  type FieldTag,
  type FieldValue,
} from './wire/field-value.ts'
export type { Args, Given } from './wire/method.ts'
