import type { BasicProperties } from '../generated/properties.ts'
import type { ReturnedMessage } from './delivery.ts'

/** The header that ties a returned message to its publish. Only mandatory messages carry it. */
const SEQUENCE_HEADER = 'x-wirehare-sequence'

/** The properties of a message with the number of its publish among the headers. */
export function withSequence(properties: BasicProperties | undefined, number: number): BasicProperties {
  return { ...properties, headers: { ...properties?.headers, [SEQUENCE_HEADER]: number } }
}

/** The number of the publish that came back, where it has one. */
export function sequenceOf({ properties }: ReturnedMessage): number | undefined {
  const number = properties.headers?.[SEQUENCE_HEADER]
  return typeof number === 'number' ? number : undefined
}
