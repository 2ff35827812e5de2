// Where messages go: alternate exchanges, CC and BCC, internal exchanges, headers and topics.

import { basicGet, confirmSelect, exchangeBind, exchangeDeclare, queueBind } from '../generated/methods.ts'
import { Explicit, type FieldTable } from '../wire/field-value.ts'
import type { Scenario, Section, Stage } from './stage.ts'

/** Publishes each message, and says which of the queues got it. */
async function whoGets(
  stage: Stage,
  queues: readonly string[],
  messages: readonly { readonly key?: string; readonly headers?: FieldTable | undefined }[],
): Promise<void> {
  for (const { key = '', headers } of messages) {
    stage.publishTo('x', { routingKey: key }, '', { headers })
    const reached: string[] = []
    for (const label of queues) {
      stage.client.send(1, basicGet, {
        queue: stage.name(label),
        noAck: true,
      })
      if ((await stage.client.next()).name === 'basic.get-ok') reached.push(label)
    }
    stage.note(`${key} ${JSON.stringify(headers) ?? ''} reaches ${reached.join(', ') || 'none'}`)
  }
}

const alternates: readonly Scenario[] = [
  {
    title: 'what an exchange leads nowhere goes to its alternate exchange, and is not returned',
    async play(stage) {
      await stage.exchange('lost', 'fanout')
      await stage.exchange('x', 'direct', { 'alternate-exchange': stage.name('lost') })
      await stage.queue('q')
      await stage.bind('q', 'lost')
      await stage.client.call(1, confirmSelect, {})
      stage.publishTo('x', { routingKey: 'k', mandatory: true }, '1')
      await stage.next()
      await stage.drain('q')
    },
  },
  {
    title: 'an alternate exchange that leads nowhere leads to its own, and at last back to who published',
    async play(stage) {
      await stage.exchange('b', 'direct', { 'alternate-exchange': stage.name('x') })
      await stage.exchange('x', 'direct', { 'alternate-exchange': stage.name('b') })
      await stage.client.call(1, confirmSelect, {})
      stage.publishTo('x', { routingKey: 'k', mandatory: true }, '1')
      await stage.next()
      await stage.next()
    },
  },
  {
    title: 'an alternate exchange that is not there is passed over',
    async play(stage) {
      await stage.exchange('x', 'direct', { 'alternate-exchange': stage.name('missing') })
      stage.publishTo('x', { routingKey: 'k', mandatory: true }, '1')
      await stage.next()
    },
  },
  {
    title: 'an exchange that leads to another one that leads nowhere does not use its alternate',
    async play(stage) {
      await stage.exchange('lost', 'fanout')
      await stage.queue('q')
      await stage.bind('q', 'lost')
      await stage.exchange('empty', 'direct')
      await stage.exchange('x', 'fanout', { 'alternate-exchange': stage.name('lost') })
      await stage.client.call(1, exchangeBind, { source: stage.name('x'), destination: stage.name('empty') })
      stage.publishTo('x', { routingKey: 'k', mandatory: true }, '1')
      await stage.next()
    },
  },
  {
    title: 'an alternate exchange that is no text',
    async play(stage) {
      const exchange = stage.name('x')
      await stage.call(exchangeDeclare, { exchange, type: 'direct', arguments: { 'alternate-exchange': 1 } })
    },
  },
  ...[{}, { 'alternate-exchange': 'b' }, { 'alternate-exchange': 'a', other: 1 }].map(
    (args): Scenario => ({
      title: `an exchange with an alternate is declared again with ${JSON.stringify(args)}`,
      async play(stage) {
        const exchange = await stage.exchange('x', 'direct', { 'alternate-exchange': 'a' })
        await stage.call(exchangeDeclare, { exchange, type: 'direct', durable: true, arguments: args })
      },
    }),
  ),
]

const copies: readonly Scenario[] = [
  {
    title: 'CC and BCC are further keys, and nobody sees BCC',
    async play(stage) {
      await stage.exchange('x', 'direct')
      for (const label of ['a', 'b', 'd']) {
        await stage.queue(label)
        await stage.bind(label, 'x', label)
      }
      const headers = { CC: ['b', 'a'], BCC: ['d'], z: new Explicit('s', 1) }
      stage.publishTo('x', { routingKey: 'a' }, '1', { headers, contentType: 'text/plain' })
      for (const label of ['a', 'b', 'd']) await stage.drain(label)
    },
  },
  {
    title: 'CC on the default exchange',
    async play(stage) {
      for (const label of ['a', 'b']) await stage.queue(label)
      stage.publish('a', '1', { headers: { CC: [stage.name('b'), 'missing', stage.name('b')] } })
      for (const label of ['a', 'b']) await stage.drain(label)
    },
  },
  {
    title: 'CC makes a message routable',
    async play(stage) {
      await stage.queue('a')
      const headers = { BCC: [stage.name('a')] }
      stage.client.publish(1, { routingKey: 'nowhere', mandatory: true }, '1', { headers })
      await stage.count('a', 1)
      await stage.drain('a')
    },
  },
  ...(['CC', 'BCC'] as const).map(
    (name): Scenario => ({
      title: `${name} that is no array`,
      async play(stage) {
        await stage.queue('a')
        stage.publish('a', '1', { headers: { [name]: 'a' } })
        await stage.next()
      },
    }),
  ),
  {
    title: 'CC with something else than texts in it',
    async play(stage) {
      await stage.queue('a')
      await stage.queue('b')
      stage.publish('a', '1', { headers: { CC: [1, stage.name('b')] } })
      for (const label of ['a', 'b']) await stage.drain(label)
    },
  },
]

const matching: readonly Scenario[] = [
  {
    title: 'headers: what matches what',
    async play(stage) {
      const bindings: Record<string, FieldTable> = {
        none: {},
        any: { 'x-match': 'any' },
        all: { 'x-match': 'all', a: 1, b: 'two' },
        either: { 'x-match': 'any', a: 1, b: 'two' },
        there: { a: null },
        withX: { 'x-match': 'all-with-x', 'x-a': 1 },
        withoutX: { 'x-match': 'all', 'x-a': 1 },
        anyWithX: { 'x-match': 'any-with-x', 'x-a': 1, b: 'two' },
        table: { t: { n: 1 } },
        list: { l: [1, 'x'] },
        fraction: { f: 1.5 },
        truth: { yes: true },
      }
      await stage.exchange('x', 'headers')
      for (const [label, args] of Object.entries(bindings)) {
        await stage.queue(label)
        await stage.bind(label, 'x', 'ignored', args)
      }
      const messages: FieldTable[] = [
        {},
        { a: 1 },
        { a: '1' },
        { a: new Explicit('l', 1) },
        { a: 1, b: 'two' },
        { a: null },
        { b: 'two' },
        { 'x-a': 1 },
        { t: { n: 1 } },
        { t: { n: 2 } },
        { l: [1, 'x'] },
        { l: ['x', 1] },
        { f: 1.5 },
        { f: new Explicit('f', 1.5) },
        { yes: true },
        { yes: 1 },
      ]
      await whoGets(
        stage,
        Object.keys(bindings),
        messages.map((headers) => ({ headers })),
      )
    },
  },
  {
    title: 'headers: a message without headers',
    async play(stage) {
      await stage.exchange('x', 'headers')
      await stage.queue('all')
      await stage.queue('any')
      await stage.bind('all', 'x')
      await stage.bind('any', 'x', '', { 'x-match': 'any', a: 1 })
      await whoGets(stage, ['all', 'any'], [{}])
    },
  },
  {
    title: 'topics: what matches what',
    async play(stage) {
      const patterns = [
        '',
        '#',
        '*',
        'a',
        'a.*',
        'a.#',
        '#.b',
        '*.b',
        '*.*',
        'a.#.b',
        'a#',
        '#.#',
        'a.*.#',
        '.',
        '*.#.*',
      ]
      await stage.exchange('x', 'topic')
      for (const pattern of patterns) {
        await stage.queue(`[${pattern}]`)
        await stage.bind(`[${pattern}]`, 'x', pattern)
      }
      const keys = ['', '.', 'a', 'b', 'a.b', 'a.b.c', 'a.x.y.b', 'a#', '#', '*', 'a.', '.a', 'A']
      await whoGets(
        stage,
        patterns.map((pattern) => `[${pattern}]`),
        keys.map((key) => ({ key })),
      )
    },
  },
  {
    title: 'topics: a pattern with three #',
    async play(stage) {
      await stage.exchange('x', 'topic')
      const queue = await stage.queue('q')
      await stage.call(queueBind, { queue, exchange: stage.name('x'), routingKey: '#.a.#.b.#' })
    },
  },
  {
    title: 'an internal exchange passes on what another one leads to it',
    async play(stage) {
      const internal = stage.name('internal')
      await stage.call(exchangeDeclare, { exchange: internal, type: 'fanout', internal: true })
      await stage.exchange('x', 'fanout')
      await stage.client.call(1, exchangeBind, { source: stage.name('x'), destination: internal })
      await stage.queue('q')
      await stage.bind('q', 'internal')
      stage.publishTo('x', {}, '1')
      await stage.count('q', 1)
      await stage.drain('q')
    },
  },
]

export const exchangeSections: readonly Section[] = [
  { id: 'alternate', source: 'exchange.declare; RabbitMQ: alternate exchanges', scenarios: alternates },
  { id: 'copies', source: 'RabbitMQ: sender-selected distribution', scenarios: copies },
  { id: 'routing', source: 'the standard, 3.1.3: exchange types', scenarios: matching },
]
