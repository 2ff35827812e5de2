import type { Model, ProtocolMethod } from '../model.ts'
import { apiName, dotted, idName, typeName } from '../names.ts'
import { HEADER } from './text.ts'
import { visible } from './types.ts'

const DEFINE = `function define<Args, Reply>(
  id: number,
  encode: Method<Args, Reply>['encode'],
  ...replies: number[]
): Method<Args, Reply> {
  return { id, name: ids.methodNames[id] as string, replies, encode }
}
`

/** methods.ts: what a sender knows of each method. */
export function emitMethods(model: Model): string {
  const methods = model.classes.flatMap((c) => c.methods)
  return [
    HEADER,
    "import type { Method } from '../wire/method.ts'\n",
    "import * as codecs from './codecs.ts'\nimport * as ids from './constants.ts'\nimport type * as types from './types.ts'\n",
    DEFINE,
    ...model.classes.flatMap((c) => c.methods.map((method) => definition(method, c.methods))),
    '\n/** Every method, in the order of the specification. */\n',
    `export const allMethods: readonly Method<never, unknown>[] = [\n${methods.map((m) => `  ${apiName(m)},\n`).join('')}]\n`,
  ].join('\n')
}

function definition(method: ProtocolMethod, siblings: readonly ProtocolMethod[]): string {
  const replies = repliesOf(method, siblings)
  return `/** \`${dotted(method)}\`: ${method.docs.label}. */
export const ${apiName(method)}: Method<types.${typeName(method)}Args, ${replyType(replies)}> = /* @__PURE__ */ define(
  ids.${idName(method)},
  codecs.encode${typeName(method)},${replies.map((reply) => `\n  ids.${idName(reply)},`).join('')}
)
`
}

/** The methods that answer a method. */
export function repliesOf(method: ProtocolMethod, siblings: readonly ProtocolMethod[]): ProtocolMethod[] {
  return siblings.filter((sibling) => method.responses.includes(sibling.name))
}

/** The type of an answer; an answer without fields says nothing but that it came. */
export function replyType(replies: readonly ProtocolMethod[], prefix: string = 'types.'): string {
  const telling = replies.filter((reply) => visible(reply.fields).length > 0)
  return telling.length === 0 ? 'void' : telling.map((reply) => prefix + typeName(reply)).join(' | ')
}
