// The lab in front of every broker: a lesson is played through it, and what that does is seen.

import { expect, test } from 'vitest'
import type { Row } from '../../src/lab/row.ts'
import { labAt, played, rowsUntil } from '../lab/scene.ts'
import { eachBroker } from '../support/brokers.ts'

eachBroker((broker) => {
  test('a lesson is played and seen', async () => {
    await using lab = await labAt(broker.url)
    expect(await played(lab, 'hello')).toMatchObject({ name: 'hello', state: 'done' })
    const rows = (await rowsUntil(lab, ({ name }) => name === 'connection.close-ok')) as Row[]
    const publish = rows.find(({ name }) => name === 'basic.publish')
    expect(publish).toMatchObject({ isOut: true, text: expect.stringContaining("routing-key='learn.hello'") })
    expect(rows.filter(({ isBad }) => isBad)).toEqual([])
  })
})
