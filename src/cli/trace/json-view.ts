import { fieldsObject, frameObject, jsonSafe, octetsObject } from '../../inspect/frame-json.ts'
import type { SeenCommand, SeenFrame } from '../../inspect/index.ts'
import { problemOf } from '../../inspect/problem.ts'
import type { Item, Note, View } from '../../inspect/watch/item.ts'
import type { Level } from '../../inspect/watch/watch.ts'
import { decodeTextStrictly } from '../../wire/bytes.ts'

/** Each frame or command as one line of JSON. */
export class JsonView implements View {
  private readonly level: Level
  private readonly print: (line: string) => void

  constructor(level: Level, print: (line: string) => void) {
    this.level = level
    this.print = print
  }

  onItem({ seen, ties: { answers, latencyMs, problem } }: Item): void {
    this.print(
      JSON.stringify({
        ...('frame' in seen ? frameObject(seen) : commandObject(seen)),
        problem: problem ?? problemOf(seen),
        answers: answers.length === 0 ? undefined : answers,
        latencyMs: latencyMs === undefined ? undefined : Math.round(latencyMs * 1000) / 1000,
        ...('frame' in seen && this.level === 'bytes' ? octetsObject(seen) : {}),
      }),
    )
  }

  onNote({ connection, atSeconds, text }: Note): void {
    this.print(JSON.stringify({ connection, at: Math.round(atSeconds * 1e6) / 1e6, note: text }))
  }
}

function commandObject({
  connection,
  endSeconds,
  direction,
  channel,
  method,
  frames,
  content,
}: SeenCommand): object {
  const [first, header] = frames as [SeenFrame, SeenFrame?]
  return {
    frame: first.number,
    connection,
    at: Math.round(endSeconds * 1e6) / 1e6,
    direction,
    channel,
    method: method.name,
    fields: fieldsObject(first.frame),
    bodyBytes: jsonSafe(content?.bodyBytes),
    properties: content && header && fieldsObject(header.frame),
    // As text where it is one, and otherwise as all bytes are.
    body: content && (decodeTextStrictly(content.body, 0, content.body.length) ?? jsonSafe(content.body)),
    frames: frames.length,
  }
}
