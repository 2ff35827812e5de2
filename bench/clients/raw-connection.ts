import type { Socket } from 'node:net'
import type * as Protocol from '../../src/protocol/index.ts'

/** A socket, and wirehare's core for all that is not measured: the handshake, channels, and calls with an answer. */
export class RawConnection {
  readonly socket: Socket
  /** Takes the bytes that come in, where it is set, instead of the core. */
  onBytes: ((socket: Socket, bytes: Buffer) => void) | undefined
  private ended: boolean = false
  private readonly core: Protocol.ClientCore
  private readonly opened: Promise<void>
  private readonly channels: Map<number, Protocol.ClientChannelCore> = new Map()
  private readonly closed: Map<number, (error: Error | undefined) => void> = new Map()
  private readonly protocol: typeof Protocol

  constructor(protocol: typeof Protocol, socket: Socket, username: string, password: string) {
    this.socket = socket
    this.protocol = protocol
    let onOpen = (): void => {}
    let onFailed: (error: Error) => void = () => {}
    this.opened = new Promise((resolve, reject) => {
      onOpen = resolve
      onFailed = reject
    })
    this.core = new protocol.ClientCore(
      {
        virtualHost: '/',
        mechanisms: [protocol.plain(username, password)],
        clientProperties: {},
        tune: { channelMax: 0, frameMaxBytes: 128 * 1024, heartbeatSeconds: 0 },
        maxBodyBytes: 64 * 1024 * 1024,
      },
      {
        onPending: () => process.nextTick(() => this.flush()),
        onOpen,
        onBlocked: () => {},
        onUnblocked: () => {},
        onClosed: (error) => {
          if (error !== undefined) onFailed(error)
          this.ended = true
          this.flush()
          socket.end()
        },
      },
      performance.now(),
    )
    socket.on('error', (error) => {
      if (!this.ended) throw error // RabbitMQ resets a connection that both sides have closed
    })
    socket.on('data', (bytes) => {
      if (this.onBytes === undefined) this.core.receive(bytes, performance.now())
      else this.onBytes(socket, bytes)
    })
  }

  get frameMaxBytes(): number {
    return this.core.tune.frameMaxBytes
  }

  async open(): Promise<void> {
    this.core.start()
    await this.opened
  }

  async openChannel(): Promise<number> {
    const ignore = (): void => {}
    const channel = this.core.createChannel({
      onDeliver: ignore,
      onReturn: ignore,
      onConfirm: ignore,
      onCancel: ignore,
      onFlow: ignore,
      onClosed: (error) => this.closed.get(channel?.id ?? 0)?.(error),
    })
    if (channel === undefined) throw new Error('as many channels are open as may be')
    this.channels.set(channel.id, channel)
    await this.call(channel.id, this.protocol.methods.channelOpen, {})
    return channel.id
  }

  closeChannel(id: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.closed.set(id, (error) => (error === undefined ? resolve() : reject(error)))
      this.channels.get(id)?.close(200, '', new Error('the channel is closed'))
    })
  }

  call<Args, Reply>(channel: number, method: Protocol.Method<Args, Reply>, args: Args): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.channels.get(channel)?.call(method, args, {
        method: method.name,
        replies: method.replies,
        onReply: (_id, reply) => resolve(reply as Reply),
        onError: reject,
      })
    })
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.socket.once('close', resolve))
    this.core.close(200, '', new Error('the connection is closed'))
    await closed
  }

  private flush(): void {
    for (const piece of this.core.takeOutput(performance.now())) this.socket.write(piece)
  }
}
