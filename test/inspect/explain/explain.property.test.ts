import { createReadStream } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type CaptureEvent,
  Explainer,
  explain,
  explanationText,
  readCapture,
  troubleText,
} from '../../../src/inspect/index.ts'
import { OTHER_WORDS, recordedWords } from './words.ts'

const known = fc.constantFrom(...recordedWords(), ...Object.values(OTHER_WORDS).flat())

/** Known words with a piece cut out, and anything put in its place. */
const mangled = fc
  .tuple(known, fc.nat(), fc.nat(20), fc.string({ unit: 'binary', maxLength: 20 }))
  .map(([text, at, length, other]) => {
    const from = at % (text.length + 1)
    return text.slice(0, from) + other + text.slice(from + length)
  })

test('whatever the words, there is an explanation and no error', () => {
  fc.assert(
    fc.property(fc.oneof(mangled, fc.string({ unit: 'binary' }), known), (text) => {
      const explanation = explain(text)
      expect(explanation.cause).not.toBe('')
      expect(explanation.remedy).not.toBe('')
      expect(explanationText(explanation, { color: false })).toContain('Why')
    }),
    { numRuns: 1000 },
  )
})

test('whatever the fields of a close', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.integer(),
      (replyCode, replyText, classId, methodId) => {
        expect(explain({ replyCode, replyText, classId, methodId }).cause).not.toBe('')
      },
    ),
  )
})

const session: CaptureEvent[] = []
const file = new URL('../../../docs/reference/recordings/double-ack.pcapng', import.meta.url)
for await (const event of readCapture(createReadStream(file))) session.push(event)

test('whatever is in a recording', () => {
  let troubles = 0
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 }), (which, where, octets) => {
      const explainer = new Explainer((trouble) => {
        troubles++
        expect(troubleText(trouble, { color: false })).toContain('Why')
      })
      for (const [at, event] of session.entries()) {
        if (event.kind !== 'bytes' || at !== which % session.length) explainer.receive(event)
        else {
          const bytes = Uint8Array.from(event.bytes)
          for (const [i, octet] of octets.entries()) bytes[(where + i) % bytes.length] = octet
          explainer.receive({ ...event, bytes })
        }
      }
      explainer.end()
    }),
    { numRuns: 500 },
  )
  expect(troubles).toBeGreaterThan(400)
})
