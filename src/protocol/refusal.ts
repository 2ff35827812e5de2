import { isHardError, replyCodeNames } from '../generated/constants.ts'
import { decodeText, encodeText } from '../wire/bytes.ts'

/** A reply text is a short string. One that is too long is cut where RabbitMQ cuts it, and ends with three dots. */
const MAX_TEXT_BYTES = 255
const CUT_TEXT_BYTES = 252

/** Thrown by what serves a command to refuse it: the reply code decides whether the channel or the connection is closed. */
export class Refusal extends Error {
  /** Such as 404: it decides whether the channel or the connection is closed. */
  readonly replyCode: number
  /** As a client sees it, such as `NOT_FOUND - no queue 'q' in vhost '/'`. At most 255 bytes of UTF-8. */
  readonly replyText: string
  /** The id of the method that was refused; 0 where it was none. */
  readonly methodId: number
  private readonly explanation: string

  constructor(replyCode: number, explanation: string, methodId: number = 0) {
    const name = replyCodeNames[replyCode] as string
    const replyText = explanation === '' ? name : cut(`${name} - ${explanation}`)
    super(replyText)
    this.name = 'Refusal'
    this.replyCode = replyCode
    this.replyText = replyText
    this.methodId = methodId
    this.explanation = explanation
  }

  /** Whether it costs the client its whole connection, and not only the channel. */
  get closesConnection(): boolean {
    return isHardError(this.replyCode)
  }

  /** The same refusal, of the method with this id; without an explanation it is about none. */
  of(methodId: number): Refusal {
    if (this.explanation === '') return this
    return new Refusal(this.replyCode, this.explanation, methodId)
  }
}

function cut(text: string): string {
  const bytes = encodeText(text)
  if (bytes.length <= MAX_TEXT_BYTES) return text
  let end = CUT_TEXT_BYTES
  while (((bytes[end] as number) & 0xc0) === 0x80) end-- // not in the middle of a character
  return `${decodeText(bytes, 0, end)}...`
}
