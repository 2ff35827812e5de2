// Lessons as the page plays them: step by step, one at a time, for all pages that are open.

import { beforeAll, expect, test } from 'vitest'
import type { Lab } from '../../src/lab/lab.ts'
import type { LessonInfo } from '../../src/lab/row.ts'
import { act, eventsOf, labScene, played, rowsUntil } from './scene.ts'

let lab: Lab

beforeAll(async () => {
  const scene = await labScene()
  lab = scene.lab
  return scene.close
})

test('a lesson waits before each step but the first, and ends', async () => {
  const { title, state, parts } = await played(lab, 'hello')
  expect({ title, state }).toEqual({ title: 'A message there and back', state: 'done' })
  expect(parts[0]).toEqual({ kind: 'prose', html: expect.stringMatching(/^<p>A broker keeps messages/) })
  const steps = parts.filter((part) => part.kind === 'step')
  expect(steps.length).toBeGreaterThan(3)
  expect(steps.flatMap(({ printed = [] }) => printed)).toContain("hi { contentType: 'text/plain' }")
  expect(JSON.stringify(parts)).not.toMatch(/<a href="(?!https:)/)
  // What it does travels, and is seen.
  const rows = await rowsUntil(lab, () => true, {
    filter: "method == queue.declare and queue == 'learn.hello'",
  })
  expect(rows).toHaveLength(1)
})

test('all of them can be played here', async () => {
  const response = await fetch(new URL('/lessons', lab.pageUrl))
  const list = (await response.json()) as LessonInfo[]
  expect(list.map(({ number }) => number)).toEqual(list.map((_, at) => at + 1))
  for (const { name } of list) expect(await played(lab, name)).toMatchObject({ name, state: 'done' })
}, 60_000)

test('beginning another ends the one before, where it waits; there is none of another name', async () => {
  expect((await act(lab, '/lessons/acks')).status).toBe(204)
  for await (const { event, data } of eventsOf(lab))
    if (event === 'lesson' && data?.name === 'acks' && data.state === 'waiting') break
  expect(await played(lab, 'hello')).toMatchObject({ name: 'hello', state: 'done' })
  expect((await act(lab, '/lessons/nothing')).status).toBe(404)
  // Nothing waits.
  expect((await act(lab, '/go-on')).status).toBe(404)
})
