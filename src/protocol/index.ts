/**
 * The protocol without a network: codecs, frames, and both roles as state machines that take bytes and time and give
 * bytes. For brokers, proxies, simulators, fuzzers, and whoever wants to see how it works.
 */
export * from '../generated/constants.ts'
export * from '../generated/dispatch.ts'
export * as methods from '../generated/methods.ts'
export * from '../generated/properties.ts'
export type * from '../generated/types.ts'
export { readTable, type TableReadOptions } from '../wire/field-table-reader.ts'
export { MAX_TABLE_DEPTH, writeTable } from '../wire/field-table-writer.ts'
export * from '../wire/field-value.ts'
export { FRAME_OVERHEAD_BYTES, FRAME_PREFIX_BYTES, PROTOCOL_HEADER } from '../wire/frame.ts'
export { FrameDecoder, type FrameHandler } from '../wire/frame-decoder.ts'
export { FrameWriter } from '../wire/frame-writer.ts'
export type { Args, Given, Method } from '../wire/method.ts'
export { Reader } from '../wire/reader.ts'
export { Writer } from '../wire/writer.ts'
export { AckRuns } from './ack-runs.ts'
export { BodyMemory } from './body-memory.ts'
export { type ChannelCoreOwner, ClientChannelCore, type ClientChannelHandler } from './client-channel-core.ts'
export { ClientCore, type ClientCoreHandler, type ClientCoreOptions } from './client-core.ts'
export { CommandAssembler, type CommandHandler } from './command-assembler.ts'
export { Content } from './content.ts'
export { Heartbeat } from './heartbeat.ts'
export { Life, type LifeTable } from './life.ts'
export { Link, type LinkHandler } from './link.ts'
export * from './lives.ts'
export { Loan } from './loan.ts'
export { Outbox, type OutboxOwner } from './outbox.ts'
export { Refusal } from './refusal.ts'
export { type PendingCall, type PendingCalls, RpcQueue } from './rpc-queue.ts'
export { amqplain, external, type MechanismName, plain, type SaslMechanism } from './sasl.ts'
export {
  ServerChannelCore,
  type ServerChannelHandler,
  type ServerChannelOptions,
} from './server-channel-core.ts'
export { ServerCore, type ServerCoreHandler, type ServerCoreOptions } from './server-core.ts'
export { agree, type Tune } from './tune.ts'
