import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explain, explanationText } from '../../../src/inspect/index.ts'
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
