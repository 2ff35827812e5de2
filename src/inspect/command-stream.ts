import { concatenated } from '../wire/bytes.ts'
import type { FieldValue } from '../wire/field-value.ts'
import { type FrameRange, fieldRangesOf, type Range } from './range.ts'
import type { SeenCommand, SeenContent, SeenFields } from './seen-command.ts'
import type { SeenFrame } from './seen-frame.ts'

/** Takes what a CommandStream makes of frames. */
export interface CommandHandler {
  /** A command is whole, or cannot become whole any more; then its `problem` says why. */
  onCommand(command: SeenCommand): void
  /** A frame that belongs to no command: a heartbeat, the protocol header, damage, content that nothing announced. */
  onLoneFrame(seen: SeenFrame): void
}

/**
 * Puts the frames of any number of connections together to commands: a method, and where it carries content the header
 * and the bodies behind it. It never throws; a command whose content does not come is handed on as far as it came.
 */
export class CommandStream {
  private readonly handler: CommandHandler
  /** The commands whose content is still to come, by connection, direction and channel. */
  private readonly unfinished: Map<string, Unfinished> = new Map()

  constructor(handler: CommandHandler) {
    this.handler = handler
  }

  /** Takes the next frame. */
  receive(seen: SeenFrame): void {
    const { type, method } = seen.frame
    if (type === 'method') {
      this.giveUp(seen, 'another method came in place of its content')
      if (method?.content === true) this.unfinished.set(keyOf(seen), new Unfinished(seen))
      else if (method !== undefined) this.handler.onCommand(new Unfinished(seen).command())
      else this.handler.onLoneFrame(seen)
    } else if (type === 'header' || type === 'body') this.content(seen)
    else this.handler.onLoneFrame(seen)
  }

  /** Hands on what has come of commands that are not whole, because nothing more will come: of one connection, or of all. */
  end(connection?: number, problem: string = 'the connection ended before its content came'): void {
    for (const [key, { method }] of [...this.unfinished]) {
      if (connection === undefined || method.connection === connection) {
        this.giveUp(method, problem, key)
      }
    }
  }

  private content(seen: SeenFrame): void {
    const command = this.unfinished.get(keyOf(seen))
    if (command?.add(seen) !== true) return this.handler.onLoneFrame(seen)
    if (!command.isWhole) return
    this.unfinished.delete(keyOf(seen))
    this.handler.onCommand(command.command())
  }

  private giveUp(seen: SeenFrame, problem: string, key: string = keyOf(seen)): void {
    const command = this.unfinished.get(key)
    if (command === undefined) return
    this.unfinished.delete(key)
    this.handler.onCommand({ ...command.command(), problem })
  }
}

function keyOf({ connection, direction, frame }: SeenFrame): string {
  return `${connection} ${direction} ${frame.channel}`
}

/** A command whose frames are still coming. */
class Unfinished {
  readonly method: SeenFrame
  private readonly frames: SeenFrame[]
  private header: FrameRange | undefined
  private bodyBytes: number | bigint = 0
  private bodyLeft: number | bigint = 0
  private readonly parts: Uint8Array[] = []

  constructor(method: SeenFrame) {
    this.method = method
    this.frames = [method]
  }

  get isWhole(): boolean {
    return this.header !== undefined && this.bodyLeft <= 0
  }

  /** Takes the next frame of the content, or says that it does not belong here. */
  add(seen: SeenFrame): boolean {
    const { frame, bytes } = seen
    if ((frame.type === 'header') !== (this.header === undefined)) return false
    if (frame.type === 'header') {
      this.header = frame
      this.bodyBytes = this.bodyLeft = (partOf(frame, 'bodyBytes')?.value as number | bigint | undefined) ?? 0
    } else {
      const { offset = 0, length = 0 } = partOf(frame, 'body') ?? {}
      const part = bytes.subarray(offset, offset + length)
      this.parts.push(part)
      // A size beyond 2^53 - 1 is never reached.
      if (typeof this.bodyLeft === 'number') this.bodyLeft -= part.length
    }
    this.frames.push(seen)
    return true
  }

  command(): SeenCommand {
    const { connection, direction, frame, atSeconds } = this.method
    return {
      connection,
      direction,
      channel: frame.channel as number,
      atSeconds,
      endSeconds: (this.frames.at(-1) as SeenFrame).atSeconds,
      method: frame.method!,
      args: fieldsOf(frame),
      ...(this.header === undefined ? {} : { content: this.contentOf(this.header) }),
      frames: this.frames,
    }
  }

  private contentOf(header: FrameRange): SeenContent {
    const [only] = this.parts
    const body = this.parts.length === 1 && only !== undefined ? only : concatenated(this.parts)
    return { properties: fieldsOf(header), bodyBytes: this.bodyBytes, body }
  }
}

/** A part of a frame that stands outside its fields. */
export function partOf(frame: FrameRange, name: string): Range | undefined {
  const payload = frame.children.find(({ type }) => type === 'payload')?.children ?? []
  return [...frame.children, ...payload].find((part) => part.name === name)
}

/** The fields of a method or of a content header by their names in the API, without the reserved ones. */
export function fieldsOf(frame: FrameRange): SeenFields {
  return Object.fromEntries(
    fieldRangesOf(frame).flatMap(({ name, value, bits, reserved }): [string, FieldValue][] => {
      if (bits !== undefined) return bits.filter((bit) => !bit.reserved).map((bit) => [bit.name, bit.value])
      return value === undefined || reserved === true ? [] : [[name, value]]
    }),
  )
}
