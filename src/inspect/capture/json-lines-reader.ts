import { CaptureError } from '../../errors.ts'
import { concatenated, decodeTextStrictly } from '../../wire/bytes.ts'
import type { CaptureEvent, Endpoint } from '../capture-event.ts'
import { RECORDING } from './json-lines-writer.ts'
import type { OctetSource } from './octet-source.ts'

/** The longest line that is read: twice the octets of the largest frame that any inspector puts together, and more. */
const MAX_LINE_BYTES = 64 * 1024 * 1024
const LINE_FEED = 0x0a

/** A line, without its end. */
interface Line {
  readonly number: number
  /** Octets of the file before it. */
  readonly offset: number
  readonly text: string
}

/**
 * Reads the events in lines of JSON; lines without an event, such as the frames, are passed over.
 * @throws {CaptureError} where a line is no JSON or its event lacks something, and where the first is not the one that
 * begins a recording
 */
export async function* jsonLinesEvents(source: OctetSource): AsyncGenerator<CaptureEvent, void> {
  for await (const line of linesOf(source)) {
    if (line.text.trim() === '') continue
    const value = parsed(line)
    if (
      line.number === 1 &&
      (value['recording'] !== RECORDING.recording || value['version'] !== RECORDING.version)
    ) {
      throw problem(line, `a recording begins with ${JSON.stringify(RECORDING)}`)
    }
    if (value['event'] !== undefined) yield eventOf(line, value)
  }
}

async function* linesOf(source: OctetSource): AsyncGenerator<Line, void> {
  let parts: Uint8Array[] = []
  let bytes = 0
  let [number, offset] = [1, 0]
  const line = (): Line => ({ number, offset, text: textOf(parts, number, offset) })
  for (;;) {
    const chunk = await source.takeAny()
    if (chunk.length === 0) break
    for (let from = 0; from < chunk.length; ) {
      const end = chunk.indexOf(LINE_FEED, from)
      const part = chunk.subarray(from, end === -1 ? chunk.length : end)
      parts.push(part)
      bytes += part.length
      if (bytes > MAX_LINE_BYTES)
        throw problem({ number, offset }, `it is longer than ${MAX_LINE_BYTES} octets`)
      if (end === -1) break
      if (bytes > 0) yield line()
      number++
      offset += bytes + 1
      parts = []
      bytes = 0
      from = end + 1
    }
  }
  if (bytes > 0) yield line()
}

function textOf(parts: readonly Uint8Array[], number: number, offset: number): string {
  const all = concatenated(parts)
  const text = decodeTextStrictly(all, 0, all.length)
  if (text === undefined) throw problem({ number, offset }, 'it is not UTF-8')
  return text
}

type Values = Readonly<Record<string, unknown>>

function parsed(line: Line): Values {
  let value: unknown
  try {
    value = JSON.parse(line.text)
  } catch (cause) {
    throw problem(line, 'it is no JSON, or only the beginning of it', cause)
  }
  if (isObject(value)) return value
  throw problem(line, 'it is no JSON object')
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function eventOf(line: Line, value: Values): CaptureEvent {
  const read = new FieldReader(line, value)
  const base = {
    connection: read.whole('connection', 1),
    atMicros: read.whole('atMicros', Number.MIN_SAFE_INTEGER),
  }
  switch (value['event']) {
    case 'open': {
      const [client, broker] = [read.endpoint('client'), read.endpoint('broker')]
      return { kind: 'open', ...base, client, broker, isFromStart: read.truth('isFromStart') }
    }
    case 'bytes':
      return { kind: 'bytes', ...base, direction: read.direction(), bytes: read.octets('bytes') }
    case 'gap':
      return {
        kind: 'gap',
        ...base,
        direction: read.direction(),
        missingBytes: read.whole('missingBytes', 1),
      }
    case 'end':
      return { kind: 'end', ...base, direction: read.direction(), isReset: read.truth('isReset') }
    default:
      throw problem(line, 'its event is none of open, bytes, gap and end')
  }
}

/** The fields of a line, each held to what it should be. */
class FieldReader {
  private readonly line: Line
  private readonly values: Values

  constructor(line: Line, values: Values) {
    this.line = line
    this.values = values
  }

  whole(name: string, min: number, max: number = Number.MAX_SAFE_INTEGER): number {
    const value = this.values[name]
    if (Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max)
      return value as number
    throw this.wrong(name, `a whole number from ${min} to ${max}`)
  }

  truth(name: string): boolean {
    const value = this.values[name]
    if (typeof value === 'boolean') return value
    throw this.wrong(name, 'true or false')
  }

  direction(): 'client-to-broker' | 'broker-to-client' {
    const value = this.values['direction']
    if (value === 'client-to-broker' || value === 'broker-to-client') return value
    throw this.wrong('direction', 'client-to-broker or broker-to-client')
  }

  octets(name: string): Uint8Array {
    const value = this.values[name]
    if (typeof value === 'string' && /^(?:[\da-f]{2})+$/i.test(value)) return Buffer.from(value, 'hex')
    throw this.wrong(name, 'octets in hexadecimal, one at least')
  }

  endpoint(name: string): Endpoint {
    const value = this.values[name]
    if (!isObject(value) || typeof value['host'] !== 'string') throw this.wrong(name, 'a host and a port')
    const port = new FieldReader(this.line, value).whole('port', 0, 0xffff)
    return { host: value['host'], port }
  }

  private wrong(name: string, wanted: string): CaptureError {
    return problem(this.line, `its ${name} should be ${wanted}`)
  }
}

function problem({ number, offset }: Omit<Line, 'text'>, words: string, cause?: unknown): CaptureError {
  return new CaptureError(`line ${number}, at ${offset}: ${words}`, offset, cause)
}
