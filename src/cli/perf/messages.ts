import { readFileSync } from 'node:fs'
import type { BasicProperties } from '../../generated/properties.ts'
import type { FieldTable } from '../../wire/field-value.ts'
import type { Received } from './client.ts'
import { type Lane, nextSequence } from './lanes.ts'
import { type PerfOptions, sizeOf } from './options.ts'
import { STAMP_BYTES, writeStamp } from './stamp.ts'
import type { Steps } from './steps.ts'

/** The header that carries the stamp where the body is a file's. */
export const STAMP_HEADER = 'x-wirehare-perf'

/** A message, ready to be published. */
export interface Outgoing {
  readonly properties: BasicProperties
  readonly body: Buffer
}

/** Makes the messages of a run, each with its stamp. */
export class Messages {
  private readonly size: Steps
  private readonly files: readonly Buffer[]
  private readonly properties: BasicProperties
  private readonly copiesBelowBytes: number
  /** A body for each size that is in use. */
  private readonly bodies: Map<number, Buffer> = new Map()
  private nextFile: number = 0

  /**
   * @param copiesBelowBytes bodies below this size may be changed when they were published
   * @throws {Error} with the system's code where a file cannot be read
   */
  constructor(options: PerfOptions, copiesBelowBytes: number) {
    const { property, header, persistent } = options
    this.size = sizeOf(options)
    this.files = (options.body ?? []).map((path) => readFileSync(path))
    this.properties = {
      ...property,
      ...(header !== undefined && { headers: header }),
      ...(persistent === true && { deliveryMode: 2 }),
    }
    this.copiesBelowBytes = copiesBelowBytes
  }

  /** The next message of a lane, to leave so long after the start, which is `atMs` on the clock. */
  next(lane: Lane, elapsedMs: number, atMs: number): Outgoing {
    const file = this.files[this.nextFile++ % this.files.length]
    if (file !== undefined) return this.withFile(file, lane, atMs)
    const body = this.bodyOf(this.size.at(elapsedMs))
    writeStamp(body, lane.id, nextSequence(lane), atMs)
    return { properties: this.properties, body }
  }

  private withFile(body: Buffer, lane: Lane, atMs: number): Outgoing {
    const stamp = Buffer.alloc(STAMP_BYTES)
    writeStamp(stamp, lane.id, nextSequence(lane), atMs)
    const headers = { ...this.properties.headers, [STAMP_HEADER]: stamp }
    return { properties: { ...this.properties, headers }, body }
  }

  private bodyOf(size: number): Buffer {
    if (size >= this.copiesBelowBytes) return Buffer.alloc(size)
    let body = this.bodies.get(size)
    if (body === undefined) {
      body = Buffer.alloc(size)
      this.bodies.set(size, body)
    }
    return body
  }
}

/**
 * The stamp of a message that came; undefined where it has none.
 * @param inHeader whether this run's stamps are in the header, which is not looked at without a reason
 */
export function stampOf({ body, properties }: Received, inHeader: boolean): Buffer | undefined {
  const stamp = inHeader ? (properties.headers as FieldTable | undefined)?.[STAMP_HEADER] : body
  return stamp instanceof Uint8Array && stamp.length >= STAMP_BYTES ? (stamp as Buffer) : undefined
}
