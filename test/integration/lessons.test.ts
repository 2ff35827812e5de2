// Each lesson goes as its page says, on every broker, and leaves nothing behind.

import { expect, test } from 'vitest'
import { library } from '../../src/cli/learn/library.ts'
import { connect } from '../../src/index.ts'
import { type Audience, play } from '../../src/lessons/play.ts'
import { track } from '../../src/lessons/track.ts'
import { eachBroker } from '../support/brokers.ts'

const NOBODY: Audience = { ready: async () => {}, prose() {}, code() {}, outcome() {} }
const LIBRARY = await library()
const lessons = await track()

eachBroker((broker) => {
  for (const lesson of lessons) test(lesson.file, () => play(lesson, LIBRARY, broker.url, NOBODY))

  test('they leave nothing behind', async () => {
    const codes = lessons.flatMap(({ parts }) => parts.map((part) => (part.kind === 'step' ? part.code : '')))
    const names = new Set(codes.flatMap((code) => code.match(/(?<=')learn\.[\w.-]+(?=')/g) ?? []))
    expect(names.size).toBeGreaterThan(10)
    await using connection = await connect(broker.url)
    for (const name of names) {
      for (const there of [
        async () => (await connection.openChannel()).queueDeclare({ queue: name, passive: true }),
        async () => (await connection.openChannel()).exchangeDeclare({ exchange: name, passive: true }),
      ])
        await expect(there(), name).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })
})
