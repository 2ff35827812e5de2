import { expect, test } from 'vitest'
import { Output } from '../../src/client/output.ts'
import type { ClientCore } from '../../src/protocol/client-core.ts'
import type { Transport } from '../../src/transport/transport.ts'

test('the time is asked for once until output leaves, also where there is none', async () => {
  const output = new Output({ pendingBytes: 0 } as ClientCore, {} as Transport, 1000)
  const first = output.now
  while (performance.now() === first);
  expect(output.now).toBe(first)
  // Output leaves before the promises of this turn go on.
  await Promise.resolve()
  await new Promise((resolve) => process.nextTick(resolve))
  expect(output.now).toBeGreaterThan(first)
})

test('what was written serves again as soon as nothing of it waits: at once, or when there is room', () => {
  let reuses = 0
  const core = {
    pendingBytes: 1,
    takeOutput: () => [],
    reuseMemory: () => void reuses++,
  }
  const transport = { releasesMemory: true, bufferedBytes: 0, write: () => true }
  const output = new Output(core as never, transport as never, 1000)
  output.flush()
  expect(reuses).toBe(1)
  transport.bufferedBytes = 1
  output.flush()
  output.onDrain()
  expect(reuses).toBe(1)
  transport.bufferedBytes = 0
  output.onDrain()
  expect(reuses).toBe(2)
})
