/** The client's public names. */
export type { Age } from './argument-rules.ts'
export { alternateExchange, consumerPriority, type StreamOffset, streamOffset } from './arguments.ts'
export { Channel } from './channel.ts'
export type { ChannelEvents } from './channel-events.ts'
export { connect } from './connect.ts'
export { Connection } from './connection.ts'
export type { ConnectionEvents } from './connection-events.ts'
export type { Consumer, ConsumerOptions, Handler } from './consumer.ts'
export type { OnDelivery } from './consumers.ts'
export { Delivery, FetchedMessage, ReturnedMessage } from './delivery.ts'
export type { ConsumeOptions } from './delivery-stream.ts'
export type {
  CloseNotice,
  ConnectNotice,
  DeliverNotice,
  HeartbeatMissNotice,
  LostNotice,
  ObservedChannel,
  ObservedConnection,
  PublishNotice,
  SettleNotice,
} from './diagnostics.ts'
export type { OnError } from './handler-failures.ts'
export type { CallOptions, ConnectOptions, Credentials, Mechanism } from './options.ts'
export type { OutgoingMessage, Receipt } from './pending-publish.ts'
export type { Publisher, PublisherOptions } from './publisher.ts'
export {
  type ClassicQueueOptions,
  classicQueue,
  type QueueArguments,
  type QuorumQueueOptions,
  quorumQueue,
  type SharedQueueOptions,
  type StreamQueueOptions,
  streamQueue,
} from './queue-arguments.ts'
export type { RpcClient, RpcClientOptions, RpcProperties } from './rpc-client.ts'
export type { RpcHandler, RpcReply, RpcReplyMessage, RpcServerOptions } from './rpc-server.ts'
export type {
  CallSnapshot,
  ChannelSnapshot,
  ChannelUse,
  ConnectionSnapshot,
  ConsumerSnapshot,
  RecoverySnapshot,
} from './snapshot.ts'
