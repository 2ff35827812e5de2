/** The client's public names. */
export { Channel, type ChannelEvents, type OnDelivery } from './channel.ts'
export { connect } from './connect.ts'
export { Connection, type ConnectionEvents } from './connection.ts'
export { Delivery, FetchedMessage, ReturnedMessage } from './delivery.ts'
export type { CallOptions, ConnectOptions } from './options.ts'
