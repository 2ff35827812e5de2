import { SpecError, type XmlElement } from './xml.ts'

interface Shape {
  readonly children: readonly string[]
  readonly attributes: readonly string[]
}

const DOC_TYPES: readonly (string | undefined)[] = [undefined, 'reply', 'errors', 'grammar', 'rabbitmq']
const SHAPES: Record<string, Shape> = {
  amqp: { children: ['constant', 'domain', 'class'], attributes: ['major', 'minor', 'revision', 'port'] },
  constant: { children: ['doc'], attributes: ['name', 'value', 'class', 'label'] },
  domain: { children: ['doc', 'assert'], attributes: ['name', 'type', 'label'] },
  class: {
    children: ['doc', 'chassis', 'field', 'method'],
    attributes: ['name', 'index', 'handler', 'label'],
  },
  method: {
    children: ['doc', 'chassis', 'response', 'field'],
    attributes: ['name', 'index', 'synchronous', 'content', 'deprecated', 'label'],
  },
  field: {
    children: ['doc', 'assert'],
    attributes: ['name', 'domain', 'type', 'reserved', 'replaces', 'label'],
  },
  chassis: { children: [], attributes: ['name', 'implement'] },
  response: { children: [], attributes: ['name'] },
  assert: { children: [], attributes: ['check', 'unless', 'value', 'method', 'field'] },
  doc: { children: [], attributes: ['type'] },
}

/**
 * Checks that every element stands where it means something, and says nothing that nobody reads: a misspelt attribute
 * would otherwise be a fact that silently went missing.
 * @throws {SpecError} with file and line
 */
export function checkShape(element: XmlElement): void {
  const { children, attributes } = SHAPES[element.name] as Shape
  for (const name of Object.keys(element.attributes)) {
    if (!attributes.includes(name))
      throw new SpecError(element, `<${element.name}> has no attribute "${name}"`)
  }
  if (element.name !== 'doc' && element.text.trim() !== '') {
    throw new SpecError(element, `<${element.name}> holds text, which belongs in <doc>`)
  }
  const type = element.attributes['type']
  if (element.name === 'doc' && !DOC_TYPES.includes(type))
    throw new SpecError(element, `<doc type="${type}"> is none that is known`)
  for (const child of element.children) {
    if (!children.includes(child.name))
      throw new SpecError(child, `<${child.name}> has no place in <${element.name}>`)
    checkShape(child)
  }
}
