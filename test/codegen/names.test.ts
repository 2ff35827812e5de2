import { describe, expect, it } from 'vitest'
import { comment } from '../../codegen/emit/text.ts'
import * as names from '../../codegen/names.ts'
import { realModel, smallModel } from './documents.ts'

describe('names', () => {
  const [ask, askOk] = smallModel().classes[0]!.methods

  it('are those of the standard, in the style of the place where they stand', () => {
    expect(names.camel('auto-delete')).toBe('autoDelete')
    expect(names.camel('reserved-1')).toBe('reserved1')
    expect(names.pascal('declare-ok')).toBe('DeclareOk')
    expect(names.screaming('frame-min-size')).toBe('FRAME_MIN_SIZE')
  })

  it('of a method are made of the class and its own', () => {
    expect([names.dotted(ask!), names.dotted(askOk!)]).toEqual(['thing.ask', 'thing.ask-ok'])
    expect([names.apiName(ask!), names.typeName(askOk!), names.idName(askOk!)]).toEqual([
      'thingAsk',
      'ThingAskOk',
      'THING_ASK_OK',
    ])
  })

  it('come with an id: the class above, the method below', () => {
    expect(names.idOf(ask!)).toBe(0x0007000a)
    expect(names.hex32(names.idOf(ask!))).toBe('0x0007000a')
  })

  it('of all methods are all different', () => {
    const methods = realModel().classes.flatMap((c) => c.methods)
    for (const name of [names.dotted, names.apiName, names.typeName, names.idName, names.idOf]) {
      expect(new Set(methods.map((method) => name(method))).size).toBe(methods.length)
    }
  })
})

describe('a comment', () => {
  it('is one line where it fits', () => {
    expect(comment(['A word.'], '  ')).toBe('  /** A word. */\n')
  })

  it('is wrapped where it does not, with an empty line between paragraphs', () => {
    const text = comment(['word '.repeat(30).trim(), undefined, '', 'The end.'])
    const lines = text.split('\n')
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(110)
    expect(lines.slice(-4)).toEqual([' *', ' * The end.', ' */', ''])
    expect(text.match(/word/g)).toHaveLength(30)
  })

  it('cannot be ended by its text, nor taken for a tag', () => {
    expect(comment(['a */ b {c} @d'])).toBe('/** a * / b \\{c\\} \\@d */\n')
  })
})
