import type { Model, Peer } from '../model.ts'
import { idName, typeName } from '../names.ts'
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
  const methods = model.classes.flatMap((c) => c.methods).filter((method) => method.from.includes(peer))
  const words = `Reads the fields of a method that a ${peer} may send, or returns undefined where it may not send this one.`
  return `${comment([words])}export function decodeFrom${peer === 'server' ? 'Server' : 'Client'}(id: number, reader: Reader): object | undefined {
  switch (id) {
${methods.map((m) => `    case ids.${idName(m)}:\n      return codecs.decode${typeName(m)}(reader)\n`).join('')}    default:
      return undefined
  }
}
`
}
