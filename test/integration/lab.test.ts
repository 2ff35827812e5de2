// The lab in front of every broker: a lesson is played through it, and what that does is seen.

import { expect, test } from 'vitest'
import type { LessonState, Row } from '../../src/lab/row.ts'
import { eventsOf, labAt, rowsUntil } from '../lab/scene.ts'
import { eachBroker } from '../support/brokers.ts'

eachBroker((broker) => {
  test('a lesson is played and seen', async () => {
    await using lab = await labAt(broker.url)
    const act = (path: string) =>
      fetch(new URL(path, lab.pageUrl), { method: 'POST', headers: { 'x-wirehare': 'lab' } })
    let last: LessonState | undefined
    for await (const { event, data } of eventsOf(lab)) {
      if (event === 'ready') await act('/lessons/hello')
      if (event !== 'lesson' || data === null) continue
      last = data as LessonState
      if (last.state === 'waiting') await act('/go-on')
      if (last.state === 'done' || last.state === 'failed') break
    }
    expect(last).toMatchObject({ name: 'hello', state: 'done' })
    const rows = (await rowsUntil(lab, ({ name }) => name === 'connection.close-ok')) as Row[]
    const publish = rows.find(({ name }) => name === 'basic.publish')
    expect(publish).toMatchObject({ isOut: true, text: expect.stringContaining("routing-key='learn.hello'") })
    expect(rows.filter(({ isBad }) => isBad)).toEqual([])
  })
})
