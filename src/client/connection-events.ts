/** What a connection tells whoever listens. */
export interface ConnectionEvents {
  /** The connection is over: as asked where there is no error. */
  close: [error: Error | undefined]
  /** The broker takes no more publishes for now, and says why. */
  blocked: [reason: string]
  /** The broker takes publishes again. */
  unblocked: []
  /** There is room for more output, after `basicPublish` returned false. */
  drain: []
}
