/** What the recovery of connections adds to the client's public names. */
export { connect } from './connect.ts'
export type { ConnectOptions, RecoveryOptions } from './options.ts'
