import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { vi } from 'vitest'
import { runProgram } from '../../src/cli/program.ts'

/** What a run of the command line left behind. */
export interface Outcome {
  /** Null where a signal ended it. */
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Starts the command line as a process of its own. Of the environment it gets only what Node needs.
 * @param input what stands on its standard input
 */
export function start(args: readonly string[], input?: string | Uint8Array): ChildProcess {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
    env: { PATH, HOME },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  child.stdin?.end(input)
  return child
}

/** Waits for the end of such a process. */
export async function outcome(child: ChildProcess): Promise<Outcome> {
  const closed = once(child, 'close')
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!)])
  const [status] = (await closed) as [number | null]
  return { status, stdout, stderr }
}

/** Runs the program within this process, which is faster, and as far as its output and its status go the same. */
export async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
  const written = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      written[name] += chunk
      return true
    }),
  )
  for (const name of ['AMQP_URL', 'FORCE_COLOR', 'NO_COLOR']) vi.stubEnv(name, env[name])
  try {
    return { status: await runProgram(args), ...written }
  } finally {
    vi.unstubAllEnvs()
    for (const spy of spies) spy.mockRestore()
  }
}

/** A server that does with each connection what `serve` says, on a port of its own. */
export async function listen(serve: (socket: Socket) => void): Promise<{ url: string; server: Server }> {
  const server = createServer((socket) => serve(socket.on('error', () => {})))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `amqp://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}
