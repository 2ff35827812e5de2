import { constantInfos, type FieldInfo } from '../generated/metadata.ts'
import { BitWord } from './bit-word.ts'
import { dissectTable, LAST_DATE_SECONDS } from './dissect-table.ts'
import type { Range } from './range.ts'
import type { Filling, Naming, RangeReader } from './range-reader.ts'

/** Reads what stands at one place: a field, or the fields of one bit that share an octet. */
export type FieldReader = (reader: RangeReader) => Range

/**
 * The readers of fields that follow each other. Consecutive bits share octets, eight to one; every other field stands
 * alone.
 * @param isSecret whether the field of this name holds a password or a token
 */
export function fieldReadersOf(
  fields: readonly FieldInfo[],
  isSecret: (wireName: string) => boolean,
): FieldReader[] {
  const groups: FieldInfo[][] = []
  for (const field of fields) {
    const last = groups.at(-1)
    if (field.type === 'bit' && last?.[0]?.type === 'bit' && last.length < 8) last.push(field)
    else groups.push([field])
  }
  return groups.map((group) => {
    const [first] = group as [FieldInfo]
    return first.type === 'bit' ? bitsReaderOf(group) : fieldReaderOf(first, isSecret(first.wireName))
  })
}

/** The reader of a field that is no bit. */
export function fieldReaderOf(field: FieldInfo, isSecret: boolean = false): FieldReader {
  const { name, wireName: label, docs, type, reserved } = field
  const naming = {
    ...{ name, label, docs },
    ...(reserved ? { reserved } : {}),
    ...(isSecret ? { secret: true } : {}),
  }
  switch (type) {
    case 'table':
      return (reader) => dissectTable(reader, naming)
    case 'shortstr':
    case 'longstr':
      return (reader) => reader.text(type, naming)
    case 'bit':
      return bitsReaderOf([field])
    default: {
      const explain = explainerOf(field)
      return (reader) => {
        const range: Filling = reader.unsigned(SIZES[type], type, naming)
        if (range.value !== undefined) explain?.(range)
        return range
      }
    }
  }
}

const SIZES = { octet: 1, short: 2, long: 4, longlong: 8, timestamp: 8 } as const
const BITS: Naming = {
  name: 'bits',
  label: 'bits',
  docs: {
    label: 'bits',
    purpose: 'Fields of one bit that follow each other share an octet. The first has its lowest bit.',
  },
}

function bitsReaderOf(fields: readonly FieldInfo[]): FieldReader {
  const word = new BitWord(
    1,
    BITS,
    fields.map((field, bit) => ({ ...field, bit })),
  )
  return (reader) => word.read(reader)
}

/** What adds to a number what it stands for, where that is known. */
function explainerOf({ name, type, domain }: FieldInfo): ((range: Filling) => void) | undefined {
  if (domain === 'reply-code') return explainReplyCode
  if (type === 'timestamp') return explainTime
  return name === 'deliveryMode' ? explainDeliveryMode : undefined
}

const REPLY_CODES = new Map(
  constantInfos
    .filter(({ name, severity }) => severity !== undefined || name === 'reply-success')
    .map((info) => [info.value, info]),
)

function explainReplyCode(range: Filling): void {
  const info = REPLY_CODES.get(range.value as number)
  if (info === undefined) return
  range.meaning = info.name
  range.docs = info.docs
}

function explainTime(range: Filling): void {
  const seconds = Number(range.value)
  if (seconds <= LAST_DATE_SECONDS)
    range.meaning = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

const DELIVERY_MODES: Partial<Record<number, string>> = { 1: 'transient', 2: 'persistent' }

function explainDeliveryMode(range: Filling): void {
  const mode = DELIVERY_MODES[range.value as number]
  if (mode !== undefined) range.meaning = mode
}
