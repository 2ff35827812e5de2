import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { type FieldInfo, methodInfos, propertyInfos } from '../../src/generated/metadata.ts'
import {
  type BasicProperties,
  decodeBasicProperties,
  encodeBasicProperties,
} from '../../src/generated/properties.ts'
import type { FieldTable } from '../../src/wire/field-value.ts'
import { FRAME_METHOD } from '../../src/wire/frame.ts'
import { FrameWriter } from '../../src/wire/frame-writer.ts'
import { Reader } from '../../src/wire/reader.ts'
import { Writer } from '../../src/wire/writer.ts'
import { arbitraryMethodArgs, arbitraryProperties } from '../support/arbitraries.ts'
import { framesOf, readMethod, writeMethod } from './pipe.ts'
import { tableReading } from './reading.ts'

const RUNS = { numRuns: 1000 }
/** A value for each type that a property has. */
const SAMPLES: Record<string, unknown> = {
  shortstr: 'text',
  octet: 7,
  timestamp: 1_700_000_000,
  table: { a: 1 },
}

describe('what is written is what is read', () => {
  // One writer for all, so that frames also fall on the ends of its chunks.
  const writer = new FrameWriter()

  for (const info of methodInfos) {
    for (const peer of info.from) {
      it(`${info.name} from the ${peer}`, () => {
        fc.assert(
          fc.property(fc.nat(0xffff), arbitraryMethodArgs(info), (channel, args) => {
            writeMethod(writer, channel, info, args)
            const [frame, ...others] = framesOf(writer.take())
            deepStrictEqual(others, [])
            deepStrictEqual([frame?.type, frame?.channel], [FRAME_METHOD, channel])
            deepStrictEqual(readMethod(frame!.payload, peer), {
              id: info.id,
              args: argsReading(info.fields, args),
            })
          }),
          RUNS,
        )
      })
    }
  }

  it('properties, whichever are there', () => {
    fc.assert(
      fc.property(arbitraryProperties(), (properties) => {
        deepStrictEqual(propertiesThroughWire(properties), propertiesReading(properties))
      }),
      { numRuns: 5000 },
    )
  })

  it('each of the 8,192 subsets of the properties', () => {
    const values = propertyInfos
      .filter(({ reserved }) => !reserved)
      .map(({ name, type }) => [name, SAMPLES[type]])
    for (let subset = 0; subset < 2 ** values.length; subset++) {
      const properties = Object.fromEntries(values.filter((_, bit) => ((subset >> bit) & 1) === 1))
      deepStrictEqual(propertiesThroughWire(properties), properties)
    }
  })
})

function propertiesThroughWire(properties: BasicProperties): BasicProperties {
  const writer = new Writer()
  encodeBasicProperties(writer, properties)
  return decodeBasicProperties(new Reader(writer.written()))
}

function propertiesReading(properties: BasicProperties): BasicProperties {
  const { headers } = properties
  return headers === undefined ? properties : { ...properties, headers: tableReading(headers, false) }
}

/** The arguments as the other side reads them: all fields, those not given as the zero of their type. */
function argsReading(fields: readonly FieldInfo[], args: Record<string, unknown>): Record<string, unknown> {
  const visible = fields.filter(({ reserved }) => !reserved)
  return Object.fromEntries(visible.map(({ name, type }) => [name, fieldReading(type, args[name])]))
}

function fieldReading(type: FieldInfo['type'], value: unknown): unknown {
  switch (type) {
    case 'bit':
      return value ?? false
    case 'shortstr':
      return value ?? ''
    case 'longstr':
      return Buffer.from((value as string | Uint8Array | undefined) ?? '')
    case 'table':
      return tableReading((value as FieldTable | undefined) ?? {}, false)
    default:
      return value ?? 0
  }
}
