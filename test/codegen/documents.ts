/** Specifications to read: the real one, and one that is as small as it may be. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Model } from '../../codegen/model.ts'
import { overlay } from '../../codegen/overlay.ts'
import { readModel } from '../../codegen/read-model.ts'
import { parseXml, type XmlElement } from '../../codegen/xml.ts'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The model of the specification in this repository. */
export function realModel(): Model {
  return readModel(overlay(realDocument('amqp0-9-1'), realDocument('rabbitmq')))
}

function realDocument(name: string): XmlElement {
  return parseXml(readFileSync(`${ROOT}spec/${name}.xml`, 'utf8'), `spec/${name}.xml`)
}

/** A specification that holds together: one constant, four domains, one class with a question and its answer. */
export const SMALL = `<?xml version="1.0"?>
<amqp major="0" minor="9" revision="1" port="5672">
  <constant name="not-found" value="404" class="soft-error" label="no such thing">
    <doc>Says no.</doc>
  </constant>
  <domain name="short" type="short" label="16 bits">
    <doc>A number.</doc>
  </domain>
  <domain name="bit" type="bit" label="a bit">
    <doc>True or false.</doc>
  </domain>
  <domain name="no-wait" type="bit" label="a bit as well">
    <doc>Whether to answer.</doc>
  </domain>
  <domain name="name" type="shortstr" label="a name">
    <doc>A text.</doc>
    <assert check="notnull"/>
  </domain>
  <class name="thing" index="7" handler="channel" label="things">
    <doc>Works with things.</doc>
    <doc type="grammar">
      thing = C:ask
              S:ask-ok
    </doc>
    <method name="ask" index="10" synchronous="1" label="ask for a thing">
      <doc>Asks
        for   a thing.</doc>
      <doc type="reply">The thing.</doc>
      <doc type="errors">None.</doc>
      <chassis name="server" implement="MUST"/>
      <response name="ask-ok"/>
      <field name="reserved-1" type="short" reserved="1"/>
      <field name="wanted-name" domain="name" label="which">
        <doc>Which one.</doc>
      </field>
      <field name="no-wait" domain="no-wait" label="no answer">
        <doc>True for none.</doc>
      </field>
    </method>
    <method name="ask-ok" index="11" synchronous="1" label="here it is">
      <doc>Answers.</doc>
      <doc type="reply">None.</doc>
      <doc type="errors">None.</doc>
      <chassis name="client" implement="MUST"/>
    </method>
  </class>
</amqp>
`

/** The small specification with a change in it, and the line where the change begins. */
export function changed(from: string, to: string, source: string = SMALL): { source: string; line: number } {
  const at = source.indexOf(from)
  if (at === -1) throw new Error(`the small specification does not hold ${from}`)
  return { source: source.replace(from, () => to), line: source.slice(0, at).split('\n').length }
}

export function smallModel(source: string = SMALL): Model {
  return readModel(parseXml(source, 'small.xml'))
}
