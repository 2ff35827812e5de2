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
