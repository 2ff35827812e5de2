import { equal, ok } from 'node:assert/strict'
import fc, { type Command } from 'fast-check'
import { describe, it } from 'vitest'
import { FRAME_BODY } from '../../src/wire/frame.ts'
import { FrameWriter } from '../../src/wire/frame-writer.ts'

/** What should have been written, piece by piece; the model that the writer is held against. */
interface Model {
  /** Written and committed, but not taken. */
  waiting: Uint8Array[]
  /** Written since the last commit. */
  unfinished: Uint8Array[]
  /** Bodies by reference that wait. */
  references: Uint8Array[]
  /** Where the frame begins and ends that was committed last, alone, and the number of it in `waiting`. */
  last: { from: number; to: number; index: number } | undefined
}

interface Real {
  readonly writer: FrameWriter
  /** What was taken, and what it said then. */
  readonly taken: { piece: Uint8Array; copy: Uint8Array }[]
}

type Step = Command<Model, Real>
type StepOfOne = Command<Model[], Real[]>

/** As many as share the chunks that are spare. */
const WRITERS = 3

describe('the writer of frames does what a plain list of frames would do', () => {
  // Around 1 KiB, which is the first chunk, and seldom far beyond.
  const size = fc.oneof(
    { weight: 6, arbitrary: fc.nat(300) },
    { weight: 3, arbitrary: fc.nat(5000) },
    fc.nat(80_000),
  )
  const steps = [
    size.map((bytes) => frameStep(bytes)),
    fc.tuple(fc.nat(5), size).map(([depth, bytes]) => countedStep(depth, bytes)),
    size.map((bytes) => referenceStep(bytes)),
    fc.constant(commitStep),
    fc.constant(commitStep),
    fc.constant(rollbackStep),
    size.map((bytes) => notedStep(bytes)),
    fc.constant(retractStep),
    fc.constant(takeStep),
    fc.constant(reuseStep),
  ]

  const ofAnyWriter = steps.map((of) => fc.tuple(fc.nat(WRITERS - 1), of).map(([i, step]) => ofOne(i, step)))

  it('whatever is written, undone and taken, wherever chunks end, and whoever had them before', () => {
    fc.assert(
      fc.property(fc.commands(ofAnyWriter, { size: '+1', maxCommands: 200 }), (commands) => {
        const model = Array.from({ length: WRITERS }, (): Model => {
          return { waiting: [], unfinished: [], references: [], last: undefined }
        })
        const real = Array.from({ length: WRITERS }, (): Real => ({ writer: new FrameWriter(), taken: [] }))
        fc.modelRun(() => ({ model, real }), commands)
        for (const { taken } of real) {
          for (const { piece, copy } of taken)
            equal(Buffer.compare(piece, copy), 0, 'a piece changed after it was taken')
        }
      }),
      { numRuns: 1000 },
    )
  })
})

/** A step of one of the writers. */
function ofOne(i: number, step: Step): StepOfOne {
  return {
    check: () => true,
    run: (models, reals) => step.run(models[i] as Model, reals[i] as Real),
    toString: () => `writer ${i}: ${step.toString()}`,
  }
}

/** A frame with so many octets of payload. */
function frameStep(bytes: number): Step {
  return step(`frame(${bytes})`, (model, { writer }) => {
    const payload = octetsOf(bytes)
    writer.beginFrame(FRAME_BODY, bytes & 0xffff)
    writer.raw(payload)
    equal(writer.endFrame(), bytes + 8)
    model.unfinished.push(frameOctets(bytes & 0xffff, payload))
  })
}

/** A frame with counted lengths in each other, which are filled in when what they count is written. */
function countedStep(depth: number, bytes: number): Step {
  return step(`counted(${depth}, ${bytes})`, (model, { writer }) => {
    const payload = octetsOf(bytes)
    writer.beginFrame(FRAME_BODY, 1)
    const lengths = Array.from({ length: depth }, () => writer.openCounted())
    writer.raw(payload)
    for (const length of lengths.reverse()) writer.closeCounted(length)
    writer.endFrame()
    const counts = Array.from({ length: depth }, (_, level) => longOctets(bytes + 4 * (depth - level - 1)))
    model.unfinished.push(frameOctets(1, Buffer.concat([...counts, payload])))
  })
}

/** A body by reference. It cannot be undone, so it comes behind a commit and is committed itself. */
function referenceStep(bytes: number): Step {
  return step(`reference(${bytes})`, (model, { writer }) => {
    const payload = octetsOf(bytes)
    writer.commit()
    writer.bodyFrame(2, payload, true)
    writer.commit()
    model.waiting.push(...model.unfinished, frameOctets(2, payload))
    model.unfinished = []
    model.references.push(payload)
  })
}

const commitStep = step('commit', (model, { writer }) => commit(model, writer))

function commit(model: Model, writer: FrameWriter): void {
  writer.commit()
  model.waiting.push(...model.unfinished)
  model.unfinished = []
}

const rollbackStep = step('rollback', (model, { writer }) => {
  writer.rollback()
  model.unfinished = []
})

/** A frame that is committed alone, between two ends. */
function notedStep(bytes: number): Step {
  return step(`noted(${bytes})`, (model, { writer }) => {
    commit(model, writer)
    const from = writer.end
    writer.beginFrame(FRAME_BODY, 3)
    writer.raw(octetsOf(bytes))
    writer.endFrame()
    writer.commit()
    model.last = { from, to: writer.end, index: model.waiting.length }
    model.waiting.push(frameOctets(3, octetsOf(bytes)))
  })
}

/**
 * Forgets that frame, and puts another in its place. It stays where something came behind it, where it was taken, and
 * where its chunk was set aside for a frame that was undone then.
 */
const retractStep = step('retract', (model, { writer }) => {
  const { last } = model
  if (last === undefined || model.unfinished.length > 0) return
  if (!writer.retract(last.from, last.to)) return
  equal(last.index, model.waiting.length - 1, 'what it forgot was not what came last')
  writer.bodyFrame(4, octetsOf(5), false)
  writer.commit()
  model.waiting[last.index] = frameOctets(4, octetsOf(5))
  model.last = undefined
})

const takeStep = step('take', (model, { writer, taken }) => {
  const pieces = writer.take()
  equal(Buffer.compare(Buffer.concat(pieces), Buffer.concat(model.waiting)), 0)
  for (const body of model.references) ok(pieces.includes(body), 'a body by reference was copied')
  for (const piece of pieces) taken.push({ piece, copy: Buffer.from(piece) })
  model.waiting = []
  model.references = []
  if (model.last !== undefined) model.last.index = -1
})

/** From here on what was taken may change; what was not, may not. */
const reuseStep = step('reuse', (_model, { writer, taken }) => {
  writer.reuse()
  taken.length = 0
})

function step(name: string, run: (model: Model, real: Real) => void): Step {
  return {
    check: () => true,
    run: (model, real) => {
      run(model, real)
      equal(
        real.writer.pendingBytes,
        model.waiting.reduce((sum, { length }) => sum + length, 0),
      )
    },
    toString: () => name,
  }
}

function octetsOf(bytes: number): Uint8Array {
  return Buffer.alloc(bytes, Buffer.from(`octets ${bytes} `))
}

function frameOctets(channel: number, payload: Uint8Array): Uint8Array {
  const size = longOctets(payload.length)
  return Buffer.concat([Buffer.of(FRAME_BODY, channel >> 8, channel), size, payload, Buffer.of(0xce)])
}

function longOctets(value: number): Uint8Array {
  const octets = Buffer.alloc(4)
  octets.writeUInt32BE(value)
  return octets
}
