import { describe, expect, it } from 'vitest'
import { attribute, childrenOf, numberAttribute, parseXml, SpecError } from '../../codegen/xml.ts'

describe('a document', () => {
  const root = parseXml(
    '<?xml version="1.0"?>\n<a x="1">\n  <!-- no -->\n  <b\n    y="2"/>text\n  <c>&lt;in&gt;<![CDATA[ <side>]]></c>\n</a>\n',
    'f.xml',
  )

  it('is read with the places of its elements', () => {
    expect(root).toMatchObject({ name: 'a', file: 'f.xml', line: 2, attributes: { x: '1' } })
    expect(root.children.map(({ name, line }) => [name, line])).toEqual([
      ['b', 4],
      ['c', 6],
    ])
  })

  it('is read with its text', () => {
    expect(root.text.trim()).toBe('text')
    expect(root.children[1]?.text).toBe('<in> <side>')
  })

  it('gives children by their name', () => {
    expect(childrenOf(root, 'b')).toEqual([root.children[0]])
    expect(childrenOf(root, 'd')).toEqual([])
  })
})

describe('XML that is none is refused with its line', () => {
  it.each([
    ['<a>\n<b>\n</a>', 3, 'unexpected close tag'],
    ['<a>\n<b', 2, 'unclosed tag'],
    ['<a>\n', 2, 'unclosed tag: a'],
    ['<a>\n&nbsp;</a>', 2, 'undefined entity'],
    ['<a>\n<b x=1/></a>', 2, 'unquoted attribute value'],
    ['<a/>\n<b/>', 2, 'documents may contain only one root'],
    ['text', 1, 'text data outside of root node'],
    ['', 1, 'document must contain a root element'],
  ])('%j', (source, line, message) => {
    const parse = (): unknown => parseXml(source, 'f.xml')
    expect(parse).toThrow(SpecError)
    expect(parse).toThrow(new RegExp(`^f\\.xml:${line}: ${message}`))
  })
})

describe('an attribute', () => {
  const element = parseXml(
    '<a text="t" empty="" zero="0" most="255" more="256" half="0.5" hex="0x10" spaced=" 1"/>',
    'f.xml',
  )

  it('is its text, or an error where it is missing or empty', () => {
    expect(attribute(element, 'text')).toBe('t')
    expect(() => attribute(element, 'empty')).toThrow(
      new SpecError(element, '<a> lacks the attribute "empty"'),
    )
    expect(() => attribute(element, 'missing')).toThrow(
      new SpecError(element, '<a> lacks the attribute "missing"'),
    )
  })

  it('may have to be a whole number within bounds', () => {
    expect([numberAttribute(element, 'zero', 255), numberAttribute(element, 'most', 255)]).toEqual([0, 255])
    for (const name of ['more', 'half', 'hex', 'spaced', 'text']) {
      expect(() => numberAttribute(element, name, 255)).toThrow(
        /^f\.xml:1: \w+=".*" is not a whole number from 0 to 255$/,
      )
    }
  })
})
