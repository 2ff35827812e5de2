import { describe, expect, it } from 'vitest'
import { overlay } from '../../codegen/overlay.ts'
import { parseXml, SpecError, type XmlElement } from '../../codegen/xml.ts'

const BASE = `<amqp port="5672">
  <domain name="d" type="bit"/>
  <class name="c" index="1">
    <doc>below</doc>
    <method name="m" index="10" synchronous="0">
      <chassis name="server" implement="MAY"/>
      <field name="reserved-1" reserved="1"/>
      <field name="kept"/>
    </method>
  </class>
</amqp>`

describe('what the upper document says of something that the lower has', () => {
  it('wins where it is an attribute', () => {
    const { attributes, children } = method(over('<method name="m" synchronous="1"/>'))
    expect(attributes).toEqual({ name: 'm', index: '10', synchronous: '1' })
    expect(names(children)).toEqual(['chassis server', 'field reserved-1', 'field kept'])
  })

  it('is added where it is new, at the end', () => {
    const { children } = method(
      over('<method name="m"><field name="added"/><response name="m-ok"/><chassis name="client"/></method>'),
    )
    expect(names(children)).toEqual([
      'chassis server',
      'field reserved-1',
      'field kept',
      'field added',
      'response m-ok',
      'chassis client',
    ])
  })

  it('is merged where both name it, however deep', () => {
    const { children } = method(
      over(
        '<method name="m"><chassis name="server" implement="MUST"/><field name="kept" label="l"/></method>',
      ),
    )
    expect(names(children)).toEqual(['chassis server', 'field reserved-1', 'field kept'])
    expect(children[0]?.attributes).toEqual({ name: 'server', implement: 'MUST' })
    expect(children[2]?.attributes).toEqual({ name: 'kept', label: 'l' })
  })

  it('is added where it is words, which have no name', () => {
    const { children } = classOf(over('<doc>above</doc>'))
    expect(children.filter(({ name }) => name === 'doc').map(({ text }) => text)).toEqual(['below', 'above'])
  })

  it('does not mix things of different kinds that have one name', () => {
    const { children } = method(over('<method name="m"><response name="kept"/></method>'))
    expect(names(children)).toEqual(['chassis server', 'field reserved-1', 'field kept', 'response kept'])
  })
})

describe('a field that replaces another', () => {
  it('stands in its place, and has nothing of it', () => {
    const { children } = method(
      over('<method name="m"><field name="new" replaces="reserved-1" domain="d"/></method>'),
    )
    expect(names(children)).toEqual(['chassis server', 'field new', 'field kept'])
    expect(children[1]?.attributes).toEqual({ name: 'new', replaces: 'reserved-1', domain: 'd' })
  })

  it('is a mistake where there is no such field', () => {
    const merge = (): unknown =>
      over('\n<method name="m">\n<field name="new" replaces="reserved-9"/></method>')
    expect(merge).toThrow(SpecError)
    expect(merge).toThrow('upper.xml:3: replaces="reserved-9": <method name="m"> has no such field')
  })
})

describe('the documents', () => {
  it('keep the places of their elements, each its own', () => {
    const merged = over('\n<method name="m">\n<field name="added"/></method>\n<method name="new"/>')
    const { children } = method(merged)
    expect([children[1]?.file, children[1]?.line]).toEqual(['base.xml', 7])
    expect([children[3]?.file, children[3]?.line]).toEqual(['upper.xml', 3])
    const added = classOf(merged).children.at(-1)
    expect([added?.attributes['name'], added?.file, added?.line]).toEqual(['new', 'upper.xml', 4])
  })

  it('themselves stay as they were', () => {
    const base = parseXml(BASE, 'base.xml')
    overlay(base, parseXml('<amqp port="1"><class name="c"><doc>above</doc></class></amqp>', 'upper.xml'))
    expect(base).toEqual(parseXml(BASE, 'base.xml'))
  })
})

/** The base document with these elements laid over its class. */
function over(inside: string): XmlElement {
  return overlay(
    parseXml(BASE, 'base.xml'),
    parseXml(`<amqp><class name="c">${inside}</class></amqp>`, 'upper.xml'),
  )
}

function classOf(root: XmlElement): XmlElement {
  return root.children.find(({ name }) => name === 'class')!
}

function method(root: XmlElement): XmlElement {
  return classOf(root).children.find(({ name }) => name === 'method')!
}

function names(children: readonly XmlElement[]): string[] {
  return children.map(({ name, attributes }) => `${name} ${attributes['name']}`)
}
