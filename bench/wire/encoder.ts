import type * as Protocol from '../../src/protocol/index.ts'
import type { Message } from '../works/message.ts'

type Method<Args> = Protocol.Method<Args, unknown>

/** Does not care when there is output. A function as well, because builds before asked for one. */
const NOBODY = Object.assign(() => {}, { onPending() {} })

/** Encodes frames beforehand, with the codecs of a build of wirehare, for those who then only send bytes. */
export class Encoder {
  readonly protocol: typeof Protocol
  private readonly outbox: Protocol.Outbox

  constructor(protocol: typeof Protocol) {
    this.protocol = protocol
    this.outbox = new protocol.Outbox(NOBODY)
  }

  method<Args>(channel: number, method: Method<Args>, args: Args): Buffer {
    this.outbox.method(channel, method, args)
    return Buffer.concat(this.outbox.take())
  }

  /** A method with a message behind it, cut to frames of this size. */
  content<Args>(
    channel: number,
    method: Method<Args>,
    args: Args,
    message: Message,
    frameMaxBytes: number,
  ): Buffer {
    this.outbox.frameMaxBytes = frameMaxBytes
    this.outbox.content(channel, method, args, propertiesOf(message), message.body)
    return Buffer.concat(this.outbox.take())
  }
}

export async function encoderOf(build: string): Promise<Encoder> {
  return new Encoder((await import(`${build}protocol/index.js`)) as typeof Protocol)
}

function propertiesOf({ properties }: Message): Protocol.BasicProperties | undefined {
  if (properties === undefined) return undefined
  const { timestampSeconds, headers, ...same } = properties
  return { ...same, timestamp: timestampSeconds, headers }
}
