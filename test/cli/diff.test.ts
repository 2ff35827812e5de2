import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { run } from './run.ts'

const [a, b] = ['amqplib', 'wirehare'].map((name) =>
  fileURLToPath(new URL(`../../docs/reference/recordings/${name}.pcapng`, import.meta.url)),
) as [string, string]

describe('wirehare diff', () => {
  it('lays two recordings beside each other, within 80 columns', async () => {
    const { status, stdout, stderr } = await run(['diff', a, b])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^ +A +B\nconnections +1 +1\n/)
    for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(80)
  })

  it('gives one line of JSON', async () => {
    const { stdout } = await run(['diff', '--json', a, b])
    expect(JSON.parse(stdout)).toMatchObject({
      a: { connections: 1, methods: { 'client-to-broker': { 'basic.publish': 100 } } },
      b: { connections: 1, methods: { 'client-to-broker': { 'basic.publish': 100 } } },
      details: { a: { method: 'basic.publish' } },
    })
  })

  it('wants two files that are there', async () => {
    expect((await run(['diff', a])).status).toBe(2)
    expect((await run(['diff', a, 'there-is-none'])).status).toBe(1)
  })
})
