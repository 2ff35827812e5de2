import { describe, expect, test } from 'vitest'
import { DirectRouter } from '../../src/broker/routing/direct.ts'
import { FanoutRouter } from '../../src/broker/routing/fanout.ts'
import { HeadersRouter } from '../../src/broker/routing/headers.ts'
import type { Binding, Router } from '../../src/broker/routing/router.ts'
import { TopicRouter } from '../../src/broker/routing/topic.ts'
import { Explicit, type FieldTable } from '../../src/wire/field-value.ts'
import { contentOf } from '../support/messages.ts'

function binding(destination: string, routingKey: string = '', args: FieldTable = {}): Binding<string> {
  return { destination, routingKey, arguments: args }
}

function routed(router: Router<string>, key: string, headers?: FieldTable): readonly string[] {
  return router.route(key, contentOf('', headers === undefined ? {} : { headers }))
}

describe('a direct exchange', () => {
  test('routes by the whole key', () => {
    const router = new DirectRouter<string>()
    router.add(binding('a', 'k'))
    router.add(binding('b', 'k'))
    router.add(binding('c', 'K'))

    expect(routed(router, 'k')).toEqual(['a', 'b'])
    expect(routed(router, 'k.')).toEqual([])
  })

  test('knows a destination bound twice with different arguments once, until both bindings are gone', () => {
    const router = new DirectRouter<string>()
    const [one, two] = [binding('a', 'k'), binding('a', 'k', { n: 1 })]
    router.add(one)
    router.add(two)
    expect(routed(router, 'k')).toEqual(['a'])
    router.remove(one)
    expect(routed(router, 'k')).toEqual(['a'])
    router.remove(two)
    expect(routed(router, 'k')).toEqual([])
  })
})

test('a fanout exchange routes to each destination once, whatever the key', () => {
  const router = new FanoutRouter<string>()
  const first = binding('a', 'x')
  router.add(first)
  router.add(binding('a', 'y'))
  router.add(binding('b'))
  expect(routed(router, 'anything')).toEqual(['a', 'b'])

  router.remove(first)
  expect(routed(router, '')).toEqual(['a', 'b'])
})

describe('a topic exchange', () => {
  test.each([
    { pattern: '', hits: [''], misses: ['a', '.'] },
    { pattern: 'a.b', hits: ['a.b'], misses: ['a', 'a.b.c', 'a.b.', 'A.b'] },
    { pattern: '*', hits: ['a'], misses: ['', 'a.b', '.'] },
    { pattern: '*.*', hits: ['a.b', '.'], misses: ['a', 'a.b.c', ''] },
    { pattern: 'a.*.c', hits: ['a.b.c', 'a..c'], misses: ['a.c', 'a.b.b.c'] },
    { pattern: '#', hits: ['', 'a', 'a.b.c', '.'], misses: [] },
    { pattern: '#.#', hits: ['', 'a', 'a.b'], misses: [] },
    { pattern: 'a.#', hits: ['a', 'a.b', 'a.b.c', 'a.'], misses: ['', 'b.a', 'ab'] },
    { pattern: '#.c', hits: ['c', 'a.c', 'a.b.c'], misses: ['c.a', ''] },
    { pattern: 'a.#.c', hits: ['a.c', 'a.b.c', 'a.c.c'], misses: ['a', 'c', 'a.c.b'] },
    { pattern: '#.*', hits: ['a', 'a.b'], misses: [''] },
    { pattern: '*.#', hits: ['a', 'a.b'], misses: [''] },
    { pattern: 'a#', hits: ['a#'], misses: ['a', 'a.b'] },
    { pattern: 'a.*', hits: ['a.*', 'a.#', 'a.b'], misses: ['a'] },
    { pattern: '#', hits: ['#', '*'], misses: [] },
  ])('"$pattern" takes $hits and leaves $misses', ({ pattern, hits, misses }) => {
    const router = new TopicRouter<string>()
    router.add(binding('q', pattern))

    expect(hits.filter((key) => routed(router, key).length !== 1)).toEqual([])
    expect(misses.filter((key) => routed(router, key).length !== 0)).toEqual([])
  })

  test('routes to each destination once, however many of its patterns fit', () => {
    const router = new TopicRouter<string>()
    for (const pattern of ['#', 'a.*', '*.b', 'a.b', '#.b.#', '*.*']) router.add(binding('q', pattern))
    router.add(binding('r', 'a.b'))

    expect([...routed(router, 'a.b')].sort()).toEqual(['q', 'r'])
  })

  test('forgets a pattern that is unbound, and none that begins or ends like it', () => {
    const router = new TopicRouter<string>()
    const gone = binding('q', 'a.b.c')
    router.add(gone)
    router.add(binding('r', 'a.b'))
    router.add(binding('s', 'a.b.c.d'))
    router.remove(gone)
    router.remove(binding('nobody', 'x.y'))

    expect(['a.b', 'a.b.c', 'a.b.c.d'].map((key) => routed(router, key))).toEqual([['r'], [], ['s']])
  })
})

describe('a headers exchange', () => {
  test.each<{ args: FieldTable; headers: FieldTable | undefined; hit: boolean }>([
    { args: {}, headers: { z: 1 }, hit: true },
    { args: {}, headers: undefined, hit: true },
    { args: { a: 1, b: 2 }, headers: { a: 1, b: 2, c: 3 }, hit: true },
    { args: { a: 1, b: 2 }, headers: { a: 1 }, hit: false },
    { args: { 'x-match': 'all', a: 1 }, headers: { a: 2 }, hit: false },
    { args: { 'x-match': 'any', a: 1, b: 2 }, headers: { b: 2 }, hit: true },
    { args: { 'x-match': 'any', a: 1 }, headers: { a: 2 }, hit: false },
    { args: { 'x-match': 'any' }, headers: { a: 1 }, hit: false },
    { args: { 'x-a': 1 }, headers: {}, hit: true },
    { args: { 'x-match': 'any', 'x-a': 1 }, headers: { 'x-a': 1 }, hit: false },
    { args: { 'x-match': 'all-with-x', 'x-a': 1 }, headers: { 'x-a': 2 }, hit: false },
    { args: { 'x-match': 'all-with-x', 'x-a': 1 }, headers: { 'x-a': 1 }, hit: true },
    { args: { 'x-match': 'any-with-x', 'x-a': 1 }, headers: { 'x-a': 1 }, hit: true },
    { args: { 'x-match': 'any-with-x' }, headers: { 'x-match': 'any-with-x' }, hit: false },
    { args: { a: null }, headers: { a: 'anything' }, hit: true },
    { args: { a: null }, headers: { b: 1 }, hit: false },
    { args: { a: 1 }, headers: { a: null }, hit: false },
    { args: { a: 1 }, headers: { a: new Explicit('l', 1) }, hit: true },
    { args: { a: 1 }, headers: { a: '1' }, hit: false },
    { args: { a: 1 }, headers: { a: true }, hit: false },
    { args: { a: [1, { b: 2 }] }, headers: { a: [1, { b: 2 }] }, hit: true },
    { args: { ['toString']: null }, headers: {}, hit: false },
  ])('$args and $headers: $hit', ({ args, headers, hit }) => {
    const router = new HeadersRouter<string>()
    router.add(binding('q', '', args))

    expect(routed(router, 'any key', headers)).toEqual(hit ? ['q'] : [])
  })

  test('routes to each destination once, until its last binding that fits is gone', () => {
    const router = new HeadersRouter<string>()
    const [one, two] = [binding('q', '', { a: 1 }), binding('q', 'key', { a: 1 })]
    router.add(one)
    router.add(two)
    expect(routed(router, '', { a: 1 })).toEqual(['q'])
    router.remove(one)
    expect(routed(router, '', { a: 1 })).toEqual(['q'])
    router.remove(two)
    expect(routed(router, '', { a: 1 })).toEqual([])
  })

  test('refuses an x-match that is none, and keeps nothing of that binding', () => {
    const router = new HeadersRouter<string>()
    expect(() => router.add(binding('q', '', { 'x-match': 'some' }))).toThrow('Invalid x-match field value')
    expect(() => router.add(binding('q', '', { 'x-match': 1 }))).toThrow('expected longstr')
    expect(routed(router, '')).toEqual([])
  })
})
