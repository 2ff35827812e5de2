import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../processes/proxy.ts', import.meta.url))

/** What the proxy does with the octets: nothing, or it has somebody count the frames. */
export type ProxyMode = 'carry' | 'count'

/** What a proxy tells of itself. */
export interface ProxyFigures {
  /** How many it has counted; 0 where it does not. */
  readonly frames: number
  readonly rssBytes: number
  /** What is in use after a garbage collection, buffers included. */
  readonly heapBytes: number
  readonly cpuSeconds: number
}

/** A proxy in a process of its own. */
export class ProxyProcess implements AsyncDisposable {
  readonly port: number
  private readonly child: ChildProcess

  private constructor(child: ChildProcess, port: number) {
    this.child = child
    this.port = port
  }

  static async start(to: string, mode: ProxyMode): Promise<ProxyProcess> {
    const child = fork(PROGRAM, [to, mode], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const [{ port }] = (await once(child, 'message')) as [{ port: number }]
    return new ProxyProcess(child, port)
  }

  async figures(): Promise<ProxyFigures> {
    this.child.send('figures')
    const [figures] = (await once(this.child, 'message')) as [ProxyFigures]
    return figures
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.child, 'exit')
    this.child.disconnect()
    await exited
  }
}
