import { SaxesParser } from 'saxes'

/** An element of the specification, with the place that an error message points to. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** The text directly inside, as it stands. */
  readonly text: string
  readonly file: string
  readonly line: number
}

/** A mistake in the XML, with its file and line. */
export class SpecError extends Error {
  constructor(where: { readonly file: string; readonly line: number }, message: string) {
    super(`${where.file}:${where.line}: ${message}`)
    this.name = 'SpecError'
  }
}

/** Parses a document and returns its root. */
export function parseXml(source: string, file: string): XmlElement {
  type Open = { -readonly [K in keyof XmlElement]: XmlElement[K] } & { children: XmlElement[] }
  const open: Open[] = []
  let root: XmlElement | undefined
  let line = 1
  const parser = new SaxesParser({ fileName: file, position: true })
  parser.on('error', (error) => {
    throw new SpecError({ file, line: parser.line }, error.message.replace(/^.*?:\d+:\d+: /, ''))
  })
  parser.on('opentagstart', () => {
    // The parser stands one character behind the name, which may be the end of the line.
    line = parser.column === 0 ? parser.line - 1 : parser.line
  })
  parser.on('opentag', ({ name, attributes }) => {
    open.push({ name, attributes: attributes as Record<string, string>, children: [], text: '', file, line })
  })
  const onText = (text: string): void => {
    const element = open.at(-1)
    if (element !== undefined) element.text += text
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('closetag', () => {
    const element = open.pop() as Open
    const parent = open.at(-1)
    if (parent === undefined) root = element
    else parent.children.push(element)
  })
  parser.write(source).close()
  if (root === undefined) throw new SpecError({ file, line: 1 }, 'the document has no root element')
  return root
}

/** The value of an attribute that has to be there. */
export function attribute(element: XmlElement, name: string): string {
  const value = element.attributes[name]
  if (value === undefined || value === '')
    throw new SpecError(element, `<${element.name}> lacks the attribute "${name}"`)
  return value
}

/** The value of an attribute that has to be a whole number from 0 to `max`. */
export function numberAttribute(element: XmlElement, name: string, max: number): number {
  const text = attribute(element, name)
  const value = Number(text)
  if (!/^(0|[1-9]\d*)$/.test(text) || value > max) {
    throw new SpecError(element, `${name}="${text}" is not a whole number from 0 to ${max}`)
  }
  return value
}

/** The children of one kind. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name)
}
