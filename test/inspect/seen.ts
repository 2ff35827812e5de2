/** Frames and commands as inspectors see them, made of bytes. */
import {
  CommandStream,
  type Direction,
  FrameStream,
  type SeenCommand,
  type SeenFrame,
} from '../../src/inspect/index.ts'

/** The frames in these bytes, as sent one after the other on one connection. */
export function seenFrames(
  pieces: readonly Uint8Array[],
  direction: Direction = 'client-to-broker',
): SeenFrame[] {
  const frames: SeenFrame[] = []
  const stream = new FrameStream((seen) => frames.push(seen))
  const nowhere = { host: '', port: 0 }
  stream.receive({
    kind: 'open',
    connection: 1,
    atMicros: 0,
    client: nowhere,
    broker: nowhere,
    isFromStart: true,
  })
  pieces.forEach((bytes, index) => {
    stream.receive({ kind: 'bytes', connection: 1, atMicros: (index + 1) * 1000, direction, bytes })
  })
  stream.end()
  return frames
}

/** The commands in these bytes, whole or not. */
export function seenCommands(pieces: readonly Uint8Array[], direction?: Direction): SeenCommand[] {
  const commands: SeenCommand[] = []
  const stream = new CommandStream({ onCommand: (command) => commands.push(command), onLoneFrame: () => {} })
  for (const seen of seenFrames(pieces, direction)) stream.receive(seen)
  stream.end()
  return commands
}
