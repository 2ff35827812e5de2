import { SpecError, type XmlElement } from './xml.ts'

/** Elements that have an identity: where both documents name one, it is the same thing. */
const NAMED = new Set(['constant', 'domain', 'class', 'method', 'field', 'chassis', 'response'])

/**
 * Lays one document over another. An element that both have is merged: the attributes above win, and children are merged
 * in turn. What only the upper one has comes last. `<field name="x" replaces="reserved-2">` takes the place of a field.
 */
export function overlay(base: XmlElement, upper: XmlElement): XmlElement {
  const children = [...base.children]
  for (const child of upper.children) {
    const target = placeOf(child, base, children)
    const below = target === -1 ? undefined : children[target]
    if (below === undefined) children.push(child)
    else if (child.attributes['replaces'] !== undefined) children[target] = child
    else children[target] = overlay(below, child)
  }
  return { ...base, attributes: { ...base.attributes, ...upper.attributes }, children }
}

function placeOf(child: XmlElement, parent: XmlElement, siblings: readonly XmlElement[]): number {
  if (!NAMED.has(child.name)) return -1
  const { name, replaces } = child.attributes
  const wanted = replaces ?? name
  const place = siblings.findIndex(
    (other) => other.name === child.name && other.attributes['name'] === wanted,
  )
  if (replaces !== undefined && place === -1) {
    throw new SpecError(
      child,
      `replaces="${replaces}": <${parent.name} name="${parent.attributes['name']}"> has no such field`,
    )
  }
  return place
}
