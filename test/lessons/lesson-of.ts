import { type Lesson, parseLesson } from '../../src/lessons/lesson.ts'

/** A lesson of these blocks, each marked with its language: `js`, `text` or `frames`. */
export function lessonOf(...blocks: (readonly [language: string, text: string])[]): Lesson {
  const fenced = blocks.map(([language, text]) => `\`\`\`${language}\n${text}\n\`\`\`\n`)
  return parseLesson('07-sample.md', ['# 7. Sample\n', '*beginner: a sample*\n', ...fenced].join('\n'))
}
