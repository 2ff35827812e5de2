import type { Docs } from '../model.ts'

const WIDTH = 110

/** The first lines of every generated file. */
export const HEADER = `// Generated from spec/*.xml by \`npm run generate\`. Edit the XML, not this file.
`

/** A documentation comment of several paragraphs, wrapped. */
export function comment(paragraphs: readonly (string | undefined)[], indent: string = ''): string {
  const given = paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== '') as string[]
  const lines = given.flatMap((paragraph, index) => [
    ...(index === 0 ? [] : ['']),
    ...wrap(paragraph, WIDTH - indent.length - 3),
  ])
  if (lines.length === 1 && indent.length + lines[0]!.length + 7 <= WIDTH)
    return `${indent}/** ${lines[0]} */\n`
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`
}

/** The paragraphs about a method, for its comment. */
export function methodParagraphs(name: string, docs: Docs): string[] {
  return [
    docs.purpose,
    `Answer: ${docs.reply}`,
    `Errors: ${docs.errors}`,
    ...(docs.rabbitmq === undefined ? [] : [`RabbitMQ: ${docs.rabbitmq}`]),
    `(AMQP 0-9-1 reference, \`${name}\`.)`,
  ]
}

/** The words about a field or property, for its comment. */
export function fieldWords(docs: Docs): string {
  return docs.rabbitmq === undefined ? docs.purpose : `${docs.purpose} RabbitMQ: ${docs.rabbitmq}`
}

/** A value as a TypeScript literal. */
export function literal(value: unknown): string {
  return JSON.stringify(value)
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  // A comment must not end early, and TSDoc takes braces and at signs for its own.
  for (const word of text
    .replaceAll('*/', '* /')
    .replace(/(?<!\\)([{}@])/g, '\\$1')
    .split(' ')) {
    if (line !== '' && line.length + word.length >= width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
