/**
 * Reads spec/*.xml and writes src/generated/.
 *
 *     npm run generate                writes the files
 *     npm run generate -- --check     fails where a file on disk is not what would be written
 *     npm run generate -- --model     prints the model as JSON
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { emitChannelMethods } from './emit/channel-methods.ts'
import { emitCodecs } from './emit/codecs.ts'
import { emitConstants } from './emit/constants.ts'
import { emitDispatch } from './emit/dispatch.ts'
import { emitLazyDeliver } from './emit/lazy-deliver.ts'
import { emitMetadata } from './emit/metadata.ts'
import { emitMethods } from './emit/methods.ts'
import { emitProperties } from './emit/properties.ts'
import { emitTypes } from './emit/types.ts'
import type { Model } from './model.ts'
import { modelJson } from './model-json.ts'
import { overlay } from './overlay.ts'
import { readModel } from './read-model.ts'
import { parseXml, SpecError, type XmlElement } from './xml.ts'

const OUTPUT = 'src/generated'
const FILES: Record<string, (model: Model) => string> = {
  'constants.ts': emitConstants,
  'types.ts': emitTypes,
  'codecs.ts': emitCodecs,
  'properties.ts': emitProperties,
  'methods.ts': emitMethods,
  'dispatch.ts': emitDispatch,
  'lazy-deliver.ts': emitLazyDeliver,
  'channel-methods.ts': emitChannelMethods,
  'metadata.ts': emitMetadata,
}

const { values: options } = parseArgs({ options: { check: { type: 'boolean' }, model: { type: 'boolean' } } })

try {
  const model = readModel(overlay(document('spec/amqp0-9-1.xml'), document('spec/rabbitmq.xml')))
  if (options.model === true) console.log(modelJson(model))
  else if (options.check === true) check(model)
  else write(model)
} catch (error) {
  if (!(error instanceof SpecError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function document(file: string): XmlElement {
  return parseXml(readFileSync(file, 'utf8'), file)
}

function write(model: Model): void {
  mkdirSync(OUTPUT, { recursive: true })
  for (const [name, emit] of Object.entries(FILES)) writeFileSync(join(OUTPUT, name), emit(model))
  console.log(`wrote ${Object.keys(FILES).length} files to ${OUTPUT}`)
}

function check(model: Model): void {
  const drifted = Object.entries(FILES).flatMap(([name, emit]) => {
    const file = join(OUTPUT, name)
    const found = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    const wanted = emit(model).split('\n')
    const line = wanted.findIndex((text, index) => text !== found[index])
    if (line === -1 && found.length === wanted.length) return []
    return [`${file}:${(line === -1 ? wanted.length : line) + 1}: differs from what spec/*.xml says`]
  })
  const strangers = (existsSync(OUTPUT) ? readdirSync(OUTPUT) : []).filter((name) => !(name in FILES))
  const problems = [
    ...drifted,
    ...strangers.map((name) => `${join(OUTPUT, name)}: the generator writes no such file`),
  ]
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) {
    console.error('run `npm run generate` and commit what it writes')
    process.exitCode = 1
  } else console.log(`${Object.keys(FILES).length} generated files are what spec/*.xml says`)
}
