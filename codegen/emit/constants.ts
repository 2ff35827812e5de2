import type { Model, ProtocolMethod } from '../model.ts'
import { dotted, hex32, idName, idOf, screaming } from '../names.ts'
import { comment, fieldWords, HEADER, literal } from './text.ts'

/** constants.ts: the constants of the standard, the methods' ids, and names for reply codes and ids. */
export function emitConstants(model: Model): string {
  const methods = model.classes.flatMap((c) => c.methods)
  const replies = model.constants.filter((constant) => constant.severity !== undefined)
  return [
    HEADER,
    ...model.constants.map((constant) => {
      const severity = constant.severity === 'soft-error' ? 'Closes the channel.' : 'Closes the connection.'
      const words = [fieldWords(constant.docs), constant.severity === undefined ? undefined : severity]
      return `${comment(words)}export const ${screaming(constant.name)} = ${constant.value}\n`
    }),
    comment(['The name of each reply code that reports an error, such as `NOT_FOUND` for 404.']),
    'export const replyCodeNames: Readonly<Record<number, string>> = {\n',
    ...replies.map((constant) => `  ${constant.value}: ${literal(screaming(constant.name))},\n`),
    '}\n\n',
    comment(['Whether a reply code closes the connection; the others close the channel.']),
    'export function isHardError(replyCode: number): boolean {\n  switch (replyCode) {\n',
    ...replies
      .filter((c) => c.severity === 'hard-error')
      .map((constant) => `    case ${screaming(constant.name)}:\n`),
    '      return true\n    default:\n      return false\n  }\n}\n\n',
    ...methods.map(
      (method) => `${comment([idWords(method)])}export const ${idName(method)} = ${hex32(idOf(method))}\n`,
    ),
    '\n',
    comment(['The name of each method by its id, such as `queue.declare`.']),
    'export const methodNames: Readonly<Record<number, string>> = {\n',
    ...methods.map((method) => `  [${idName(method)}]: ${literal(dotted(method))},\n`),
    '}\n\n',
    comment(['Whether the method with this id is followed by a content header and a body.']),
    'export function carriesContent(id: number): boolean {\n',
    '  switch (id) {\n',
    ...methods.filter((method) => method.content).map((method) => `    case ${idName(method)}:\n`),
    '      return true\n    default:\n      return false\n  }\n}\n\n',
    ...model.classes.map(
      (c) =>
        `${comment([`The id of the class \`${c.name}\`.`])}export const ${screaming(c.name)}_CLASS = ${c.index}\n`,
    ),
    '\n',
    comment(['The version of the protocol and its registered port.']),
    'export const protocolVersion = {\n',
    `  /** The first octet of the version in the protocol header. */\n  major: ${model.version[0]},\n`,
    `  /** The second. */\n  minor: ${model.version[1]},\n`,
    `  /** The third. */\n  revision: ${model.version[2]},\n`,
    `  /** Where a broker listens for TCP unless told otherwise. */\n  port: ${model.port},\n`,
    '} as const\n',
  ].join('')
}

function idWords(method: ProtocolMethod): string {
  return `The id of \`${dotted(method)}\`: class ${method.classIndex}, method ${method.index}.`
}
