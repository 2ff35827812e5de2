// Program: the codecs on their own, in nanoseconds: each method's encoder and decoder, properties, tables and frames, with
// the declared grammar (binary-parser) beside them. An argument limits it to the names that hold it.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { preparePrograms } from './harness/programs.ts'

const programs = await preparePrograms(undefined)
try {
  // Compiled like the client that is published: what tsx adds to a function would be measured too.
  const child = fork(programs.codec, process.argv.slice(2), { execArgv: ['--expose-gc'] })
  const [status] = (await once(child, 'exit')) as [number]
  process.exitCode = status
} finally {
  programs.remove()
}
