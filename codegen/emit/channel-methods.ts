import type { Model, ProtocolMethod } from '../model.ts'
import { apiName, camel, dotted, typeName } from '../names.ts'
import { repliesOf, replyType } from './methods.ts'
import { comment, HEADER, methodParagraphs } from './text.ts'
import { visible } from './types.ts'

/**
 * Methods that need more than their fields: a life cycle, a body, a callback. The channel writes these by hand, and a
 * test checks that none is missing.
 */
export const BY_HAND: ReadonlySet<string> = new Set([
  'channel.open',
  'channel.close',
  'basic.publish',
  'basic.get',
  'basic.consume',
])

/** channel-methods.ts: one method of the API for each method that a client sends of its own accord on a channel. */
export function emitChannelMethods(model: Model): string {
  const answers = new Set(
    model.classes.flatMap((c) => c.methods.flatMap((m) => m.responses.map((name) => `${c.name}.${name}`))),
  )
  const own = model.classes
    .filter((c) => c.handler === 'channel')
    .flatMap((c) => c.methods)
    .filter((m) => m.from.includes('client') && !answers.has(dotted(m)) && !BY_HAND.has(dotted(m)))
  const siblings = (method: ProtocolMethod): readonly ProtocolMethod[] =>
    model.classes.find((c) => c.name === method.className)?.methods ?? []
  return [
    HEADER,
    `import type { Method } from '../wire/method.ts'
import * as methods from './methods.ts'
import type * as types from './types.ts'

/** The methods of AMQP that a channel offers one to one. What sends them, and waits for answers, is the subclass. */
export abstract class ChannelMethods<CallOptions> {
  /** Sends a method that is answered, and waits for the answer unless it says no-wait. */
  protected abstract call<Args extends object, Reply>(
    method: Method<Args, Reply>,
    args: Args,
    options: CallOptions | undefined,
  ): Promise<Reply>
  /** Sends a method that has no answer. */
  protected abstract send<Args extends object>(method: Method<Args, void>, args: Args): void
`,
    ...own.map((method) => member(method, repliesOf(method, siblings(method)))),
    '}\n',
  ].join('\n')
}

function member(method: ProtocolMethod, replies: readonly ProtocolMethod[]): string {
  const name = apiName(method)
  const fields = visible(method.fields)
  const required = fields.some((field) => field.required)
  const type = `types.${typeName(method)}Args`
  const docs = comment(methodParagraphs(dotted(method), method.docs), '  ')
  const given = fields.length === 0 ? '' : required ? `args: ${type}` : `args: ${type} = {}`
  const passed = fields.length === 0 ? '{}' : 'args'
  if (!method.synchronous)
    return `${docs}  ${name}(${given}): void {\n    this.send(methods.${name}, ${passed})\n  }\n`
  const parameters = given === '' ? 'options?: CallOptions' : `${given}, options?: CallOptions`
  const reply = replyType(replies)
  const checks = fields.flatMap(({ name: field, requiredUnless: bit }) =>
    bit === undefined
      ? []
      : `    if (args?.${camel(field)} === undefined && args?.${camel(bit)} !== true)
      throw new TypeError('${dotted(method)}: ${camel(field)} must be given, unless ${camel(bit)} is true')\n`,
  )
  const body = `{\n${checks.join('')}    return this.call(methods.${name}, ${passed}, options)\n  }\n`
  const noWait = fields.find((field) => field.domain === 'no-wait')
  if (noWait === undefined || reply === 'void')
    return `${docs}  ${name}(${parameters}): Promise<${reply}> ${body}`
  // With no-wait there is no answer to return: the type says so.
  const optional = required ? `args: ${type}` : `args?: ${type}`
  return `${docs}  ${name}(args: ${type} & { readonly noWait: true }, options?: CallOptions): Promise<undefined>
  ${name}(${optional}, options?: CallOptions): Promise<${reply}>
  ${name}(${parameters}): Promise<${reply} | undefined> ${body}`
}
