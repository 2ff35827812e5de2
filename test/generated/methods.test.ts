/** The generated files against each other: what one of them says of a method, all of them say. */
import { describe, expect, it } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import * as constants from '../../src/generated/constants.ts'
import { decodeFromClient, decodeFromServer } from '../../src/generated/dispatch.ts'
import {
  classInfos,
  constantInfos,
  type MethodInfo,
  methodInfos,
  propertyInfos,
} from '../../src/generated/metadata.ts'
import * as methods from '../../src/generated/methods.ts'
import { Reader } from '../../src/wire/reader.ts'
import { Writer } from '../../src/wire/writer.ts'

const { allMethods, ...byName } = methods
const screaming = (name: string): string => name.toUpperCase().replace(/[-.]/g, '_')
const answers = new Set(methodInfos.flatMap(({ replies }) => replies))

describe.each(methodInfos)('$name', (info) => {
  it('has its id, its name and its answers in all files', () => {
    const method = byName[info.apiName as keyof typeof byName]
    expect(method).toMatchObject({ id: info.id, name: info.name, replies: info.replies })
    expect(info.id).toBe(info.classId * 0x10000 + info.methodId)
    expect(constants.methodNames[info.id]).toBe(info.name)
    expect(constants[screaming(info.name) as keyof typeof constants]).toBe(info.id)
    expect(constants.carriesContent(info.id)).toBe(info.content)
    expect(allMethods).toContain(method)
  })

  it('is read from those who may send it, and from nobody else', () => {
    for (const [peer, decode] of [
      ['client', decodeFromClient],
      ['server', decodeFromServer],
    ] as const) {
      if (info.from.includes(peer)) expect(decode(info.id, argumentsOf(info))).toBeTypeOf('object')
      else expect(decode(info.id, argumentsOf(info))).toBeUndefined()
    }
  })

  it('cut off anywhere is a ProtocolError that names the field', () => {
    const whole = argumentsOf(info)
    for (let end = whole.at; end < whole.end; end++) {
      for (const peer of info.from) {
        const decode = peer === 'client' ? decodeFromClient : decodeFromServer
        const read = (): unknown => decode(info.id, new Reader(whole.bytes, 4, end))
        expect(read).toThrow(ProtocolError)
        expect(read).toThrow(/^\w+ (wants|claims) \d+ octets where \d+ are left$/)
      }
    }
  })

  it('has answers that the other side may give, where it asks for one', () => {
    const asks = info.synchronous && !answers.has(info.id)
    expect(info.replies.length > 0).toBe(asks)
    for (const peer of asks ? info.from : []) {
      const other = peer === 'client' ? 'server' : 'client'
      const replies = methodInfos.filter(({ id }) => info.replies.includes(id))
      expect(replies.map(({ from }) => from.includes(other))).not.toContain(false)
    }
  })

  it('is explained in words', () => {
    for (const { docs } of [info, ...info.fields]) expect([docs.label, docs.purpose]).not.toContain('')
    expect([info.docs.reply, info.docs.errors]).not.toContain(undefined)
  })
})

describe('the list of all methods', () => {
  it('has each method once, and nothing else', () => {
    expect(allMethods).toHaveLength(methodInfos.length)
    expect(new Set(allMethods)).toEqual(new Set(Object.values(byName)))
    expect(Object.keys(constants.methodNames)).toHaveLength(methodInfos.length)
  })

  it('knows no other id', () => {
    for (const id of [0, -1, 0x000a0000, 0x003c0079, 0xffffffff]) {
      expect(decodeFromClient(id, new Reader(new Uint8Array(100)))).toBeUndefined()
      expect(decodeFromServer(id, new Reader(new Uint8Array(100)))).toBeUndefined()
      expect(constants.methodNames[id]).toBeUndefined()
      expect(constants.carriesContent(id)).toBe(false)
    }
  })
})

describe('classes and constants', () => {
  it.each(classInfos)('the class $name has its number in all files', ({ id, name }) => {
    expect(constants[`${screaming(name)}_CLASS` as keyof typeof constants]).toBe(id)
    expect(methodInfos.some(({ classId, className }) => classId === id && className === name)).toBe(true)
  })

  it.each(constantInfos)('the constant $name has its value in all files', ({ name, value, severity }) => {
    expect(constants[screaming(name) as keyof typeof constants]).toBe(value)
    expect(constants.replyCodeNames[value]).toBe(severity === undefined ? undefined : screaming(name))
    expect(constants.isHardError(value)).toBe(severity === 'hard-error')
  })

  it('an unknown reply code is no hard error, and has no name', () => {
    expect([constants.isHardError(599), constants.replyCodeNames[599]]).toEqual([false, undefined])
  })

  it('the last of the properties is the reserved one', () => {
    expect(propertyInfos.map(({ reserved }) => reserved)).toEqual([
      ...new Array<boolean>(13).fill(false),
      true,
    ])
  })
})

/** The arguments of a method, each with the least that a caller has to give. */
function argumentsOf({ apiName, fields }: MethodInfo): Reader {
  const required = fields
    .filter(({ required }) => required)
    .map(({ name, type }) => [name, type === 'longlong' ? 1 : undefined])
  const writer = new Writer()
  byName[apiName as keyof typeof byName].encode(writer, Object.fromEntries(required) as never)
  return new Reader(writer.written(), 4)
}
