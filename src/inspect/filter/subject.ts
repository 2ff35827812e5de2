import { own } from '../../util/own.ts'
import type { FieldValue } from '../../wire/field-value.ts'
import { fieldsOf, partOf } from '../command-stream.ts'
import { problemOf } from '../problem.ts'
import type { SeenCommand, SeenFields } from '../seen-command.ts'
import type { SeenFrame } from '../seen-frame.ts'
import type { FieldPath } from './expression.ts'
import { ARGS, GENERAL_FIELDS, type GeneralField, PROPERTIES } from './fields.ts'

/** What is known of a frame or a command beside itself. */
export interface FilterFacts {
  /** Milliseconds since what it answers. */
  readonly latencyMs?: number | undefined
}

/** A frame or a command, as a filter asks it. Nothing is worked out that no filter asks for. */
export class Subject {
  private readonly seen: SeenFrame | SeenCommand
  private readonly facts: FilterFacts
  private ownArgs: SeenFields | undefined
  private ownProperties: SeenFields | undefined

  constructor(seen: SeenFrame | SeenCommand, facts: FilterFacts) {
    this.seen = seen
    this.facts = facts
  }

  /** Whether a field is there, be it empty. */
  has(field: FieldPath): boolean {
    return this.found(field).length > 0
  }

  /** All values of a field: none where it is not there; of an array each element. */
  valuesAt(field: FieldPath): FieldValue[] {
    return this.found(field).flatMap(elements)
  }

  private found([name, ...inner]: FieldPath): FieldValue[] {
    if (name === ARGS) return deeper(this.args, inner, 0)
    if (name === PROPERTIES) return deeper(this.properties, inner, 0)
    if (Object.hasOwn(GENERAL_FIELDS, name)) return deeper(this.general(name as GeneralField), inner, 0)
    return deeper(own(this.args, name) ?? own(this.properties, name), inner, 0)
  }

  private get args(): SeenFields {
    return (this.ownArgs ??= this.readArgs())
  }

  private readArgs(): SeenFields {
    if (!('frame' in this.seen)) return this.seen.args
    return this.seen.frame.type === 'method' ? fieldsOf(this.seen.frame) : {}
  }

  private get properties(): SeenFields {
    return (this.ownProperties ??= this.readProperties())
  }

  private readProperties(): SeenFields {
    if (!('frame' in this.seen)) return this.seen.content?.properties ?? {}
    return this.seen.frame.type === 'header' ? fieldsOf(this.seen.frame) : {}
  }

  private general(name: GeneralField): FieldValue | undefined {
    const { seen } = this
    const frames = 'frame' in seen ? [seen] : seen.frames
    const [first] = frames
    switch (name) {
      case 'frame':
        return first?.number
      case 'connection':
      case 'direction':
      case 'atSeconds':
        return seen[name]
      case 'channel':
        return 'frame' in seen ? seen.frame.channel : seen.channel
      case 'method':
        return first?.frame.method?.name
      case 'class':
        return first?.frame.method?.className
      case 'frameType':
        return first?.frame.type
      case 'bytes':
        return frames.reduce((sum, { frame }) => sum + frame.length, 0)
      case 'bodyBytes':
        return 'frame' in seen ? leafValue(seen, 'bodyBytes') : seen.content?.bodyBytes
      case 'body':
        return 'frame' in seen ? leafValue(seen, 'body') : seen.content?.body
      case 'latencyMs':
        return this.facts.latencyMs
      case 'problem':
        return problemOf(seen)
    }
  }
}

/** What a content header says of the body, or the body that a frame carries. */
function leafValue({ frame }: SeenFrame, name: 'bodyBytes' | 'body'): FieldValue | undefined {
  if (frame.type !== (name === 'body' ? 'body' : 'header')) return undefined
  return partOf(frame, name)?.value
}

/** What lies at the end of a path. On the way through an array without a number all its elements are meant. */
function deeper(value: FieldValue | undefined, path: readonly string[], at: number): FieldValue[] {
  if (value === undefined) return []
  const name = path[at]
  if (name === undefined) return [value]
  if (Array.isArray(value)) {
    const items = value as readonly FieldValue[]
    if (/^\d+$/.test(name)) return deeper(items[Number(name)], path, at + 1)
    return items.flatMap((item) => deeper(item, path, at))
  }
  return isTable(value) ? deeper(own(value, name), path, at + 1) : []
}

function elements(value: FieldValue): FieldValue[] {
  return Array.isArray(value) ? (value as readonly FieldValue[]).flatMap(elements) : [value]
}

function isTable(value: FieldValue): value is SeenFields {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
