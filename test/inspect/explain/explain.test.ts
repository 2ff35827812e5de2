import { describe, expect, test } from 'vitest'
import { constantInfos } from '../../../src/generated/metadata.ts'
import { entries } from '../../../src/inspect/explain/entries.ts'
import { explain, explanationText } from '../../../src/inspect/index.ts'
import { OTHER_WORDS, recordedWords } from './words.ts'

describe('each refusal of the scenarios', () => {
  const words = recordedWords()

  test('is there', () => expect(words.length).toBeGreaterThan(100))

  test('is explained by more than its reply code', () => {
    const general = words.filter((text) => !entries.some(({ name }) => name === explain(text).name))
    // Where the brokers use words of their own the scenarios have the code alone.
    expect(general.filter((text) => !/^\d+$/.test(text))).toEqual([])
  })

  test('is explained in the same way without its code, and as a line of the log', () => {
    for (const text of words.filter((some) => some.includes(' - '))) {
      const [, name = '', reply = ''] = /^\d+ ([A-Z_]+) - (.*?)(?: \([\w.-]+\))?$/s.exec(text) ?? []
      const expected = explain(text).name
      expect([text, explain(`${name} - ${reply}`).name]).toEqual([text, expected])
      const logged = `operation none caused a channel exception ${name.toLowerCase()}: ${reply}`
      expect([text, explain(logged).name]).toEqual([text, expected])
    }
  })
})

test.each(Object.entries(OTHER_WORDS))('words of %s', (name, words) => {
  expect(words.map((text) => [text, explain(text).name])).toEqual(words.map((text) => [text, name]))
})

test('reads the code, the words and the method out of what clients and logs print', () => {
  const [, , dotnet = '', , amqplib = '', java = '', , , own = '', log = ''] =
    OTHER_WORDS['unknown-delivery-tag'] ?? []
  const text = 'PRECONDITION_FAILED - unknown delivery tag 1'
  const reply = { text, replyCode: 406, replyName: 'PRECONDITION_FAILED' }
  expect(explain(dotnet).said).toEqual({ ...reply, method: 'basic.ack' })
  expect(explain(java).said).toEqual({ ...reply, method: 'basic.ack' })
  expect(explain(own).said).toEqual({ ...reply, method: 'basic.ack' })
  expect(explain(amqplib).said).toEqual(reply)
  expect(explain(log).said).toEqual({ ...reply, text: 'unknown delivery tag 1', method: 'basic.ack' })
})

test('takes the fields of a close', () => {
  const replyText = "NOT_FOUND - no exchange 'orders' in vhost '/'"
  const { name, cause, said } = explain({ replyCode: 404, replyText, classId: 60, methodId: 40 })
  expect(name).toBe('missing-exchange')
  expect(cause).toContain("the exchange 'orders'")
  expect(said.method).toBe('basic.publish')
})

test('of words that nobody has foreseen it says what their code means', () => {
  for (const { value, severity, docs } of constantInfos) {
    if (severity === undefined) continue
    const { name, cause, said } = explain(`${value} whatever`)
    expect([name, said.replyCode]).toEqual(['reply-code', value])
    expect(cause).toContain(docs.purpose)
  }
  expect(explain('good morning').name).toBe('unknown')
})

describe('the entries', () => {
  test('have different names', () => {
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length)
  })

  test('are each found by some words', () => {
    const found = new Set(
      [...recordedWords(), ...Object.values(OTHER_WORDS).flat()].map((text) => explain(text).name),
    )
    expect(entries.map(({ name }) => name).filter((name) => !found.has(name))).toEqual([])
  })

  test('fill in only what their words name', () => {
    for (const { words, cause, remedy, look = '' } of entries) {
      const named = [...words.source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name)
      const used = [...`${cause}${remedy}${look}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(named).toEqual(expect.arrayContaining(used))
    }
  })
})

test('as text it keeps to 80 columns and obeys nothing that the words hold', () => {
  const text = explanationText(explain("404 NOT_FOUND - no queue '\x1b[2J\u202e' in vhost '/'"), {
    color: false,
  })
  expect(text).not.toMatch(/\p{C}(?<!\n)/u)
  for (const words of Object.values(OTHER_WORDS).flat()) {
    for (const line of explanationText(explain(words), { color: false }).split('\n').slice(2))
      expect(line.length).toBeLessThanOrEqual(80)
  }
})
