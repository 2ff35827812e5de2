import { once } from 'node:events'
import type { Socket } from 'node:net'
import type * as Protocol from '../../src/protocol/index.ts'

/** A socket, and wirehare's core for all that is not measured: the handshake, channels, and calls with an answer. */
export class RawConnection {
  readonly socket: Socket
  /** Takes the bytes that come in, where it is set, instead of the core. */
  onBytes: ((socket: Socket, bytes: Buffer) => void) | undefined
  private readonly core: Protocol.ClientCore
  private readonly opened: Promise<void>
  private readonly channels: Map<number, Protocol.ClientChannelCore> = new Map()
  private failure: Error | undefined

  constructor(protocol: typeof Protocol, socket: Socket, username: string, password: string) {
    this.socket = socket
    let onOpen: () => void
    this.opened = new Promise((resolve) => {
      onOpen = resolve
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
        onOpen: () => onOpen(),
        onBlocked: () => {},
        onUnblocked: () => {},
        onClosed: (error) => {
          this.failure = error
          this.flush()
          socket.end()
        },
      },
      performance.now(),
    )
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
      onClosed: ignore,
    })
    if (channel === undefined) throw new Error('no more channels')
    this.channels.set(channel.id, channel)
    await this.call(channel.id, { ...OPEN, encode: (writer) => writer.shortstr('', 'reserved') }, {})
    return channel.id
  }
}
