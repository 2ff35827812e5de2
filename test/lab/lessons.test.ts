// Lessons as the page plays them: step by step, one at a time, for all pages that are open.

import { beforeAll, expect, test } from 'vitest'
import type { Lab } from '../../src/lab/lab.ts'
import type { LessonInfo, LessonState } from '../../src/lab/row.ts'
import { eventsOf, labScene, rowsUntil } from './scene.ts'

let lab: Lab

beforeAll(async () => {
  const scene = await labScene()
  lab = scene.lab
  return scene.close
})

async function act(path: string): Promise<number> {
  const response = await fetch(new URL(path, lab.pageUrl), {
    method: 'POST',
    headers: { 'x-wirehare': 'lab' },
  })
  return response.status
}

/** Plays what is asked for, going on each time it waits, and returns what is to be seen at the end. */
async function played(lesson: string): Promise<LessonState> {
  let isBegun = false
  for await (const { event, data } of eventsOf(lab)) {
    if (event === 'ready') expect(await act(`/lessons/${lesson}`)).toBe(204)
    if (event !== 'lesson' || data === null) continue
    const state = data as LessonState
    isBegun ||= state.name === lesson
    if (!isBegun) continue
    if (state.state === 'waiting') expect(await act('/go-on')).toBe(204)
    if (state.state === 'done' || state.state === 'failed') return state
  }
  throw new Error('the lab has ended')
}

test('a lesson waits before each step but the first, and ends', async () => {
  const { title, state, parts } = await played('hello')
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
  for (const { name } of list) expect(await played(name)).toMatchObject({ name, state: 'done' })
}, 60_000)

test('beginning another ends the one before, where it waits; there is none of another name', async () => {
  expect(await act('/lessons/acks')).toBe(204)
  for await (const { event, data } of eventsOf(lab))
    if (event === 'lesson' && data?.name === 'acks' && data.state === 'waiting') break
  expect(await played('hello')).toMatchObject({ name: 'hello', state: 'done' })
  expect(await act('/lessons/nothing')).toBe(404)
  // Nothing waits.
  expect(await act('/go-on')).toBe(404)
})
