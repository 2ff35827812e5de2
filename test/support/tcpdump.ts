// tcpdump beside a test: what travels over a port of this machine, read while it travels.

import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import type { Readable } from 'node:stream'

/** Room for what the reader has not taken yet, in KiB, so that the kernel drops nothing on a busy machine. */
const BUFFER_KIB = 65_536

/** A tcpdump that runs, and whose capture has begun. */
export class Tcpdump {
  /** The capture, as a pcap file. It ends after `stop`. */
  readonly file: AsyncIterable<Uint8Array>
  private readonly child: ChildProcessByStdio<null, Readable, Readable>

  constructor(child: ChildProcessByStdio<null, Readable, Readable>) {
    this.child = child
    this.file = child.stdout
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    this.child.kill('SIGINT')
    this.child.stdout.destroy()
    await once(this.child, 'exit')
  }

  /** Ends the capture. */
  stop(): void {
    this.child.kill('SIGINT')
  }
}

/**
 * Begins to capture the TCP port of a broker on this machine, and resolves when it captures; to words where it cannot,
 * because there is no tcpdump or this user may not capture. That is an error where RabbitMQ is required, since the
 * same machine is meant to have both.
 */
export async function startTcpdump(url: string): Promise<Tcpdump | string> {
  const { port } = new URL(url)
  const result = await capture(
    ['-i', loopback(), '-U', '--immediate-mode', '-B', `${BUFFER_KIB}`, '-w', '-'],
    port,
  )
  if (typeof result === 'string' && process.env['WIREHARE_REQUIRE_RABBITMQ'] === '1') {
    throw new Error(`tcpdump is required (WIREHARE_REQUIRE_RABBITMQ=1) but not there: ${result}`)
  }
  return result
}

async function capture(options: readonly string[], port: string): Promise<Tcpdump | string> {
  const child = spawn('tcpdump', [...options, 'tcp', 'port', port], { stdio: ['ignore', 'pipe', 'pipe'] })
  const failure = new Promise<string>((resolve) => child.once('error', ({ message }) => resolve(message)))
  return Promise.race([failure, begun(child)])
}

async function begun(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Tcpdump | string> {
  let words = ''
  for await (const chunk of child.stderr.iterator({ destroyOnReturn: false })) {
    words += String(chunk)
    if (words.includes('listening on')) {
      child.stderr.resume()
      return new Tcpdump(child)
    }
  }
  return words.trim()
}

/** `lo` on Linux, `lo0` on others. */
function loopback(): string {
  const found = Object.entries(networkInterfaces()).find(([, addresses]) =>
    addresses?.some(({ internal }) => internal),
  )
  return found?.[0] ?? 'lo'
}
