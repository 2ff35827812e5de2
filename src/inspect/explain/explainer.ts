import type { CaptureEvent, EndEvent } from '../capture-event.ts'
import { CommandStream } from '../command-stream.ts'
import { FrameStream } from '../frame-stream.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { Direction, SeenFrame } from '../seen-frame.ts'
import { explain } from './explain.ts'
import { type Trouble, troubleOf, wordsOf } from './explain-in.ts'
import type { Culprit } from './story.ts'

/** How many commands are remembered. Of those further back only what declares, opens and consumes stays. */
const MAX_COMMANDS = 5_000
const KEPT = /^(connection|exchange|queue|tx)\.|^channel\.(open|close)$|^basic\.consume/

/**
 * Takes what happened on any number of connections and explains what went wrong, as soon as it is seen: each close with a
 * complaint, each message returned or refused, each consumer that the broker ended, each connection that ended without a
 * word. It never throws.
 */
export class Explainer {
  private readonly onTrouble: (trouble: Trouble) => void
  private readonly frames: FrameStream
  private readonly assembly: CommandStream
  private readonly lives: Map<number, Life> = new Map()
  private commands: SeenCommand[] = []
  private startMicros: number | undefined

  constructor(onTrouble: (trouble: Trouble) => void) {
    this.onTrouble = onTrouble
    this.frames = new FrameStream((seen) => {
      this.lives.get(seen.connection)?.onFrame(seen)
      // Content that has not come by now does not come any more, and may be what the close is about.
      if (seen.frame.method?.name === 'connection.close') this.assembly.end(seen.connection)
      this.assembly.receive(seen)
    })
    this.assembly = new CommandStream({
      onCommand: (command) => this.onCommand(command),
      onLoneFrame: () => {},
    })
  }

  /** Takes the next event. */
  receive(event: CaptureEvent): void {
    this.startMicros ??= event.atMicros
    if (event.kind === 'open') this.lives.set(event.connection, new Life())
    this.frames.receive(event)
    if (event.kind === 'end') this.onEnd(event, (event.atMicros - this.startMicros) / 1e6)
  }

  /** Looks at what has come of commands that are not whole, because nothing more will come. */
  end(): void {
    this.frames.end()
    this.assembly.end()
  }

  private onCommand(command: SeenCommand): void {
    const words = wordsOf(command)
    if (words !== undefined) this.onTrouble(troubleOf(command, words, this.commands))
    this.lives.get(command.connection)?.onCommand(command)
    this.commands.push(command)
    if (this.commands.length >= 2 * MAX_COMMANDS) this.forget()
  }

  private forget(): void {
    const old = this.commands.slice(0, -MAX_COMMANDS).filter(({ method }) => KEPT.test(method.name))
    // What declares without end is forgotten as well.
    this.commands = [...old.slice(-MAX_COMMANDS / 2), ...this.commands.slice(-MAX_COMMANDS)]
  }

  private onEnd({ connection, direction }: EndEvent, atSeconds: number): void {
    const life = this.lives.get(connection)
    this.lives.delete(connection)
    this.assembly.end(connection)
    const words = life?.lastWords(direction, atSeconds)
    if (words === undefined) return
    const culprits = life?.culprits() ?? []
    this.onTrouble({ connection, atSeconds, explanation: explain(words), culprits })
  }
}

/** How far a connection came, and who was silent. */
class Life {
  private isClosed: boolean = false
  private heartbeatSeconds: number = 0
  private answeredHeader: string | undefined
  private readonly lastSeconds: Partial<Record<Direction, number>> = {}
  private readonly last: Partial<Record<Direction, SeenCommand>> = {}
  /** The last step of the handshake that was seen. */
  private step: string = ''

  onFrame({ direction, frame, atSeconds }: SeenFrame): void {
    this.lastSeconds[direction] = atSeconds
    if (frame.type === 'protocol-header' && direction === 'broker-to-client') {
      this.answeredHeader = String(frame.children.at(-1)?.value)
    }
  }

  onCommand(command: SeenCommand): void {
    const { method, args, direction } = command
    this.last[direction] = command
    if (method.className === 'connection') this.step = method.name
    if (method.name === 'connection.tune-ok') this.heartbeatSeconds = Number(args['heartbeat'] ?? 0)
    if (method.name === 'connection.close') this.isClosed = true
  }

  /** What there is to explain about the end of the stream, in words that the entries know. */
  lastWords(ended: Direction, atSeconds: number): string | undefined {
    if (this.isClosed) return undefined
    if (this.answeredHeader !== undefined) return `PROTOCOL_HEADER: the broker speaks ${this.answeredHeader}`
    if (this.lastSeconds['client-to-broker'] === undefined) return undefined
    if (this.lastSeconds['broker-to-client'] === undefined) return 'is that an AMQP port?'
    if (this.step === 'connection.start-ok') return 'closed the connection after the credentials'
    if (this.step === 'connection.tune-ok' || this.step === 'connection.open')
      return 'closed the connection after tune'
    const silent = this.silentFor(atSeconds)
    if (silent !== undefined) return `missed heartbeats: the ${silent} was silent`
    return ended === 'client-to-broker'
      ? 'CONNECTION_LOST: the client ended it without connection.close'
      : 'CONNECTION_LOST: the broker ended it without connection.close'
  }

  /** The last command of each side: what was going on. */
  culprits(): Culprit[] {
    return Object.values(this.last).map((command) => ({
      role: `was the last command of the ${command.direction === 'client-to-broker' ? 'client' : 'broker'}`,
      command,
    }))
  }

  /** Who had said nothing for as long as makes the other give up. */
  private silentFor(atSeconds: number): string | undefined {
    if (this.heartbeatSeconds === 0) return undefined
    const limit = atSeconds - 1.5 * this.heartbeatSeconds
    if ((this.lastSeconds['client-to-broker'] ?? 0) < limit) return 'client'
    if ((this.lastSeconds['broker-to-client'] ?? 0) < limit) return 'broker'
    return undefined
  }
}
