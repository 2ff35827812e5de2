import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TopicRouter } from '../../src/broker/routing/topic.ts'

const words = (...of: string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...of), { maxLength: 6 }).map((list) => list.join('.'))

/** The rules of the standard, word for word. */
function fits(pattern: readonly string[], key: readonly string[]): boolean {
  const [first, ...rest] = pattern
  if (first === undefined) return key.length === 0
  if (first === '#') return fits(rest, key) || (key.length > 0 && fits(pattern, key.slice(1)))
  return key.length > 0 && (first === '*' || first === key[0]) && fits(rest, key.slice(1))
}

const split = (text: string): string[] => (text === '' ? [] : text.split('.'))

test('a key reaches exactly the patterns that fit it, whatever was bound and unbound before', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(words('a', 'b', '', '*', '#'), { maxLength: 12 }),
      fc.array(fc.nat(11), { maxLength: 6 }),
      words('a', 'b', '', '*', '#'),
      (patterns, gone, key) => {
        const router = new TopicRouter<string>()
        const bindings = patterns.map((pattern) => ({
          destination: pattern,
          routingKey: pattern,
          arguments: {},
        }))
        for (const binding of bindings) router.add(binding)
        const left = new Set(bindings)
        for (const index of gone) {
          const binding = bindings[index]
          if (binding === undefined || !left.delete(binding)) continue
          router.remove(binding)
        }
        const expected = [...left]
          .map(({ routingKey }) => routingKey)
          .filter((pattern) => fits(split(pattern), split(key)))

        expect([...router.route(key)].sort()).toEqual(expected.sort())
      },
    ),
    { numRuns: 2000 },
  )
})

test('many wildcards and a long key take no longer than they are', () => {
  const router = new TopicRouter<string>()
  const pattern = `${'#.a.'.repeat(30)}#.b`
  router.add({ destination: 'q', routingKey: pattern, arguments: {} })
  const key = 'a.'.repeat(126)

  expect(router.route(`${key}b`)).toEqual(['q'])
  expect(router.route(`${key}c`)).toEqual([])
})
