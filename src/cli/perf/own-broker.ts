import { fork } from 'node:child_process'
import { once } from 'node:events'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A broker of this run alone. */
export interface OwnBroker {
  readonly url: string
  stop(): void
}

/** Starts the broker that comes along in a process of its own, so that its work is not taken for that of the client. */
export async function startOwnBroker(): Promise<OwnBroker> {
  // The source and the package keep it beside the folder that this code is in.
  const program = new URL(`../perf/broker-process${extname(fileURLToPath(import.meta.url))}`, import.meta.url)
  const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const told = once(child, 'message')
  const ended = once(child, 'exit')
  ended.catch(() => {})
  const [url] = (await Promise.race([told, ended])) as [unknown]
  if (typeof url !== 'string') throw new Error('the broker that comes along did not start')
  // From here on the end of the connections tells of its end.
  child.unref()
  child.channel?.unref()
  return { url, stop: () => child.kill('SIGKILL') }
}
