/** The owners of both cores, as tests need them: they write down what they are told, and see to it that it makes sense. */
import type { BasicDeliver, ConnectionStartOk } from '../../src/generated/types.ts'
import type { ClientChannelHandler } from '../../src/protocol/client-channel-core.ts'
import type { ClientCoreHandler } from '../../src/protocol/client-core.ts'
import type { Content } from '../../src/protocol/content.ts'
import type { Refusal } from '../../src/protocol/refusal.ts'
import type { PendingCall } from '../../src/protocol/rpc-queue.ts'
import type { ServerChannelCore, ServerChannelHandler } from '../../src/protocol/server-channel-core.ts'
import type { ServerCore, ServerCoreHandler } from '../../src/protocol/server-core.ts'

/** What both kinds of owner are told: output is announced once for each take, and nothing comes after the end. */
class Recorded {
  /** Why the core was closed, once for each time that it said so: there must never be two. */
  readonly closes: (Error | undefined)[] = []
  announced: boolean = false

  onPending(): void {
    this.alive('onPending')
    if (this.announced) throw new Error('onPending came twice before the output was taken')
    this.announced = true
  }

  onClosed(error: Error | undefined): void {
    this.alive('onClosed')
    this.closes.push(error)
  }

  /** Makes sure that there is output just where it was announced. */
  checkPending(bytes: number): void {
    if (bytes > 0 !== this.announced) throw new Error(`${bytes} bytes wait, announced: ${this.announced}`)
  }

  protected alive(what: string): void {
    if (this.closes.length > 0) throw new Error(`${what} after onClosed`)
  }
}

export class RecordedClient extends Recorded implements ClientCoreHandler {
  /** `open`, `blocked: why` and `unblocked`, in order. */
  readonly events: string[] = []

  onOpen(): void {
    this.note('open')
  }

  onBlocked(reason: string): void {
    this.note(`blocked: ${reason}`)
  }

  onUnblocked(): void {
    this.note('unblocked')
  }

  private note(event: string): void {
    this.alive(event)
    this.events.push(event)
  }
}

/** What a server does with what it gets. Where nothing is said, it agrees to everything and answers nothing. */
export interface ServerScript {
  readonly onStartOk?: (core: ServerCore, startOk: ConnectionStartOk) => void
  readonly onSecureOk?: (core: ServerCore, response: Uint8Array) => void
  readonly onOpen?: (core: ServerCore, virtualHost: string) => void
  readonly onUpdateSecret?: (newSecret: Uint8Array) => void
  readonly onCommand?: (
    channel: ServerChannelCore,
    id: number,
    args: object,
    content: Content | undefined,
  ) => void
}

export class RecordedServer extends Recorded implements ServerCoreHandler {
  /** What clients were refused, as they were told. */
  readonly refused: string[] = []

  core!: ServerCore
  /** Every channel that was ever opened, in order. */
  readonly channels: RecordedServerChannel[] = []
  private readonly script: ServerScript

  constructor(script: ServerScript) {
    super()
    this.script = script
  }

  onRefused({ replyText }: Refusal): void {
    this.refused.push(replyText)
  }

  onStartOk(startOk: ConnectionStartOk): void {
    this.alive('onStartOk')
    if (this.script.onStartOk === undefined) this.core.authenticated()
    else this.script.onStartOk(this.core, startOk)
  }

  onSecureOk(response: Uint8Array): void {
    this.alive('onSecureOk')
    this.script.onSecureOk?.(this.core, response)
  }

  onOpen(virtualHost: string): void {
    this.alive('onOpen')
    this.script.onOpen?.(this.core, virtualHost)
  }

  onUpdateSecret(newSecret: Uint8Array): void {
    this.alive('onUpdateSecret')
    this.script.onUpdateSecret?.(newSecret)
  }

  onChannel(core: ServerChannelCore): RecordedServerChannel {
    this.alive('onChannel')
    const inUse = this.channels.some(
      (channel) => channel.core.id === core.id && channel.core.state !== 'closed',
    )
    if (inUse) throw new Error(`channel ${core.id} is opened while it is in use`)
    const channel = new RecordedServerChannel(core, this.script.onCommand)
    this.channels.push(channel)
    return channel
  }
}

export class RecordedServerChannel implements ServerChannelHandler {
  readonly core: ServerChannelCore
  readonly commands: { id: number; args: object; content: Content | undefined }[] = []
  /** `closing` and `closed`, in order. */
  readonly events: string[] = []
  private readonly script: ServerScript['onCommand']

  constructor(core: ServerChannelCore, script: ServerScript['onCommand']) {
    this.core = core
    this.script = script
  }

  onCommand(id: number, args: object, content: Content | undefined): void {
    if (this.events.length > 0) throw new Error(`a command after ${this.events.at(-1)}`)
    this.commands.push({ id, args, content })
    this.script?.(this.core, id, args, content)
  }

  onClosing(): void {
    if (this.events.length > 0) throw new Error(`onClosing after ${this.events.at(-1)}`)
    this.events.push('closing')
  }

  onClosed(): void {
    if (this.events.at(-1) === 'closed') throw new Error('onClosed twice')
    this.events.push('closed')
  }
}

export class RecordedChannel implements ClientChannelHandler {
  /** All but the end, in order: the name of the event, and what came with it. */
  readonly events: unknown[][] = []
  readonly closes: (Error | undefined)[] = []

  onDeliver(delivery: BasicDeliver, content: Content): void {
    const { consumerTag, deliveryTag, redelivered, exchange, routingKey } = delivery
    const fields = { consumerTag, deliveryTag, redelivered, exchange, routingKey }
    this.note('deliver', fields, Buffer.from(content.body).toString())
  }

  onReturn(returned: object, content: Content): void {
    this.note('return', returned, Buffer.from(content.body).toString())
  }

  onConfirm(deliveryTag: number, multiple: boolean, accepted: boolean): void {
    this.note('confirm', deliveryTag, multiple, accepted)
  }

  onCancel(consumerTag: string): void {
    this.note('cancel', consumerTag)
  }

  onFlow(active: boolean): void {
    this.note('flow', active)
  }

  onClosed(error: Error | undefined): void {
    if (this.closes.length > 0) throw new Error('onClosed twice')
    this.closes.push(error)
  }

  private note(...event: unknown[]): void {
    if (this.closes.length > 0) throw new Error(`${String(event[0])} after onClosed`)
    this.events.push(event)
  }
}

/** A call that must end once. */
export class RecordedCall implements PendingCall {
  readonly method: string
  readonly replies: readonly number[]
  reply: { id: number; args: object; content: Content | undefined } | undefined
  error: Error | undefined

  constructor(method: string, replies: readonly number[]) {
    this.method = method
    this.replies = replies
  }

  get isSettled(): boolean {
    return this.reply !== undefined || this.error !== undefined
  }

  onReply(id: number, args: object, content: Content | undefined): void {
    this.once()
    this.reply = { id, args, content }
  }

  onError(error: Error): void {
    this.once()
    this.error = error
  }

  private once(): void {
    if (this.isSettled) throw new Error(`${this.method} ended twice`)
  }
}
