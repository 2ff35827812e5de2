import type { Docs, Field, Model } from '../model.ts'
import { apiName, camel, dotted, idOf } from '../names.ts'
import { repliesOf } from './methods.ts'
import { HEADER } from './text.ts'

/** metadata.ts: all that the specification says, for those who study and explain. The client never loads it. */
export function emitMetadata(model: Model): string {
  const classes = model.classes.map((c) => ({
    id: c.index,
    name: c.name,
    handler: c.handler,
    docs: tidy(c.docs),
  }))
  const methods = model.classes.flatMap((c) =>
    c.methods.map((method) => ({
      id: idOf(method),
      classId: method.classIndex,
      methodId: method.index,
      className: method.className,
      name: dotted(method),
      apiName: apiName(method),
      synchronous: method.synchronous,
      content: method.content,
      from: method.from,
      replies: repliesOf(method, c.methods).map(idOf),
      fields: method.fields.map(fieldInfo),
      docs: tidy(method.docs),
    })),
  )
  const properties = model.classes.flatMap((c) => c.properties).map(fieldInfo)
  const constants = model.constants.map(({ name, value, severity, docs }) => ({
    name,
    value,
    ...(severity === undefined ? {} : { severity }),
    docs: tidy(docs),
  }))
  return `${HEADER}
/** The words of the specification about one element. */
export interface DocsInfo {
  /** A few words. */
  readonly label: string
  /** What it is for. */
  readonly purpose: string
  /** What the peer answers; of methods only. */
  readonly reply?: string
  /** What goes wrong; of methods only. */
  readonly errors?: string
  /** The legal sequence of methods; of classes only. */
  readonly grammar?: string
  /** What RabbitMQ does otherwise. */
  readonly rabbitmq?: string
}

/** The elementary types that every field comes down to. (AMQP 0-9-1, 4.2.5 "Data Types".) */
export type WireType = 'bit' | 'octet' | 'short' | 'long' | 'longlong' | 'shortstr' | 'longstr' | 'timestamp' | 'table'

/** A field of a method, or a property of a message. */
export interface FieldInfo {
  /** The name in the API, such as \`autoDelete\`. */
  readonly name: string
  /** The name in the standard, such as \`auto-delete\`. */
  readonly wireName: string
  /** How it is written on the wire. */
  readonly type: WireType
  /** The name that the standard gives to this use of the type, such as \`queue-name\`; the type's own where it has none. */
  readonly domain: string
  /** Reserved fields travel as zero or empty, and no user sees them. */
  readonly reserved: boolean
  /** Whether a caller has to give it. */
  readonly required: boolean
  /** What the specification says of it. */
  readonly docs: DocsInfo
}

/** A method of the standard or of RabbitMQ's extensions to it. */
export interface MethodInfo {
  /** The class id in the upper 16 bits, the method id in the lower. */
  readonly id: number
  /** The number of its class, such as 50 for \`queue\`. */
  readonly classId: number
  /** Its number within the class, such as 10 for \`queue.declare\`. */
  readonly methodId: number
  /** The name of its class, such as \`queue\`. */
  readonly className: string
  /** The name in the standard, such as \`queue.declare-ok\`. */
  readonly name: string
  /** The name in the API, such as \`queueDeclareOk\`. */
  readonly apiName: string
  /** Whether it asks for an answer or is one; the others are sent without waiting for anything. */
  readonly synchronous: boolean
  /** Whether a content header and a body follow. */
  readonly content: boolean
  /** Who may send it. */
  readonly from: readonly ('client' | 'server')[]
  /** The ids of the methods that answer it. */
  readonly replies: readonly number[]
  /** In the order of the wire, reserved ones included. */
  readonly fields: readonly FieldInfo[]
  /** What the specification says of it. */
  readonly docs: DocsInfo
}

/** A class of the standard: the methods about one thing, such as queues. */
export interface ClassInfo {
  /** Its number on the wire, such as 50. */
  readonly id: number
  /** Its name, such as \`queue\`. */
  readonly name: string
  /** Where its methods travel: on channel 0, which is the connection's, or on the others. */
  readonly handler: 'connection' | 'channel'
  /** What the specification says of it. */
  readonly docs: DocsInfo
}

/** A number that the standard gives a name to: a type of frame, a limit, a reply code. */
export interface ConstantInfo {
  /** The name in the standard, such as \`not-found\`. */
  readonly name: string
  /** The number itself, such as 404. */
  readonly value: number
  /** What a reply code ends: the channel (soft) or the connection (hard). There is none where it reports no error. */
  readonly severity?: 'soft-error' | 'hard-error'
  /** What the specification says of it. */
  readonly docs: DocsInfo
}

/** Every class with what it is for. */
export const classInfos: readonly ClassInfo[] = ${JSON.stringify(classes, null, 2)}

/** Every method with its fields and answers, class by class. */
export const methodInfos: readonly MethodInfo[] = ${JSON.stringify(methods, null, 2)}

/** The properties of a message, in the order of the wire: the first has bit 15 of the flags word, the next bit 14. */
export const propertyInfos: readonly FieldInfo[] = ${JSON.stringify(properties, null, 2)}

/** Every constant, reply codes included, with what it means. */
export const constantInfos: readonly ConstantInfo[] = ${JSON.stringify(constants, null, 2)}
`
}

function fieldInfo(field: Field): object {
  const { name, type, domain, reserved, required, docs } = field
  return { name: camel(name), wireName: name, type, domain, reserved, required, docs: tidy(docs) }
}

function tidy(docs: Docs): Docs {
  return JSON.parse(JSON.stringify(docs)) as Docs
}
