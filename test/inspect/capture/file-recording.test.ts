import { createReadStream, existsSync, statSync } from 'node:fs'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Broker } from '../../../src/broker/index.ts'
import { connect } from '../../../src/index.ts'
import { CommandStream, FileRecording, FrameStream, readCapture } from '../../../src/inspect/index.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirehare-recordings-'))
})
afterAll(() => rm(folder, { recursive: true }))

it.each(['session.pcapng', 'session.jsonl'])('%s holds a session without its password', async (name) => {
  const path = join(folder, name)
  await converse(path)
  const text = (await readFile(path)).toString('latin1')
  expect(text).not.toMatch(/tell-nobody|74656c6c2d6e6f626f6479/)
  const names: string[] = []
  const commands = new CommandStream({
    onCommand: ({ method }) => names.push(method.name),
    onLoneFrame: () => {},
  })
  const frames = new FrameStream((seen) => commands.receive(seen))
  for await (const event of readCapture(createReadStream(path))) frames.receive(event)
  expect(names.slice(0, 2)).toEqual(['connection.start', 'connection.start-ok'])
  expect(names).toContain('queue.declare-ok')
  expect(names.slice(-2)).toEqual(['connection.close', 'connection.close-ok'])
})

it('holds the password where that is asked for', async () => {
  const path = join(folder, 'whole.pcapng')
  await converse(path, { credentials: false })
  expect((await readFile(path)).toString('latin1')).toContain('tell-nobody')
})

it('cannot be begun where the file cannot be written', () => {
  expect(() => new FileRecording(join(folder, 'no-folder', 'session.pcapng'))).toThrow('ENOENT')
})

it.runIf(existsSync('/dev/full'))(
  'does a connection no harm when the disk is full, and says so at its close',
  async () => {
    const path = join(folder, 'full.pcapng')
    await symlink('/dev/full', path)
    await expect(converse(path)).rejects.toMatchObject({ code: 'ENOSPC' })
  },
)

it('holds nothing back when a program never pauses', () => {
  const path = join(folder, 'busy.pcapng')
  using recording = new FileRecording(path)
  const tap = recording.tap()
  for (let i = 0; i < 40; i++) tap('out', new Uint8Array(50_000))
  expect(statSync(path).size).toBeGreaterThan(1_500_000)
})

it('can be closed twice, and hears nothing after that', () => {
  const path = join(folder, 'short.pcapng')
  const recording = new FileRecording(path)
  const tap = recording.tap()
  tap('out', Uint8Array.of(1))
  recording.close()
  const { size } = statSync(path)
  tap('out', Uint8Array.of(1))
  recording.close()
  expect(statSync(path).size).toBe(size)
})

it('refuses a name that says no format, and leaves a file of that name alone', async () => {
  const path = join(folder, 'notes.txt')
  await writeFile(path, 'mine')
  expect(() => new FileRecording(path)).toThrow(RangeError)
  expect(await readFile(path, 'utf8')).toBe('mine')
})

async function converse(path: string, options: { credentials?: boolean } = {}): Promise<void> {
  await using broker = new Broker({ users: { hare: 'tell-nobody' } })
  using recording = new FileRecording(path, options)
  const connection = await connect({
    transport: broker.transport(),
    username: 'hare',
    password: 'tell-nobody',
    tap: recording.tap(),
  })
  const channel = await connection.openChannel()
  await channel.queueDeclare({ queue: 'hello' })
  await connection.close()
}
