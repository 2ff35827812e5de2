/** What a text about a refusal, a close or a lost connection says, as far as it could be read. */
export interface Said {
  /** The words of whoever refused, without what a library or a log puts around them. */
  readonly text: string
  /** The reply code, such as 406. */
  readonly replyCode?: number
  /** The reply code's name in the way of RabbitMQ, such as `PRECONDITION_FAILED`. */
  readonly replyName?: string
  /** The method that it is about, such as `basic.ack`. */
  readonly method?: string
}

/** What most likely went wrong, and what to do. */
export interface Explanation {
  /**
   * Which known trouble it is, such as `unknown-delivery-tag`; `reply-code` where only the code is known, and `unknown`
   * where nothing is.
   */
  readonly name: string
  /** The trouble in a few words. */
  readonly title: string
  /** What most likely went wrong. */
  readonly cause: string
  /** What to do. */
  readonly remedy: string
  /** Which earlier frame to look for, where there is one. */
  readonly look?: string
  /** What was read out of the text. */
  readonly said: Said
}
