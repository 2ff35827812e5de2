import { describe, expect, it } from 'vitest'
import { emitChannelMethods } from '../../codegen/emit/channel-methods.ts'
import { emitCodecs } from '../../codegen/emit/codecs.ts'
import { emitConstants } from '../../codegen/emit/constants.ts'
import { emitDispatch } from '../../codegen/emit/dispatch.ts'
import { emitMetadata } from '../../codegen/emit/metadata.ts'
import { emitMethods } from '../../codegen/emit/methods.ts'
import { emitProperties } from '../../codegen/emit/properties.ts'
import { emitTypes } from '../../codegen/emit/types.ts'
import { modelJson } from '../../codegen/model-json.ts'
import { changed, realModel, SMALL, smallModel } from './documents.ts'

const EMITTERS = {
  emitChannelMethods,
  emitCodecs,
  emitConstants,
  emitDispatch,
  emitMetadata,
  emitMethods,
  emitProperties,
  emitTypes,
  modelJson,
}

describe('what is emitted', () => {
  it.each(Object.entries(EMITTERS))('by %s is the same text each time', (_, emit) => {
    expect(emit(realModel())).toBe(emit(realModel()))
  })

  it.each(Object.entries(EMITTERS).filter(([name]) => name !== 'modelJson'))(
    'by %s ends its lines cleanly',
    (_, emit) => {
      const text = emit(realModel())
      expect(text.endsWith('\n')).toBe(true)
      expect(text).not.toMatch(/[ \t]\n|\r/)
      expect(text.split('\n')[0]).toBe(
        '// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.',
      )
    },
  )
})

describe('codecs', () => {
  it('write the id, and read and write each field in the order of the wire, reserved ones as zero', () => {
    expect(emitCodecs(smallModel())).toContain(`
/** Writes the payload of \`thing.ask\`. */
export function encodeThingAsk(writer: Writer, args: ThingAskArgs): void {
  writer.long(0x0007000a, '')
  writer.short(undefined, "")
  writer.shortstr(args.wantedName, "wantedName")
  writer.octet(flag(args.noWait, 1, "noWait"), '')
}

/** Reads the fields of \`thing.ask\`, behind its ids. */
export function decodeThingAsk(reader: Reader): ThingAsk {
  reader.short("reserved")
  const wantedName = reader.shortstr("wantedName")
  const bitsFromNoWait = reader.octet('bits')
  const noWait = (bitsFromNoWait & 1) !== 0
  return { wantedName, noWait }
}
`)
  })

  it('pack bits that follow each other eight to an octet, and begin a new one behind any other field', () => {
    const bit = (name: string): string => `<field name="${name}" domain="bit" label="l"><doc>d</doc></field>`
    const many = Array.from({ length: 9 }, (_, index) => bit(`b${index}`)).join('')
    const { source } = changed('<field name="wanted-name"', `${many}<field name="wanted-name"`)
    const text = emitCodecs(smallModel(source))
    expect(text).toContain(`flag(args.b0, 1, "b0") | flag(args.b1, 2, "b1")`)
    expect(text).toContain(
      `flag(args.b7, 128, "b7"), '')\n  writer.octet(flag(args.b8, 1, "b8"), '')\n  writer.shortstr(args.wantedName`,
    )
    expect(text).toContain(`const b8 = (bitsFromB8 & 1) !== 0`)
  })

  it('keep the place of a reserved bit among others', () => {
    const { source } = changed(
      '<field name="no-wait"',
      '<field name="reserved-2" type="bit" reserved="1"/><field name="no-wait"',
    )
    const text = emitCodecs(smallModel(source))
    expect(text).toContain(`writer.octet(flag(args.noWait, 2, "noWait"), '')`)
    expect(text).toContain('const noWait = (bitsFromReserved2 & 2) !== 0')
  })
})

describe('the constants', () => {
  it('say of each id which class and method it is', () => {
    expect(emitConstants(smallModel())).toContain(`
/** The id of \`thing.ask\`: class 7, method 10. */
export const THING_ASK = 0x0007000a
`)
  })

  it('say which class a number is, and what the parts of the version are', () => {
    expect(emitConstants(smallModel())).toContain(`
/** The id of the class \`thing\`. */
export const THING_CLASS = 7

/** The version of the protocol and its registered port. */
export const protocolVersion = {
  /** The first octet of the version in the protocol header. */
  major: 0,
`)
  })
})

describe('the channel', () => {
  const source = SMALL.replaceAll('thing', 'basic')

  it('has a method for each request, with overloads where no-wait means no answer', () => {
    const answered = changed(
      'label="here it is">',
      'label="here it is"><field name="found" domain="short" label="l"><doc>d</doc></field>',
    ).source
    const text = emitChannelMethods(smallModel(answered))
    expect(text).toContain(`
  thingAsk(args: types.ThingAskArgs & { readonly noWait: true }, options?: CallOptions): Promise<undefined>
  thingAsk(args: types.ThingAskArgs, options?: CallOptions): Promise<types.ThingAskOk>
  thingAsk(args: types.ThingAskArgs, options?: CallOptions): Promise<types.ThingAskOk | undefined> {
    return this.call(methods.thingAsk, args, options)
  }
`)
    expect(text).not.toContain('thingAskOk(')
  })

  it('refuses to go without what has to be given unless a bit is set, in the types as well', () => {
    const named = '<doc>Which one.</doc>'
    const condition = changed(named, `${named}<assert check="notnull" unless="no-wait"/>`).source
    const model = smallModel(condition.replace('<assert check="notnull"/>\n', ''))
    expect(emitChannelMethods(model)).toContain(`
    if (args?.wantedName === undefined && args?.noWait !== true)
      throw new TypeError('thing.ask: wantedName must be given, unless noWait is true')
    return this.call(`)
    expect(emitTypes(model)).toContain(
      `export type ThingAskArgs = Args<ThingAsk> &
  (Pick<ThingAsk, "wantedName"> | {
    /** Where it is true, \`wantedName\` may be left out. */
    readonly noWait: true
  })
`,
    )
  })

  it('has none for what is written by hand, what the server sends, and what belongs to the connection', () => {
    expect(emitChannelMethods(smallModel(source))).toContain('basicAsk(')
    expect(emitChannelMethods(smallModel(source.replaceAll('ask', 'get')))).not.toContain('basicGet(')
    expect(
      emitChannelMethods(smallModel(source.replace('handler="channel"', 'handler="connection"'))),
    ).not.toContain('basicAsk(')
    const swapped = source.replace('<chassis name="server"', '<chassis name="client"')
    expect(emitChannelMethods(smallModel(swapped))).not.toContain('basicAsk(')
  })

  it('sends what has no answer', () => {
    const told = source.replace('<response name="ask-ok"/>', '').replaceAll('synchronous="1"', '')
    expect(emitChannelMethods(smallModel(told))).toContain(
      '  basicAsk(args: types.BasicAskArgs): void {\n    this.send(methods.basicAsk, args)\n  }\n',
    )
  })
})

describe('the properties', () => {
  const withProperties = (count: number): string =>
    changed(
      '<method name="ask"',
      `${Array.from({ length: count }, (_, i) => `<field name="p-${i}" domain="short" label="l"><doc>d</doc></field>`).join('')}<method name="ask"`,
    ).source

  it('have the bits from the highest down', () => {
    const text = emitProperties(smallModel(withProperties(15)))
    expect(text).toContain(`if (properties.p0 !== undefined) flags |= 32768\n`)
    expect(text).toContain(`if (properties.p14 !== undefined) flags |= 2\n`)
  })

  it('are read in the order of the wire, those between them that are reserved as well', () => {
    const { source } = changed('name="p-1"', 'name="p-1" reserved="1"', withProperties(3))
    const text = emitProperties(smallModel(source))
    expect(text).toContain(`
  if ((flags & 32768) !== 0) properties.p0 = reader.short("p0")
  if ((flags & 16384) !== 0) reader.short("p1")
  if ((flags & 8192) !== 0) properties.p2 = reader.short("p2")
  reader.finish('the property list')
`)
    expect(text).not.toContain('flags |= 16384')
  })

  it('belong to one class', () => {
    const second =
      '<class name="other" index="8" handler="channel" label="l"><doc>d</doc><field name="p" type="bit" reserved="1"/></class>'
    const { source } = changed('</amqp>', `${second}</amqp>`, withProperties(1))
    expect(() => emitProperties(smallModel(source))).toThrow('expected one class with 1 to 15 properties')
  })

  it('cannot be more than a word has flags, nor none', () => {
    expect(() => emitProperties(smallModel(withProperties(16)))).toThrow(
      'expected one class with 1 to 15 properties',
    )
    expect(() => emitProperties(smallModel())).toThrow('expected one class with 1 to 15 properties')
  })
})
