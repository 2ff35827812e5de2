import { setImmediate, setTimeout } from 'node:timers/promises'
import { AbortedError } from '../../errors.ts'
import { mechanisms, type SaslMechanism } from '../../protocol/sasl.ts'
import type { Tune } from '../../protocol/tune.ts'
import { dial } from '../../transport/tcp.ts'
import { parseUri, type UriOptions } from '../../transport/uri.ts'
import type { FieldTable } from '../../wire/field-value.ts'
import type { SeenCommand } from '../seen-command.ts'
import { isSettlement } from '../seen-command.ts'
import type { SeenFrame } from '../seen-frame.ts'
import { Ledger } from './ledger.ts'
import { Line } from './line.ts'
import type { ReplayOptions } from './options.ts'
import { patched } from './patch.ts'
import type { ReplayReport } from './report.ts'

const PORT = 5672
const TLS_PORT = 5671
const TIMEOUT_MS = 10_000
/** After so many commands the event loop has a turn, so that answers are read while much is sent. */
const TURN_COMMANDS = 256

/** A connection of the recording, and the one that stands for it. */
interface Played {
  line?: Line
  /** What the client said in its handshake, by method. */
  readonly greeting: Map<string, SeenCommand>
  /** The channels that the recording opens itself. */
  readonly opened: Set<number>
}

/**
 * Plays commands of a recording to a broker, in the order in which they travelled:
 *
 *     the broker sent it ──▶ Ledger: is to come
 *     the client sent it ──▶ wait until all has come that came before it ──▶ Line: send
 */
export class Player {
  private readonly uri: UriOptions
  private readonly isPaced: boolean
  private readonly timeoutMs: number
  private readonly signal: AbortSignal | undefined
  private readonly ledger: Ledger = new Ledger()
  private readonly connections: Map<number, Played> = new Map()
  private onProgress: () => void = () => {}
  private sentCommands: number = 0
  private skippedCommands: number = 0
  private begunMs: number | undefined
  private readonly recorded: { first?: number; last: number } = { last: 0 }

  constructor(url: string, { speed = 'full', timeoutMs = TIMEOUT_MS, signal }: ReplayOptions) {
    if (speed !== 'full' && speed !== 'recorded')
      throw new TypeError(`speed must be 'recorded' or 'full', not ${JSON.stringify(speed)}`)
    if (!(timeoutMs > 0 && timeoutMs <= 2_147_483_647))
      throw new RangeError(`timeoutMs must be above 0 and at most 2147483647, not ${timeoutMs}`)
    this.uri = parseUri(url)
    this.isPaced = speed === 'recorded'
    this.timeoutMs = timeoutMs
    this.signal = signal
  }

  /** Plays the next command. */
  async play(command: SeenCommand): Promise<void> {
    this.begunMs ??= performance.now()
    this.recorded.first ??= command.atSeconds
    this.recorded.last = command.endSeconds
    if (command.direction === 'client-to-broker') return this.send(command)
    // The replay shakes hands and says goodbye by itself, and what is gone says nothing more.
    const isGone = this.played(command.connection).line?.isClosed === true
    const isOwn = isGone || command.method.className === 'connection'
    if (!isOwn || command.method.name === 'connection.close') this.ledger.expect(command)
  }

  /** Plays octets that are no command, such as a frame that nobody can read. */
  async playOctets({ connection, direction, frame, bytes }: SeenFrame): Promise<void> {
    if (direction !== 'client-to-broker' || OWN_FRAMES.has(frame.type)) return
    await this.caughtUp()
    const line = await this.lineOf(connection)
    line.frame(bytes.subarray(frame.offset, frame.offset + frame.length), false)
  }

  /** The client of the recording has ended a connection. */
  async hangUp(connection: number): Promise<void> {
    const { line } = this.played(connection)
    if (line === undefined || line.isClosed) return
    await this.caughtUp()
    await line.flush()
    line.destroy()
  }

  /** Waits for what is still to come, and says goodbye on all connections that are open. */
  async finish(): Promise<ReplayReport> {
    await this.caughtUp()
    const replayedSeconds = this.begunMs === undefined ? 0 : (performance.now() - this.begunMs) / 1000
    await Promise.all([...this.connections.values()].map(({ line }) => line?.close(this.timeoutMs)))
    this.ledger.finish()
    const { differences } = this.ledger
    return {
      sentCommands: this.sentCommands,
      skippedCommands: this.skippedCommands,
      recordedSeconds: this.recorded.last - (this.recorded.first ?? this.recorded.last),
      replayedSeconds,
      differences: differences.all,
      differenceCount: differences.count,
    }
  }

  /** Ends all that is still open. */
  destroy(): void {
    for (const { line } of this.connections.values()) line?.destroy()
  }

  private async send(command: SeenCommand): Promise<void> {
    const { connection, channel, method } = command
    const played = this.played(connection)
    if (method.className === 'connection') return this.aboutConnection(command, played)
    if (OWN_ANSWERS.has(method.name)) return
    await this.caughtUp()
    await this.due(command)
    const line = await this.lineOf(connection)
    const ledger = this.ledger.channel(command)
    if (line.isClosed) return this.skip(command, 'its connection is closed')
    if (method.name === 'channel.open') {
      ledger.restart()
      // The broker had closed it in the recording, and now has not.
      if (line.openChannels.has(channel)) {
        line.reopenChannel(channel)
        ledger.owe('channel.close-ok')
      }
      played.opened.add(channel)
      line.openChannels.add(channel)
    } else if (!line.openChannels.has(channel)) {
      if (played.opened.has(channel)) return this.skip(command, 'its channel is closed')
      played.opened.add(channel)
      line.openChannel(channel)
      ledger.owe('channel.open-ok')
    }
    ledger.sent(command)
    if (isSettlement(command)) this.settle(command, line)
    else this.asItWas(command, line)
    if (this.sentCommands % TURN_COMMANDS === 0) {
      await line.flush()
      await setImmediate()
    }
  }

  /** To the octet, but for names. */
  private asItWas({ frames }: SeenCommand, line: Line): void {
    const now = (text: string, field: string): string =>
      field === 'userId' ? (this.uri.username ?? 'guest') : this.ledger.names.now(text)
    for (const seen of frames) line.frame(patched(seen, now), seen.frame.type === 'body')
    this.sentCommands++
  }

  private settle(command: SeenCommand, line: Line): void {
    const { channel, method, args } = command
    const tag = Number(args['deliveryTag'])
    const settlements = this.ledger.channel(command).deliveries.settle(tag, args['multiple'] === true)
    if (settlements.length === 0) return this.skip(command, `no delivery came that stands for ${tag}`)
    const [{ tag: first, multiple: isMultiple } = { tag, multiple: false }] = settlements
    // Also a tag that no number can hold.
    if (settlements.length === 1 && Object.is(first, tag) && isMultiple === (args['multiple'] === true))
      return this.asItWas(command, line)
    for (const { tag: now, multiple } of settlements)
      line.settle(channel, method.name, now, multiple, args['requeue'] === true)
    this.sentCommands++
  }

  private skip(command: SeenCommand, why: string): void {
    this.skippedCommands++
    const { connection, channel, method } = command
    const words = `${method.name} was not sent: ${why}`
    this.ledger.differences.add({ kind: 'skipped', connection, channel, words, recorded: command })
  }

  private async aboutConnection(command: SeenCommand, played: Played): Promise<void> {
    const { name } = command.method
    played.greeting.set(name, command)
    if (name === 'connection.open') await this.lineOf(command.connection)
    if (name !== 'connection.close') return
    await this.caughtUp()
    await this.due(command)
    await played.line?.close(this.timeoutMs)
  }

  /** The connection that stands for one of the recording; opened where it is not yet. */
  private async lineOf(connection: number): Promise<Line> {
    const played = this.played(connection)
    if (played.line !== undefined) return played.line
    const { host = 'localhost', tls, username = 'guest', password = 'guest', virtualHost } = this.uri
    const { timeoutMs, signal } = this
    const port = this.uri.port ?? (tls === undefined ? PORT : TLS_PORT)
    const transport = await dial(host, port, tls, { timeoutMs, signal })
    const line = new Line(transport, connection, {
      onCommand: (command) => {
        this.ledger.got(command)
        this.onProgress()
      },
      onClosed: () => {
        this.ledger.lose(connection)
        this.onProgress()
      },
    })
    played.line = line
    const { greeting } = played
    const said = greeting.get('connection.open')?.args['virtualHost']
    await line.open(
      {
        mechanism: mechanismOf(this.uri, username, password),
        clientProperties: (greeting.get('connection.start-ok')?.args['clientProperties'] ?? {}) as FieldTable,
        virtualHost: virtualHost ?? (typeof said === 'string' ? said : '/'),
        tune: tuneOf(greeting.get('connection.tune-ok')),
      },
      timeoutMs,
    )
    return line
  }

  private played(connection: number): Played {
    let played = this.connections.get(connection)
    if (played === undefined) {
      played = { greeting: new Map(), opened: new Set() }
      this.connections.set(connection, played)
    }
    return played
  }

  /** Waits until all has come that had come in the recording by now, or has not come for too long. */
  private async caughtUp(): Promise<void> {
    if (this.signal?.aborted === true) throw abortedBy(this.signal)
    while (this.ledger.isBehind) {
      await this.flush()
      if (this.ledger.isBehind && !(await this.progress())) this.ledger.giveUp()
    }
  }

  /** Whether something came before it took too long. */
  private async progress(): Promise<boolean> {
    const over = new AbortController()
    const came = new Promise<true>((resolve) => {
      this.onProgress = () => resolve(true)
    })
    const late = setTimeout(this.timeoutMs, false, { signal: over.signal }).catch(() => false)
    const aborted = new Promise<never>((_, reject) => {
      const { signal } = this
      signal?.addEventListener('abort', () => reject(abortedBy(signal)), { signal: over.signal })
    })
    try {
      return await Promise.race([came, late, aborted])
    } finally {
      over.abort()
    }
  }

  /** Waits until it is time for a command, where time counts. */
  private async due({ atSeconds }: SeenCommand): Promise<void> {
    if (!this.isPaced) return
    const dueMs = (this.begunMs ?? 0) + (atSeconds - (this.recorded.first ?? 0)) * 1000
    const waitMs = dueMs - performance.now()
    if (waitMs <= 1) return
    await this.flush()
    const { signal } = this
    await setTimeout(waitMs, undefined, signal && { signal }).catch(() => {
      throw abortedBy(signal as AbortSignal)
    })
  }

  private async flush(): Promise<void> {
    for (const { line } of this.connections.values()) await line?.flush()
  }
}

/** What the replay sends by itself. */
const OWN_FRAMES: ReadonlySet<string> = new Set(['heartbeat', 'protocol-header'])
const OWN_ANSWERS: ReadonlySet<string> = new Set(['channel.close-ok', 'channel.flow-ok'])

function mechanismOf(
  { mechanisms: wanted = ['PLAIN'] }: UriOptions,
  username: string,
  password: string,
): SaslMechanism {
  return mechanisms[wanted[0] ?? 'PLAIN'](username, password)
}

/** What the client of the recording agreed to. */
function tuneOf(tuneOk: SeenCommand | undefined): Tune {
  const { channelMax = 0, frameMax = 0, heartbeat = 0 } = tuneOk?.args ?? {}
  return {
    channelMax: Number(channelMax),
    frameMaxBytes: Number(frameMax),
    heartbeatSeconds: Number(heartbeat),
  }
}

/** The error for a replay that was given up. */
export function abortedBy(signal: AbortSignal): AbortedError {
  return new AbortedError('the replay was given up', {
    code: 'ABORTED',
    scope: 'operation',
    initiator: 'user',
    retriable: true,
    cause: signal.reason,
  })
}
