import type { View } from './view.ts'

/** A call by the pattern of its path, in which `:` stands for a name. What is not there is undefined, an empty list is not. */
type Call = readonly [path: string, answer: (view: View, ...names: string[]) => unknown]

/** What RabbitMQ calls the exchange with the empty name in paths. */
const DEFAULT_EXCHANGE = 'amq.default'

const calls: readonly Call[] = [
  ['overview', (view) => view.overview()],
  ['whoami', (view) => view.whoami()],
  ['vhosts', (view) => view.virtualHosts()],
  ['vhosts/:', (view, name) => named(view.virtualHosts(), name)],
  ['queues', (view) => view.queues()],
  ['queues/:', (view, host) => inHost(view, host, view.queues())],
  ['queues/:/:', (view, host, name) => named(inHost(view, host, view.queues()), name)],
  [
    'queues/:/:/bindings',
    (view, host, name) =>
      named(inHost(view, host, view.queues()), name) &&
      inHost(view, host, view.bindings())?.filter(
        (one) => one.destination_type === 'queue' && one.destination === name,
      ),
  ],
  ['exchanges', (view) => view.exchanges()],
  ['exchanges/:', (view, host) => inHost(view, host, view.exchanges())],
  ['exchanges/:/:', (view, host, name) => named(inHost(view, host, view.exchanges()), exchangeName(name))],
  [
    'exchanges/:/:/bindings/source',
    (view, host, name) =>
      named(inHost(view, host, view.exchanges()), exchangeName(name)) &&
      inHost(view, host, view.bindings())?.filter((one) => one.source === exchangeName(name)),
  ],
  [
    'exchanges/:/:/bindings/destination',
    (view, host, name) =>
      named(inHost(view, host, view.exchanges()), exchangeName(name)) &&
      inHost(view, host, view.bindings())?.filter(
        (one) => one.destination_type === 'exchange' && one.destination === exchangeName(name),
      ),
  ],
  ['bindings', (view) => view.bindings()],
  ['bindings/:', (view, host) => inHost(view, host, view.bindings())],
  ['connections', (view) => view.connections()],
  ['connections/:', (view, name) => named(view.connections(), name)],
  [
    'connections/:/channels',
    (view, name) =>
      named(view.connections(), name) &&
      view.channels().filter((one) => one.connection_details.name === name),
  ],
  ['channels', (view) => view.channels()],
  ['channels/:', (view, name) => named(view.channels(), name)],
]

/** What RabbitMQ's management plugin says to GET, as far as there are such calls here; undefined where there is nothing. */
export function answerTo(url: string, view: View): unknown {
  const [path = ''] = url.split('?')
  const segments = path.replace(/\/$/, '').split('/').slice(1)
  if (segments.shift() !== 'api') return undefined
  for (const [pattern, answer] of calls) {
    const names = match(pattern.split('/'), segments)
    if (names !== undefined) return answer(view, ...names)
  }
  return undefined
}

function match(pattern: readonly string[], segments: readonly string[]): string[] | undefined {
  if (pattern.length !== segments.length) return undefined
  const names: string[] = []
  for (const [i, segment] of segments.entries()) {
    if (pattern[i] === ':') {
      try {
        names.push(decodeURIComponent(segment))
      } catch {
        return undefined
      }
    } else if (pattern[i] !== segment) return undefined
  }
  return names
}

function named<T extends { name: string }>(
  all: readonly T[] | undefined,
  name: string | undefined,
): T | undefined {
  return all?.find((one) => one.name === name)
}

/** What is in a virtual host; undefined where there is no such virtual host. */
function inHost<T extends { vhost: string }>(
  view: View,
  host: string | undefined,
  all: readonly T[],
): T[] | undefined {
  return named(view.virtualHosts(), host) && all.filter(({ vhost }) => vhost === host)
}

function exchangeName(name: string | undefined): string | undefined {
  return name === DEFAULT_EXCHANGE ? '' : name
}
