import { CommandStream } from '../command-stream.ts'
import type { Recording } from '../compare/compare.ts'
import { FrameStream } from '../frame-stream.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { SeenFrame } from '../seen-frame.ts'
import type { ReplayOptions } from './options.ts'
import { abortedBy, Player } from './player.ts'
import type { ReplayReport } from './report.ts'

/**
 * Sends the client's side of a recording to a broker and says what the broker answers otherwise. Each command is sent once
 * everything has come that had come before it in the recording: replies, confirms, deliveries. Names that the broker
 * chooses, delivery tags and the user are those of the replay; each connection shakes hands, keeps heartbeats and says
 * goodbye by itself.
 *
 *     const report = await replay(readCapture(createReadStream('session.pcapng')), 'amqp://localhost')
 *
 * @param events a recording; it is read as it is played
 * @param url the broker: an AMQP URI with the user to log in as. Without a virtual host it takes the recorded one
 * @throws {TypeError | RangeError} where the URL or an option is wrong
 * @throws {ConnectionError} where the broker cannot be reached or refuses the connection
 * @throws {TimeoutError} where it does not answer a handshake
 * @throws {AbortedError} where the signal says so
 */
export async function replay(
  events: Recording,
  url: string,
  options: ReplayOptions = {},
): Promise<ReplayReport> {
  const player = new Player(url, options)
  const steps: (() => Promise<void>)[] = []
  const assembly = new CommandStream({
    onCommand: (command: SeenCommand) => steps.push(() => player.play(command)),
    onLoneFrame: (seen: SeenFrame) => steps.push(() => player.playOctets(seen)),
  })
  const frames = new FrameStream((seen) => assembly.receive(seen))
  const played = async (): Promise<void> => {
    for (const step of steps.splice(0)) await step()
  }
  const onAbort = (): void => player.destroy()
  options.signal?.addEventListener('abort', onAbort)
  try {
    for await (const event of events) {
      frames.receive(event)
      if (event.kind === 'end') assembly.end(event.connection)
      await played()
      if (event.kind === 'end' && (event.direction === 'client-to-broker' || event.isReset))
        await player.hangUp(event.connection)
    }
    frames.end()
    assembly.end()
    await played()
    return await player.finish()
  } catch (error) {
    throw options.signal?.aborted === true ? abortedBy(options.signal) : error
  } finally {
    options.signal?.removeEventListener('abort', onAbort)
    player.destroy()
  }
}
