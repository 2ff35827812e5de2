import { expect, test } from 'vitest'
import type { Step } from '../../src/lessons/lesson.ts'
import { compile } from '../../src/lessons/program.ts'

function stepsOf(...codes: string[]): Step[] {
  return codes.map((code) => ({ kind: 'step', line: 1, code, prints: undefined, travels: undefined }))
}

async function linesOf(...codes: string[]): Promise<unknown[]> {
  const lines: unknown[] = []
  await compile(stepsOf(...codes))({
    load: async (specifier) => ({ name: specifier, other: `other of ${specifier}` }),
    console: { log: (line) => lines.push(line) },
    step: async () => void lines.push('step'),
  })
  return lines
}

test('steps are one program: a later one uses what an earlier one declares, and each is announced', async () => {
  expect(await linesOf('const one = 1', 'console.log(one)', 'console.log(one + (await 1))')).toEqual([
    'step',
    'step',
    1,
    'step',
    2,
  ])
})

test('an import is what `load` makes of its module, renamed and over several lines too', async () => {
  expect(
    await linesOf(
      "import { name } from 'one'\nimport {\n  name as second,\n  other,\n} from 'two'",
      'console.log(name)\nconsole.log(second)\nconsole.log(other)',
    ),
  ).toEqual(['step', 'step', 'one', 'two', 'other of two'])
})

test('the program is strict', async () => {
  await expect(linesOf('undeclared = 1')).rejects.toThrow(ReferenceError)
})

test('what is no JavaScript is refused before anything happens', () => {
  expect(() => compile(stepsOf('console.log(1)', 'const = 2'))).toThrow(SyntaxError)
})
