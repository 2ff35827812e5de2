import { encodeText, viewOf } from './bytes.ts'

/** A short text by its octets, to be recognized on the wire without being decoded. */
export class ShortText {
  private readonly octets: DataView

  constructor(text: string) {
    this.octets = viewOf(encodeText(text))
  }

  /** Whether the short text whose length stands at `at` is this one. Its octets are known to be there. */
  isAt(view: DataView, at: number): boolean {
    const { octets } = this
    const length = octets.byteLength
    if (view.getUint8(at) !== length) return false
    const from = at + 1
    let i = 0
    // Four at a time: a consumer tag of RabbitMQ's has 31 octets, and each message has one.
    for (; i + 4 <= length; i += 4) if (view.getInt32(from + i) !== octets.getInt32(i)) return false
    for (; i < length; i++) if (view.getUint8(from + i) !== octets.getUint8(i)) return false
    return true
  }
}
