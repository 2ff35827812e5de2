import {
  type Constant,
  type Docs,
  type Field,
  type Model,
  type Peer,
  type ProtocolClass,
  type ProtocolMethod,
  WIRE_TYPES,
  type WireType,
} from './model.ts'
import { checkShape } from './shape.ts'
import { attribute, childrenOf, numberAttribute, SpecError, type XmlElement } from './xml.ts'

interface Domain {
  readonly type: WireType
  readonly required: boolean
}

const OTHER_SIDE: Record<string, Peer> = { client: 'server', server: 'client' }

/**
 * Makes the model of a document, and refuses one that does not hold together.
 * @throws {SpecError} with file and line
 */
export function readModel(root: XmlElement): Model {
  if (root.name !== 'amqp') throw new SpecError(root, `the root is <${root.name}>, not <amqp>`)
  checkShape(root)
  const domains = new Map<string, Domain>()
  for (const element of childrenOf(root, 'domain'))
    domains.set(uniqueName(element, domains), readDomain(element))
  const constants = uniquely(childrenOf(root, 'constant'), 'value', readConstant)
  const classes = uniquely(childrenOf(root, 'class'), 'index', (element) => readClass(element, domains))
  return {
    version: [
      numberAttribute(root, 'major', 255),
      numberAttribute(root, 'minor', 255),
      numberAttribute(root, 'revision', 255),
    ],
    port: numberAttribute(root, 'port', 0xffff),
    constants,
    classes,
  }
}

function readConstant(element: XmlElement): Constant {
  const severity = element.attributes['class']
  if (severity !== undefined && severity !== 'soft-error' && severity !== 'hard-error') {
    throw new SpecError(element, `class="${severity}" is neither soft-error nor hard-error`)
  }
  return {
    name: attribute(element, 'name'),
    value: numberAttribute(element, 'value', 0xffff),
    severity,
    docs: readDocs(element),
  }
}

function readDomain(element: XmlElement): Domain {
  readDocs(element)
  return { type: wireType(element, attribute(element, 'type')), required: isRequired(element) }
}

function readClass(element: XmlElement, domains: ReadonlyMap<string, Domain>): ProtocolClass {
  const name = attribute(element, 'name')
  const index = numberAttribute(element, 'index', 0xffff)
  const handler = attribute(element, 'handler')
  if (handler !== 'connection' && handler !== 'channel') {
    throw new SpecError(element, `handler="${handler}" is neither connection nor channel`)
  }
  const owner = { className: name, classIndex: index, handler } as const
  const methods = uniquely(childrenOf(element, 'method'), 'index', (child) => ({
    ...readMethod(child, domains),
    ...owner,
  }))
  checkResponses(element, methods)
  return { name, index, handler, properties: readFields(element, domains), methods, docs: readDocs(element) }
}

/** A request that nothing answers would be waited for in vain. */
function checkResponses(element: XmlElement, methods: readonly ProtocolMethod[]): void {
  const names = methods.map((method) => method.name)
  const answers = new Set(methods.flatMap((method) => method.responses))
  for (const child of childrenOf(element, 'method')) {
    const name = attribute(child, 'name')
    const responses = childrenOf(child, 'response')
    for (const response of responses) {
      const wanted = attribute(response, 'name')
      if (!names.includes(wanted)) {
        throw new SpecError(response, `the class ${attribute(element, 'name')} has no method "${wanted}"`)
      }
    }
    const asks = isSet(child, 'synchronous') && !answers.has(name)
    if (asks && responses.length === 0) {
      throw new SpecError(child, `<method name="${name}"> is synchronous, but no <response> answers it`)
    }
    if (!asks && responses.length > 0) {
      throw new SpecError(child, `<method name="${name}"> has a <response>, but asks for none`)
    }
  }
}

function readMethod(
  element: XmlElement,
  domains: ReadonlyMap<string, Domain>,
): Omit<ProtocolMethod, 'className' | 'classIndex' | 'handler'> {
  const receivers = childrenOf(element, 'chassis')
  if (receivers.length === 0)
    throw new SpecError(element, `<method name="${attribute(element, 'name')}"> names no receiver`)
  return {
    name: attribute(element, 'name'),
    index: numberAttribute(element, 'index', 0xffff),
    synchronous: isSet(element, 'synchronous'),
    content: isSet(element, 'content'),
    deprecated: isSet(element, 'deprecated'),
    responses: uniquely(childrenOf(element, 'response'), 'name', (response) => attribute(response, 'name')),
    from: uniquely(receivers, 'name', senderTo).sort(),
    fields: readFields(element, domains),
    docs: readDocs(element),
  }
}

/** The side that sends what the side named in `<chassis>` receives. */
function senderTo(chassis: XmlElement): Peer {
  const peer = OTHER_SIDE[attribute(chassis, 'name')]
  if (peer === undefined)
    throw new SpecError(chassis, `name="${chassis.attributes['name']}" is neither client nor server`)
  return peer
}

function readFields(owner: XmlElement, domains: ReadonlyMap<string, Domain>): Field[] {
  const fields = uniquely(childrenOf(owner, 'field'), 'name', (element) => {
    const name = attribute(element, 'name')
    const domain = element.attributes['domain'] ?? attribute(element, 'type')
    const known = domains.get(domain)
    if (known === undefined)
      throw new SpecError(element, `the domain "${domain}" of the field "${name}" is not defined`)
    const reserved = isSet(element, 'reserved')
    return {
      name,
      domain,
      type: known.type,
      reserved,
      required: !reserved && (known.required || isRequired(element)),
      requiredUnless: childrenOf(element, 'assert').find(isNotNull)?.attributes['unless'],
      docs: reserved ? { label: 'reserved', purpose: 'Reserved: always zero or empty.' } : readDocs(element),
    }
  })
  for (const { requiredUnless: bit } of fields) {
    if (bit !== undefined && !fields.some(({ name, type }) => name === bit && type === 'bit'))
      throw new SpecError(owner, `unless="${bit}": there is no such bit in "${attribute(owner, 'name')}"`)
  }
  return fields
}

function readDocs(element: XmlElement): Docs {
  const docs = childrenOf(element, 'doc')
  const words = (type: string | undefined): string | undefined => {
    const found = docs
      .filter((doc) => doc.attributes['type'] === type)
      .map((doc) => (type === 'grammar' ? unindent(doc.text) : fold(doc.text)))
    return found.length === 0 ? undefined : found.join(' ')
  }
  const what = `<${element.name} name="${element.attributes['name']}">`
  const purpose = words(undefined)
  if (purpose === undefined || purpose === '') throw new SpecError(element, `${what} has no <doc>`)
  const reply = words('reply')
  const errors = words('errors')
  if (element.name === 'method' && (!reply || !errors)) {
    throw new SpecError(element, `${what} lacks <doc type="reply"> or <doc type="errors">`)
  }
  return {
    label: attribute(element, 'label'),
    purpose,
    reply,
    errors,
    grammar: words('grammar'),
    rabbitmq: words('rabbitmq'),
  }
}

/** Prose on one line, however the file breaks it. */
function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Lines that mean something, without the indentation of the file around them. */
function unindent(text: string): string {
  const lines = text.replace(/^\s*\n|\s+$/g, '').split('\n')
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)))
  return lines.map((line) => line.slice(indent).trimEnd()).join('\n')
}

function isRequired(element: XmlElement): boolean {
  return childrenOf(element, 'assert').some((assert) => isNotNull(assert) && !('unless' in assert.attributes))
}

function isNotNull(assert: XmlElement): boolean {
  return assert.attributes['check'] === 'notnull'
}

function isSet(element: XmlElement, name: string): boolean {
  const value = element.attributes[name]
  if (value !== undefined && value !== '0' && value !== '1')
    throw new SpecError(element, `${name}="${value}" is neither 0 nor 1`)
  return value === '1'
}

function wireType(element: XmlElement, type: string): WireType {
  const known = WIRE_TYPES.find((candidate) => candidate === type)
  if (known === undefined) throw new SpecError(element, `"${type}" is not a type of the wire`)
  return known
}

/** Reads each element, and refuses two with the same name or the same `key`. */
function uniquely<T>(elements: readonly XmlElement[], key: string, read: (element: XmlElement) => T): T[] {
  const names = new Set<string>()
  const keys = new Set<string>()
  return elements.map((element) => {
    names.add(uniqueName(element, names))
    const value = attribute(element, key)
    if (key !== 'name' && keys.has(value)) throw new SpecError(element, `${key}="${value}" stands here twice`)
    keys.add(value)
    return read(element)
  })
}

function uniqueName(element: XmlElement, known: { has(name: string): boolean }): string {
  const name = attribute(element, 'name')
  if (known.has(name)) throw new SpecError(element, `name="${name}" stands here twice`)
  return name
}
