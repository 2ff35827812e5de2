import { CLIENTS, type ClientName } from '../clients/client.ts'
import { type Confirming, confirm, confirmAmong } from './confirm.ts'
import { type Consuming, consume } from './consume.ts'
import { idleChannels, idleConnections, openManyChannels, openManyConnections, startUp } from './life.ts'
import { pingPong } from './ping-pong.ts'
import { type Publishing, publish } from './publish.ts'
import type { TargetKind, Work, WorkKind } from './work.ts'

const NULL: readonly TargetKind[] = ['null']
const BROKERS: readonly TargetKind[] = ['rabbitmq', 'embedded']
const ALL: readonly TargetKind[] = ['null', 'rabbitmq', 'embedded']
const LIBRARIES: readonly ClientName[] = ['wirehare', 'amqplib', 'rabbitmq-client', 'amqp-client.js']

type Options = Partial<Pick<Work, 'targets' | 'clients' | 'quick'>>

/** All works, in the order of the tables. */
export const WORKS: readonly Work[] = [
  publishing(
    'publish-16b',
    'publish 16 B',
    { message: '16b', count: 600_000 },
    { targets: ALL, quick: true },
  ),
  publishing(
    'publish-1k-rich',
    'publish 1 KiB, rich',
    { message: '1k-rich', count: 100_000 },
    { targets: ALL, quick: true },
  ),
  consuming('consume-16b', 'consume 16 B', { message: '16b', count: 600_000 }, { targets: ALL, quick: true }),
  consuming(
    'consume-1k-rich',
    'consume 1 KiB, rich',
    { message: '1k-rich', count: 80_000 },
    { targets: ALL, quick: true },
  ),
  consuming('consume-1k-rich-read', '… reading properties', {
    message: '1k-rich',
    count: 80_000,
    readsProperties: true,
  }),
  consuming(
    'consume-16b-ack',
    'consume 16 B, ack',
    { message: '16b', count: 300_000, acks: true },
    { targets: ALL, quick: true },
  ),
  consuming(
    'consume-16b-ack-each',
    '… an ack each',
    { message: '16b', count: 300_000, acks: true, ackEach: true },
    { targets: ['null', 'rabbitmq'] },
  ),
  confirming('confirm-16b', 'publish 16 B, confirms', 1000, { clients: CLIENTS, quick: true }),
  confirming('confirm-16b-promises', '… a promise each', 1000, { targets: ['rabbitmq'] }, true),
  publishing('publish-1m', 'publish 1 MB', { message: '1m', count: 2000 }, { targets: ALL, quick: true }),
  consuming('consume-1m', 'consume 1 MB', { message: '1m', count: 2000 }, { targets: ALL, quick: true }),

  publishing(
    'publish-16b-keys',
    'publish, all keys differ',
    { message: '16b', count: 1_000_000, keys: true },
    { clients: LIBRARIES },
  ),
  consuming(
    'consume-16b-keys',
    'consume, all keys differ',
    { message: '16b', count: 1_000_000, keys: true },
    { clients: LIBRARIES },
  ),
  ...[1, 10, 100].map((n) => publishingOn(n, LIBRARIES)),
  publishingOn(2000, ['wirehare']),
  ...[1, 1000, 100_000].map((n) => confirmingAmong(n, LIBRARIES)),
  confirmingAmong(1_000_000, ['wirehare']),
  ...[1, 10, 100, 1000].map(prefetching),
  ...[1, 10, 100, 10_000].map((n) =>
    confirming(`confirm-16b-${n}`, `confirms, ${inWords(n)} outstanding`, n, {}),
  ),

  other('ping-pong', 'ping-pong', 'latency', BROKERS, (bench) => pingPong(bench, 5000), { quick: true }),
  other('open-connections', 'open 1,000 connections', 'opening', NULL, (bench) =>
    openManyConnections(bench, 1000),
  ),
  other('open-channels', 'open 2,000 channels', 'opening', ['null', 'rabbitmq'], (bench) =>
    openManyChannels(bench, 2000),
  ),
  other('idle-connection', 'an idle connection', 'memory', NULL, (bench) => idleConnections(bench, 200)),
  other('idle-channel', 'an idle channel', 'memory', NULL, (bench) => idleChannels(bench, 1000)),
  other('start-up', 'import … close', 'start-up', ALL, startUp, { quick: true }),
]

function publishing(name: string, title: string, work: Publishing, options: Options = {}): Work {
  return {
    name,
    title,
    kind: 'messages',
    targets: NULL,
    quick: false,
    ...options,
    run: (bench) => publish(bench, work),
  }
}

function publishingOn(channels: number, clients: readonly ClientName[]): Work {
  const title = `publish from ${inWords(channels)} channel${channels === 1 ? '' : 's'}`
  return publishing(
    `publish-16b-${channels}ch`,
    title,
    { message: '16b', count: 1_000_000, channels },
    { clients },
  )
}

function consuming(name: string, title: string, work: Consuming, options: Options = {}): Work {
  return {
    name,
    title,
    kind: 'messages',
    targets: NULL,
    quick: false,
    ...options,
    run: (bench) => consume(bench, work),
  }
}

function prefetching(prefetch: number): Work {
  const count = prefetch === 1 ? 20_000 : prefetch === 10 ? 60_000 : 200_000
  const title = `consume, ack, prefetch ${inWords(prefetch)}`
  const work: Consuming = { message: '16b', count, acks: true, prefetch }
  return consuming(`consume-16b-prefetch-${prefetch}`, title, work, { targets: ['null', 'rabbitmq'] })
}

function confirming(
  name: string,
  title: string,
  outstanding: number,
  options: Options,
  promises: boolean = false,
): Work {
  const count = outstanding === 1 ? 20_000 : outstanding === 10 ? 60_000 : 300_000
  const work: Confirming = { message: '16b', count, outstanding, promises }
  const run: Work['run'] = (bench) => confirm(bench, work)
  return {
    name,
    title,
    kind: 'messages',
    targets: BROKERS,
    clients: LIBRARIES,
    quick: false,
    ...options,
    run,
  }
}

function confirmingAmong(outstanding: number, clients: readonly ClientName[]): Work {
  const work: Confirming = { message: '16b', count: 200_000, outstanding }
  return {
    name: `confirm-16b-among-${outstanding}`,
    title: `confirms among ${inWords(outstanding)}`,
    kind: 'messages',
    targets: NULL,
    clients,
    quick: false,
    run: (bench) => confirmAmong(bench, work),
  }
}

function other(
  name: string,
  title: string,
  kind: WorkKind,
  targets: readonly TargetKind[],
  run: Work['run'],
  options: Options = {},
): Work {
  const nodeFlags = kind === 'memory' ? ['--expose-gc'] : []
  return { name, title, kind, targets, clients: LIBRARIES, quick: false, nodeFlags, ...options, run }
}

/** Without a locale: to load one costs each process more than some of the works. */
function inWords(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
