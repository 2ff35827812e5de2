import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { ClientSource } from '../clients/client.ts'
import type { Outcome, Target } from '../works/work.ts'
import type { Programs } from './programs.ts'

const TIMEOUT_MS = 60_000

/** One client doing one work, once. */
export interface Job {
  readonly work: string
  readonly client: ClientSource
  readonly target: Target
  readonly nullPeer: Target
  /** What part of the full counts to do. */
  readonly scale: number
}

export type JobMessage = { readonly outcome: Outcome } | { readonly error: string }

/** Does a job in a fresh process, which is gone when this resolves. */
export async function runJob(
  programs: Programs,
  job: Job,
  nodeFlags: readonly string[],
): Promise<JobMessage> {
  const child = fork(programs.job, [JSON.stringify(job)], {
    execArgv: [...nodeFlags],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk).slice(-2000)
  })
  let tooLong = false
  const timer = setTimeout(() => {
    tooLong = true
    child.kill('SIGKILL')
  }, TIMEOUT_MS)
  const exited = once(child, 'exit')
  const message = await Promise.race([messageOf(child), exited.then(() => undefined)])
  await exited
  clearTimeout(timer)
  return message ?? { error: tooLong ? `not done within ${TIMEOUT_MS / 1000} s` : lastWords(words) }
}

async function messageOf(child: ChildProcess): Promise<JobMessage> {
  const [message] = (await once(child, 'message')) as [JobMessage]
  return message
}

/** The line with the error of a process that died of one. */
function lastWords(words: string): string {
  const lines = words.trim().split('\n')
  return (
    lines.find((line) => /^\w*Error/.test(line)) ??
    (lines.at(-1)?.trim() || 'the process ended without a word')
  )
}
