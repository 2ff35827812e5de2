import { expect, test } from 'vitest'
import { Refusal } from '../../src/protocol/refusal.ts'

test('a refusal says the name of its code, and why', () => {
  expect(new Refusal(404, "no queue 'q'")).toMatchObject({
    message: "NOT_FOUND - no queue 'q'",
    replyText: "NOT_FOUND - no queue 'q'",
    replyCode: 404,
    methodId: 0,
  })
})

test('the code decides whether the channel is closed or the connection', () => {
  const closesConnection = (code: number): boolean => new Refusal(code, '').closesConnection
  expect([311, 403, 404, 405, 406].map(closesConnection)).toEqual([false, false, false, false, false])
  expect([320, 402, 501, 502, 503, 504, 505, 506, 530, 540, 541].every(closesConnection)).toBe(true)
})

test('as the refusal of a method it keeps its words, whole', () => {
  const refusal = new Refusal(406, 'x'.repeat(300)).of(50 * 0x10000 + 10)
  expect(refusal).toMatchObject({ replyCode: 406, methodId: 0x32000a })
  expect(refusal.replyText).toBe(`PRECONDITION_FAILED - ${'x'.repeat(230)}...`)
})

test.each([
  ['x', 'x'.repeat(243), 'x'.repeat(243)],
  ['x', 'x'.repeat(244), `${'x'.repeat(240)}...`],
  ['é', 'é'.repeat(122), `${'é'.repeat(120)}...`],
  ['€', `x${'€'.repeat(90)}`, `x${'€'.repeat(79)}...`],
  ['🐇', `x${'🐇'.repeat(90)}`, `x${'🐇'.repeat(59)}...`],
])('words of %s that are too long for a reply text are cut between two characters', (_what, words, cut) => {
  const { replyText } = new Refusal(404, words)
  expect(replyText).toBe(`NOT_FOUND - ${cut}`)
  expect(Buffer.byteLength(replyText)).toBeLessThanOrEqual(255)
})
