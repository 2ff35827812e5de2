import { isHardError, replyCodeNames } from '../generated/constants.ts'

/** Thrown by what serves a command to refuse it: the reply code decides whether the channel or the connection is closed. */
export class Refusal extends Error {
  readonly replyCode: number
  /** As a client sees it, such as `NOT_FOUND - no queue 'q' in vhost '/'`. */
  readonly replyText: string
  /** The id of the method that was refused; 0 where it was none. */
  readonly methodId: number

  constructor(replyCode: number, explanation: string, methodId: number = 0) {
    const replyText = `${replyCodeNames[replyCode]} - ${explanation}`
    super(replyText)
    this.name = 'Refusal'
    this.replyCode = replyCode
    this.replyText = replyText
    this.methodId = methodId
  }

  get closesConnection(): boolean {
    return isHardError(this.replyCode)
  }

  /** The same refusal, of the method with this id. */
  of(methodId: number): Refusal {
    const explanation = this.replyText.slice(`${replyCodeNames[this.replyCode]} - `.length)
    return new Refusal(this.replyCode, explanation, methodId)
  }
}
