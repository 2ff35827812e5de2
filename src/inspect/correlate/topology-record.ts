import {
  EXCHANGE_BIND,
  EXCHANGE_DECLARE,
  EXCHANGE_DELETE,
  EXCHANGE_UNBIND,
  QUEUE_BIND,
  QUEUE_DECLARE,
  QUEUE_DELETE,
  QUEUE_UNBIND,
} from '../../generated/constants.ts'
import type { SeenCommand, SeenFields } from '../seen-command.ts'
import { valueText } from '../value-text.ts'
import type { SeenBinding, SeenExchange, SeenQueue, SeenTopology } from './seen-topology.ts'

/** Longer than the arguments of any binding that fits into a frame. */
const MAX_ARGUMENTS_CHARS = 1_000_000

/** Keeps what was declared in one virtual host. Calls come in once they have worked. */
export class TopologyRecord implements SeenTopology {
  readonly virtualHost: string | undefined
  readonly exchanges: Map<string, SeenExchange> = new Map()
  readonly queues: Map<string, SeenQueue> = new Map()
  /** By destination, and then by all that makes a binding what it is. */
  private readonly byDestination: Map<string, Map<string, SeenBinding>> = new Map()
  /** The exclusive queues, which go with the connection that declared them. */
  private readonly exclusive: Map<number, Set<string>> = new Map()

  constructor(virtualHost: string | undefined) {
    this.virtualHost = virtualHost
  }

  get bindings(): SeenBinding[] {
    return [...this.byDestination.values()].flatMap((bindings) => [...bindings.values()])
  }

  /** Takes in a call that worked. The queue that it is about is undefined where that is not known. */
  receive(call: SeenCommand, queue: string | undefined, reply: SeenCommand | undefined): void {
    if (call.method.className === 'exchange') this.receiveForExchange(call)
    else if (queue !== undefined) this.receiveForQueue(call, queue, reply)
  }

  private receiveForExchange({ args, method }: SeenCommand): void {
    switch (method.id) {
      case EXCHANGE_DECLARE:
        return this.declareExchange(args)
      case EXCHANGE_DELETE:
        return this.deleteExchange(String(args['exchange']))
      case EXCHANGE_BIND:
        return this.bind(bindingOf(args, 'exchange', String(args['destination'])))
      case EXCHANGE_UNBIND:
        return this.unbind(bindingOf(args, 'exchange', String(args['destination'])))
      default:
    }
  }

  private receiveForQueue(call: SeenCommand, queue: string, reply: SeenCommand | undefined): void {
    switch (call.method.id) {
      case QUEUE_DECLARE:
        return this.declareQueue(call, queue, reply)
      case QUEUE_DELETE:
        return this.deleteQueue(queue)
      case QUEUE_BIND:
        return this.bind(bindingOf(call.args, 'queue', queue))
      case QUEUE_UNBIND:
        return this.unbind(bindingOf(call.args, 'queue', queue))
      default:
    }
  }

  /** The exclusive queues of a connection are gone with it. */
  connectionEnded(connection: number): void {
    for (const queue of this.exclusive.get(connection) ?? []) this.deleteQueue(queue)
    this.exclusive.delete(connection)
  }

  private declareExchange(args: SeenFields): void {
    const name = String(args['exchange'])
    if (args['passive'] === true && this.exchanges.has(name)) return
    const told = args['passive'] === true ? {} : args
    this.exchanges.set(name, {
      name,
      type: told['type'] as string | undefined,
      durable: told['durable'] as boolean | undefined,
      autoDelete: told['autoDelete'] as boolean | undefined,
      internal: told['internal'] as boolean | undefined,
      arguments: tableOf(told),
    })
  }

  private declareQueue(
    { args, connection }: SeenCommand,
    name: string,
    reply: SeenCommand | undefined,
  ): void {
    const messageCount = reply?.args['messageCount'] as number | undefined
    const known = this.queues.get(name)
    if (args['passive'] === true && known !== undefined) {
      this.queues.set(name, { ...known, messageCount })
      return
    }
    const told = args['passive'] === true ? {} : args
    this.queues.set(name, {
      name,
      durable: told['durable'] as boolean | undefined,
      exclusive: told['exclusive'] as boolean | undefined,
      autoDelete: told['autoDelete'] as boolean | undefined,
      arguments: tableOf(told),
      messageCount,
    })
    if (told['exclusive'] !== true) return
    const exclusive = this.exclusive.get(connection)
    if (exclusive === undefined) this.exclusive.set(connection, new Set([name]))
    else exclusive.add(name)
  }

  private deleteQueue(name: string): void {
    this.queues.delete(name)
    this.byDestination.delete(destinationKey('queue', name))
    for (const names of this.exclusive.values()) names.delete(name)
  }

  private deleteExchange(name: string): void {
    this.exchanges.delete(name)
    this.byDestination.delete(destinationKey('exchange', name))
    for (const [destination, bindings] of this.byDestination) {
      for (const [key, { source }] of bindings) if (source === name) bindings.delete(key)
      if (bindings.size === 0) this.byDestination.delete(destination)
    }
  }

  private bind(binding: SeenBinding): void {
    const destination = destinationKey(binding.destinationType, binding.destination)
    const bindings = this.byDestination.get(destination)
    if (bindings === undefined) this.byDestination.set(destination, new Map([[bindingKey(binding), binding]]))
    else bindings.set(bindingKey(binding), binding)
  }

  private unbind(binding: SeenBinding): void {
    const destination = destinationKey(binding.destinationType, binding.destination)
    const bindings = this.byDestination.get(destination)
    bindings?.delete(bindingKey(binding))
    if (bindings?.size === 0) this.byDestination.delete(destination)
  }
}

function bindingOf(
  args: SeenFields,
  destinationType: 'queue' | 'exchange',
  destination: string,
): SeenBinding {
  const source = String(args[destinationType === 'queue' ? 'exchange' : 'source'])
  // An empty queue name means the last one declared, and with it an empty routing key the name of that queue.
  const isByName = args['queue'] === '' && args['routingKey'] === ''
  const routingKey = isByName ? destination : String(args['routingKey'])
  return { source, destination, destinationType, routingKey, arguments: tableOf(args) }
}

function destinationKey(type: SeenBinding['destinationType'], name: string): string {
  return `${type} ${name}`
}

function bindingKey({ source, routingKey, arguments: table }: SeenBinding): string {
  return `${source}\0${routingKey}\0${valueText(table, MAX_ARGUMENTS_CHARS)}`
}

function tableOf(args: SeenFields): SeenBinding['arguments'] {
  return (args['arguments'] ?? {}) as SeenBinding['arguments']
}
