import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { track } from '../../src/lessons/track.ts'

const INDEX = readFileSync(new URL('../../docs/learn/README.md', import.meta.url), 'utf8')
const LEVELS = ['beginner', 'intermediate', 'advanced']

const lessons = await track()

describe('the learning track', () => {
  test('goes from the first lesson to the last, and does not get easier', () => {
    expect(lessons.map(({ number }) => number)).toEqual(lessons.map((_, at) => at + 1))
    const levels = lessons.map(({ level }) => LEVELS.indexOf(level))
    expect(levels).toEqual(levels.toSorted((a, b) => a - b))
    expect(new Set(levels).size).toBe(LEVELS.length)
  })

  test('stands in the index as it is', () => {
    const rows = lessons.map(({ file, title, about }) => `| [${title}](${file}) | ${about} |`)
    expect(INDEX.match(/^\| \[.*$/gm)).toEqual(rows)
  })

  test('says in each lesson what comes of its steps, and at its end what it is in .NET', () => {
    for (const { file, parts } of lessons) {
      const last = parts.at(-1)
      expect(last?.kind === 'prose' && last.token.raw, file).toContain('.NET')
      const steps = parts.filter((part) => part.kind === 'step')
      const silent = steps.filter(({ prints, travels }) => prints === undefined && travels === undefined)
      expect(silent.length, file).toBeLessThan(steps.length / 2)
    }
  })
})
