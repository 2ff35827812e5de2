import { methodNames, replyCodeNames } from '../../generated/constants.ts'
import type { SeenCommand } from '../seen-command.ts'
import type { Said } from './explanation.ts'

/** A close or a return, by its fields on the wire. */
export interface CloseFields {
  /** 200 to 599. */
  readonly replyCode: number
  /** The peer's own words. */
  readonly replyText: string
  /** The class of the method that it is about, 0 for none. */
  readonly classId?: number
  /** The number of that method within its class, 0 for none. */
  readonly methodId?: number
}

/** What a close or a return says, as far as it could be read. */
export function closeFieldsOf({ args }: SeenCommand): Required<CloseFields> {
  const { replyCode, replyText, classId, methodId } = args
  return {
    replyCode: Number(replyCode ?? 0),
    replyText: String(replyText ?? ''),
    classId: Number(classId ?? 0),
    methodId: Number(methodId ?? 0),
  }
}

/** Who prints closes, and how. The last is anybody who gives the reply text as it is. */
const FORMS: readonly RegExp[] = [
  // .NET: AMQP close-reason, initiated by Peer, code=406, text='…', classId=60, methodId=80
  /code=(?<code>\d{3}), text=(?<quote>['"])(?<text>.*?)\k<quote>(?:, classId=(?<classId>\d+), methodId=(?<methodId>\d+)|$)/s,
  // Java: #method<channel.close>(reply-code=406, reply-text=…, class-id=60, method-id=80)
  /reply-code=(?<code>\d{3}), reply-text=(?<text>.*?), class-id=(?<classId>\d+), method-id=(?<methodId>\d+)/s,
  // amqplib: Channel closed by server: 406 (PRECONDITION-FAILED) with message "…"
  /(?<code>\d{3}) \([A-Z-]+\) with message "(?<text>.*)"/s,
  // Go: Exception (406) Reason: "…"
  /Exception \((?<code>\d{3})\) Reason: "(?<text>.*)"/s,
  // Python: (406, '…')
  /\((?<code>\d{3}), (?<quote>['"])(?<text>.*)\k<quote>\)/s,
  // RabbitMQ's log: operation basic.ack caused a channel exception precondition_failed: …
  /operation (?<method>[\w.-]+) caused a (?:channel|connection) exception (?<name>[a-z_]+)(?:: (?<text>.*))?/s,
  // wirehare: 406 … (basic.ack); the broker closed channel 1
  /(?<code>\d{3}) (?<text>[A-Z_]+.*); the (?:broker|client) closed /s,
]

const CODES: ReadonlyMap<string, number> = new Map(
  Object.entries(replyCodeNames).map(([code, name]) => [name as string, Number(code)]),
)
const METHODS: ReadonlySet<string> = new Set(Object.values(methodNames) as string[])
/** What stands in front of each line of RabbitMQ's log. */
const LOG_PREFIX = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S* \[\w+\] <[\d.]+> ?/gm
/** Reply texts have 255 octets; a line of a log or a stack trace rarely more than this. */
const MAX_CHARS = 10_000

/** Reads what is known out of any text. */
export function readWords(given: string): Said {
  const text = given.slice(0, MAX_CHARS).replace(LOG_PREFIX, '').trim()
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups
    if (groups !== undefined) return readGroups(groups)
  }
  return readReply(text)
}

/** The same for a close or a return whose fields are at hand. */
export function readClose({ replyCode, replyText, classId = 0, methodId = 0 }: CloseFields): Said {
  const method = methodNames[classId * 0x10000 + methodId]
  return said(replyText, replyCode, undefined, method)
}

function readGroups(groups: Record<string, string | undefined>): Said {
  const { code, text = '', name, classId, methodId } = groups
  const inner = readReply(text)
  const method = groups['method'] ?? methodNames[Number(classId) * 0x10000 + Number(methodId)] ?? inner.method
  const replyCode = code === undefined ? inner.replyCode : Number(code)
  return said(inner.text || (name?.toUpperCase() ?? ''), replyCode, name?.toUpperCase(), method)
}

/** `406 PRECONDITION_FAILED - unknown delivery tag 1 (basic.ack)`, or less of it, with anything before it. */
function readReply(text: string): Said {
  const [, rest = text, method] = /^(.*\S) \(([a-z]+\.[a-z-]+)\)$/s.exec(text) ?? []
  const isMethod = method !== undefined && METHODS.has(method)
  const words = isMethod ? rest : text
  for (const match of words.matchAll(/(?:\b([2-5]\d\d)\W{1,3})?\b([A-Z]+(?:[_-][A-Z]+)+)\b/g)) {
    const [, code, spelt = ''] = match
    const name = spelt.replaceAll('-', '_')
    if (!CODES.has(name)) continue
    const reply = words.slice(match.index + match[0].length - spelt.length)
    return said(reply, code === undefined ? undefined : Number(code), name, isMethod ? method : undefined)
  }
  const [, code] = /^\W{0,3}([2-5]\d\d)\b/.exec(words) ?? []
  return said(words, code === undefined ? undefined : Number(code), undefined, isMethod ? method : undefined)
}

function said(
  text: string,
  replyCode: number | undefined,
  name: string | undefined,
  method: string | undefined,
): Said {
  const code = replyCode ?? (name === undefined ? undefined : CODES.get(name))
  const replyName = code === undefined ? name : (replyCodeNames[code] ?? name)
  return {
    text,
    ...(code === undefined ? {} : { replyCode: code }),
    ...(replyName === undefined ? {} : { replyName }),
    ...(method === undefined || !METHODS.has(method) ? {} : { method }),
  }
}
