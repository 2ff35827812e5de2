/** How a recording is replayed. */
export interface ReplayOptions {
  /**
   * `recorded` sends each command as long after the first as it was sent in the recording, or later where the broker is
   * slower. `full` sends each as soon as what came before it has come. Default `full`.
   */
  readonly speed?: 'recorded' | 'full'
  /**
   * How long the broker may say nothing while something is due, in milliseconds: what has not come by then is told as
   * missing, and the replay goes on. The same for each step of a handshake. Default 10,000.
   */
  readonly timeoutMs?: number
  /** Ends the replay early. */
  readonly signal?: AbortSignal
}
