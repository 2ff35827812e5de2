import type { Model, Peer, ProtocolClass } from '../model.ts'
import { idName, screaming } from '../names.ts'
import { decoderName } from './codecs.ts'
import { comment, HEADER } from './text.ts'

/** dispatch.ts: from a method's id to its decoder, for each side of the wire. */
export function emitDispatch(model: Model): string {
  return [
    HEADER,
    "import type { Reader } from '../wire/reader.ts'\nimport * as codecs from './codecs.ts'\nimport * as ids from './constants.ts'\n",
    decodeFrom(model, 'server'),
    decodeFrom(model, 'client'),
  ].join('\n')
}

function decodeFrom(model: Model, peer: Peer): string {
  // By class and then by method, because a switch is tried case by case; the class of messages first.
  const carriesMessages = (c: ProtocolClass): number => Number(c.methods.some((method) => method.content))
  const classes = model.classes
    .map((c) => ({ ...c, methods: c.methods.filter((method) => method.from.includes(peer)) }))
    .filter((c) => c.methods.length > 0)
    .sort((a, b) => carriesMessages(b) - carriesMessages(a))
  const words = `Reads the fields of a method that a ${peer} may send, or returns undefined where it may not send this one.`
  return `${comment([words])}export function decodeFrom${peer === 'server' ? 'Server' : 'Client'}(id: number, reader: Reader): object | undefined {
  switch (id >>> 16) {
${classes.map(caseOfClass).join('')}    default:
      return undefined
  }
}
`
}

function caseOfClass({ name, methods }: ProtocolClass): string {
  return `    case ids.${screaming(name)}_CLASS:
      switch (id) {
${methods.map((m) => `        case ids.${idName(m)}:\n          return codecs.${decoderName(m)}(${m.fields.length === 0 ? '' : 'reader'})\n`).join('')}        default:
          return undefined
      }
`
}
