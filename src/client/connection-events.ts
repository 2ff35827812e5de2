/** What a connection tells whoever listens. */
export interface ConnectionEvents {
  /** The connection is over for good: as asked where there is no error. */
  close: [error: Error | undefined]
  /** The connection is lost, and will be recovered. Calls wait until then, each within its own time. */
  lost: [error: Error]
  /** An attempt to recover it has failed. */
  recoveryFailed: [
    failure: {
      /** Why. */
      readonly error: Error
      /** How many attempts have failed since the connection was lost. */
      readonly attempts: number
      /** After how many milliseconds the next one begins; undefined where there is none, and the connection is over. */
      readonly retryAfterMs: number | undefined
    },
  ]
  /** One of the things that were declared could not be declared again, and is left out. The rest is recovered. */
  topologyFailed: [
    failure: {
      /** What could not be done again, such as `queue.declare`. */
      readonly method: string
      /** Its arguments. */
      readonly args: object
      /** What the broker said. */
      readonly error: Error
    },
  ]
  /** A queue whose name the broker had made up has another one now. Its bindings and consumers know. */
  queueRenamed: [oldName: string, newName: string]
  /** The connection is back, with all its channels and what was declared on them. */
  recovered: [
    recovery: {
      /** For how many milliseconds it was gone. */
      readonly downMs: number
      /** How many attempts had failed before. */
      readonly failedAttempts: number
    },
  ]
  /** The broker takes no more publishes for now, and says why. */
  blocked: [reason: string]
  /** The broker takes publishes again. */
  unblocked: []
  /** There is room for more output, after `basicPublish` returned false. */
  drain: []
}
