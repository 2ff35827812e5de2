import { describe, expect, test } from 'vitest'
import { isLesson, parseLesson } from '../../src/lessons/lesson.ts'

const PAGE = `# 3. Any title

*advanced: what it is about*

Words, with \`code\`.

\`\`\`js
const one = 1
console.log(one)
\`\`\`

\`\`\`text
1
\`\`\`

\`\`\`frames
→ 1 basic.get queue='q'
← 1 basic.get-empty
\`\`\`

\`\`\`
a picture
\`\`\`

\`\`\`js
console.log(one + 1)
\`\`\`
`

describe('a page', () => {
  test('is read as what it says and does, in order, with the lines where its code stands', () => {
    const { parts, ...lesson } = parseLesson('03-any-name.md', PAGE)
    expect(lesson).toEqual({
      file: '03-any-name.md',
      number: 3,
      name: 'any-name',
      title: 'Any title',
      level: 'advanced',
      about: 'what it is about',
    })
    expect(parts.map((part) => (part.kind === 'step' ? part : part.token.raw.trim()))).toEqual([
      'Words, with `code`.',
      {
        kind: 'step',
        line: 8,
        code: 'const one = 1\nconsole.log(one)',
        prints: '1',
        travels: "→ 1 basic.get queue='q'\n← 1 basic.get-empty",
      },
      '```\na picture\n```',
      { kind: 'step', line: 26, code: 'console.log(one + 1)', prints: undefined, travels: undefined },
    ])
    for (const part of parts)
      if (part.kind === 'step') expect(PAGE.split('\n')[part.line - 1]).toBe(part.code.split('\n')[0])
  })

  test.each([
    ['has no title', '*beginner: x*\n'],
    ['has a title without a number', '# Title\n\n*beginner: x*\n'],
    ['does not say its level', '# 1. Title\n\nWords.\n'],
    ['has a level that there is not', '# 1. Title\n\n*expert: x*\n'],
    ['is empty', ''],
  ])('that %s is no lesson', (_, page) => {
    expect(() => parseLesson('01-x.md', page)).toThrow('01-x.md does not begin as a lesson')
  })

  test('says where an outcome stands that no step has', () => {
    const page = '# 1. T\n\n*beginner: x*\n\nWords.\n\n```text\n1\n```\n'
    expect(() => parseLesson('01-x.md', page)).toThrow('01-x.md:7: there is no step before this')
  })
})

test('a lesson is told by the name of its file', () => {
  expect(['01-hello.md', '12-a-b.md'].every(isLesson)).toBe(true)
  expect(['README.md', 'from-dotnet.md', '01-hello.ts', '1-.md'].some(isLesson)).toBe(false)
})
