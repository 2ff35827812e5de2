import { ConnectionError, TimeoutError } from '../../errors.ts'
import {
  basicAck,
  basicNack,
  basicReject,
  channelClose,
  channelCloseOk,
  channelFlowOk,
  channelOpen,
  connectionClose,
  connectionCloseOk,
  connectionOpen,
  connectionStartOk,
  connectionTuneOk,
} from '../../generated/methods.ts'
import { Heartbeat } from '../../protocol/heartbeat.ts'
import { Outbox } from '../../protocol/outbox.ts'
import { connectionClosedByPeer } from '../../protocol/peer-close.ts'
import { chooseMechanism, type SaslMechanism } from '../../protocol/sasl.ts'
import { agree, type Tune } from '../../protocol/tune.ts'
import type { Transport } from '../../transport/transport.ts'
import { microsSince1970 } from '../../util/micros.ts'
import { encodeText } from '../../wire/bytes.ts'
import type { FieldTable } from '../../wire/field-value.ts'
import { FRAME_OVERHEAD_BYTES, FRAME_PREFIX_BYTES } from '../../wire/frame.ts'
import { FrameWriter } from '../../wire/frame-writer.ts'
import type { Method } from '../../wire/method.ts'
import { CommandStream } from '../command-stream.ts'
import { closeFieldsOf } from '../explain/reading.ts'
import { FrameStream } from '../frame-stream.ts'
import type { SeenCommand } from '../seen-command.ts'

/** What a line tells its owner. */
export interface LineHandler {
  /** The broker sent a command, on a channel or about the connection; not those of the handshake. */
  onCommand(command: SeenCommand): void
  /** Nothing more can be sent or will come. Said once; `error` says why where the replay did not end it. */
  onClosed(error: Error | undefined): void
}

/** Who opens a connection, and how. */
export interface Greeting {
  readonly mechanism: SaslMechanism
  readonly clientProperties: FieldTable
  readonly virtualHost: string
  readonly tune: Tune
}

/** How much is gathered before it is written. */
const FLUSH_BYTES = 64 * 1024

/**
 * A connection that sends frames as they are given to it. It shakes hands, keeps heartbeats, answers each close and flow,
 * and hands on all else that the broker says.
 */
export class Line {
  /** The channels that are open in the replay. */
  readonly openChannels: Set<number> = new Set()
  isClosed: boolean = false
  /** Those whose close-ok is about their life before. */
  private readonly reopened: Set<number> = new Set()
  private readonly transport: Transport
  private readonly handler: LineHandler
  private readonly frames: FrameStream
  private readonly outbox: Outbox = new Outbox({ onPending() {} })
  private readonly pending: Uint8Array[] = []
  private pendingBytes: number = 0
  private frameMaxBytes: number = 0
  private heartbeat: Heartbeat = new Heartbeat(0, 0)
  private timer: NodeJS.Timeout | undefined
  private isFull: boolean = false
  private failure: Error | undefined
  /** Who waits for something to happen. */
  private waiters: (() => void)[] = []
  /** The last command of the handshake that came. */
  private step: SeenCommand | undefined

  constructor(transport: Transport, connection: number, handler: LineHandler) {
    this.transport = transport
    this.handler = handler
    const assembly = new CommandStream({
      onCommand: (command) => this.onCommand(command),
      onLoneFrame: () => {},
    })
    this.frames = new FrameStream((seen) => assembly.receive(seen))
    const nobody = { host: '', port: 0 }
    const start = { connection, atMicros: microsSince1970() }
    this.frames.receive({ kind: 'open', ...start, client: nobody, broker: nobody, isFromStart: true })
    transport.start({
      onData: (bytes) => {
        this.heartbeat.received(performance.now())
        this.frames.receive({
          kind: 'bytes',
          connection,
          atMicros: microsSince1970(),
          direction: 'broker-to-client',
          bytes,
        })
      },
      onDrain: () => {
        this.isFull = false
        this.wake()
      },
      onEnd: () => transport.end(),
      onClose: (error) => this.onClose(error),
    })
  }

  /**
   * From the protocol header to connection.open-ok.
   * @throws {ConnectionError} where the broker refuses or hangs up
   * @throws {TimeoutError} where it says nothing
   */
  async open({ mechanism, clientProperties, virtualHost, tune }: Greeting, timeoutMs: number): Promise<void> {
    this.outbox.protocolHeader()
    const start = await this.answer('connection.start', timeoutMs)
    const offered = start.args['mechanisms']
    const names = typeof offered === 'string' ? encodeText(offered) : (offered as Uint8Array)
    const chosen = chooseMechanism([mechanism], names)
    this.send(0, connectionStartOk, {
      clientProperties,
      mechanism: chosen.name,
      response: chosen.initialResponse(),
      locale: 'en_US',
    })
    const proposed = await this.answer('connection.tune', timeoutMs)
    const agreed = agree(tune, {
      channelMax: Number(proposed.args['channelMax']),
      frameMaxBytes: Number(proposed.args['frameMax']),
      heartbeatSeconds: Number(proposed.args['heartbeat']),
    })
    this.frameMaxBytes = agreed.frameMaxBytes
    this.beat(agreed.heartbeatSeconds)
    this.send(0, connectionTuneOk, {
      channelMax: agreed.channelMax,
      frameMax: agreed.frameMaxBytes,
      heartbeat: agreed.heartbeatSeconds,
    })
    this.send(0, connectionOpen, { virtualHost })
    await this.answer('connection.open-ok', timeoutMs)
  }

  /** Sends a frame as it is, or a body frame that is too large for this broker in several. */
  frame(bytes: Uint8Array, isBody: boolean): void {
    const room = this.frameMaxBytes === 0 ? bytes.length : this.frameMaxBytes
    if (!isBody || bytes.length <= room) return this.push([bytes])
    const writer = new FrameWriter()
    const channel = ((bytes[1] as number) << 8) | (bytes[2] as number)
    const end = bytes.length - 1
    for (let at = FRAME_PREFIX_BYTES; at < end; at += room - FRAME_OVERHEAD_BYTES) {
      writer.bodyFrame(channel, bytes.subarray(at, Math.min(end, at + room - FRAME_OVERHEAD_BYTES)), false)
    }
    writer.commit()
    this.push(writer.take())
  }

  /** Sends a method of the replay's own. */
  send<Args>(channel: number, method: Method<Args, unknown>, args: Args): void {
    this.outbox.method(channel, method, args)
    this.push(this.outbox.take())
  }

  /** Settles a delivery by its tag in the replay. */
  settle(channel: number, method: string, tag: number, multiple: boolean, requeue: boolean): void {
    if (method === 'basic.ack') this.send(channel, basicAck, { deliveryTag: tag, multiple })
    else if (method === 'basic.nack') this.send(channel, basicNack, { deliveryTag: tag, multiple, requeue })
    else this.send(channel, basicReject, { deliveryTag: tag, requeue })
  }

  /** Opens a channel that the recording has open from before its beginning. */
  openChannel(channel: number): void {
    this.openChannels.add(channel)
    this.send(channel, channelOpen, {})
  }

  /** Closes a channel that the recording is about to open. */
  reopenChannel(channel: number): void {
    this.reopened.add(channel)
    this.send(channel, channelClose, { replyCode: 200, replyText: '', classId: 0, methodId: 0 })
  }

  /** Hands all that was gathered to the transport; resolves when there is room for more. */
  async flush(): Promise<void> {
    this.write()
    if (!this.isFull || this.isClosed) return
    await this.happening()
    return this.flush()
  }

  /** Says goodbye, and waits for the answer. */
  async close(timeoutMs: number): Promise<void> {
    if (this.isClosed) return
    this.send(0, connectionClose, {
      replyCode: 200,
      replyText: 'the replay is over',
      classId: 0,
      methodId: 0,
    })
    this.write()
    await this.until(() => this.isClosed, timeoutMs).catch(() => {})
    this.destroy()
  }

  /** Ends it at once. */
  destroy(): void {
    this.transport.destroy()
    this.onClose(undefined)
  }

  private push(pieces: readonly Uint8Array[]): void {
    if (this.isClosed) return
    this.pending.push(...pieces)
    for (const { length } of pieces) this.pendingBytes += length
    if (this.pendingBytes >= FLUSH_BYTES) this.write()
  }

  private write(): void {
    this.pending.push(...this.outbox.take())
    if (this.pending.length === 0 || this.isClosed) return
    this.heartbeat.sent(performance.now())
    this.isFull = !this.transport.write(this.pending.splice(0))
    this.pendingBytes = 0
  }

  private onCommand(command: SeenCommand): void {
    const { channel, method } = command
    switch (method.name) {
      case 'connection.close':
        this.failure = connectionClosedByPeer(closeFieldsOf(command), 'broker')
        this.send(0, connectionCloseOk, {})
        this.write()
        this.handler.onCommand(command)
        this.transport.end()
        return this.onClose(this.failure)
      case 'connection.close-ok':
        return this.destroy()
      case 'channel.close':
        this.openChannels.delete(channel)
        this.send(channel, channelCloseOk, {})
        this.write()
        break
      case 'channel.close-ok':
        if (!this.reopened.delete(channel)) this.openChannels.delete(channel)
        break
      case 'channel.flow':
        this.send(channel, channelFlowOk, { active: command.args['active'] === true })
        this.write()
        return
    }
    if (method.className === 'connection') {
      this.step = command
      this.wake()
    } else this.handler.onCommand(command)
  }

  private async answer(name: string, timeoutMs: number): Promise<SeenCommand> {
    this.write()
    await this.until(() => this.step?.method.name === name, timeoutMs)
    return this.step as SeenCommand
  }

  private async until(isSo: () => boolean, timeoutMs: number): Promise<void> {
    const timer = setTimeout(() => {
      this.failure = new TimeoutError(`${this.transport.remote} did not answer within ${timeoutMs} ms`, {
        code: 'REPLAY_TIMEOUT',
        scope: 'connection',
        initiator: 'peer',
        retriable: true,
      })
      this.transport.destroy()
      this.onClose(this.failure)
    }, timeoutMs)
    try {
      while (!isSo()) {
        if (this.isClosed) throw this.failure ?? hungUp(this.transport.remote)
        await this.happening()
      }
    } finally {
      clearTimeout(timer)
    }
  }

  private happening(): Promise<void> {
    return new Promise((resolve) => this.waiters.push(resolve))
  }

  private wake(): void {
    for (const waiter of this.waiters.splice(0)) waiter()
  }

  private beat(seconds: number): void {
    this.heartbeat = new Heartbeat(seconds, performance.now())
    const everyMs = this.heartbeat.checkEveryMs
    if (everyMs === undefined) return
    this.timer = setInterval(() => {
      const due = this.heartbeat.check(performance.now())
      if (due === 'dead') this.transport.destroy()
      else if (due === 'send') {
        this.outbox.heartbeat()
        this.write()
      }
    }, everyMs)
  }

  private onClose(error: Error | undefined): void {
    if (this.isClosed) return
    this.isClosed = true
    this.openChannels.clear()
    clearInterval(this.timer)
    this.wake()
    this.handler.onClosed(error ?? this.failure)
  }
}

function hungUp(remote: string): ConnectionError {
  return new ConnectionError(`${remote} closed the connection during the handshake of the replay`, {
    code: 'HANDSHAKE_REFUSED',
    scope: 'connection',
    initiator: 'peer',
    retriable: false,
  })
}
