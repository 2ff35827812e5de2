// A RabbitMQ of our own, from the `rabbitmq-server` on the PATH: node name, ports, Erlang port mapper (epmd)
// and every file are this run's alone, so it neither meets nor disturbs another one on the machine.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { HostedBroker } from './brokers-host.ts'
import { identify } from './brokers-probe.ts'

const START_TIMEOUT_MS = 90_000
const STOP_TIMEOUT_MS = 15_000
const LOG_TAIL_CHARACTERS = 4000

// What Debian installs on the PATH is a wrapper: for root it switches to the user `rabbitmq`, everyone else it
// turns away. The scripts behind it, in this folder, run as whoever starts them.
const DEBIAN_SCRIPTS = '/usr/lib/rabbitmq/bin'

/** How it differs from a RabbitMQ as it comes; plain data, for it travels to the process that starts it. */
export interface NativeSetup {
  /** The lines of its `rabbitmq.conf`. */
  config?: string[]
  /** The lines of its `advanced.config`. */
  advanced?: string[]
  plugins?: string[]
}

export async function start(setup: NativeSetup = {}): Promise<HostedBroker> {
  const scripts = scriptsFolder()
  if (scripts === undefined) {
    return {
      report: { name: 'rabbitmq-3.10', skipped: 'no rabbitmq-server on the PATH' },
      stop: async () => {},
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'wirehare-rabbitmq-'))
  const children: ChildProcess[] = []
  const stop = async () => {
    for (const child of children.reverse()) await end(child)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const [amqpPort, distributionPort, epmdPort] = (await freePorts(3)) as [number, number, number]
    const env = environment({ folder, amqpPort, distributionPort, epmdPort }, setup)
    const launch = (file: string, args: string[]) => {
      // Detached: a process group of its own, so that `end` can reach all that it starts.
      const child = spawn(file, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
      children.push(child)
      return child
    }

    // Started here rather than by RabbitMQ, whose own would be a daemon that outlives it. With -d it says when
    // it is up.
    await printed(launch('epmd', ['-d', '-port', `${epmdPort}`, '-address', '127.0.0.1']), /epmd running/)
    await printed(launch(join(scripts, 'rabbitmq-server'), []), /completed with \d+ plugins/)

    const url = `amqp://guest:guest@127.0.0.1:${amqpPort}`
    const identity = await identify(url)
    const control = { file: join(scripts, 'rabbitmqctl'), env }
    return { report: { name: `rabbitmq-${identity.version}`, url, ...identity, control }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function scriptsFolder(): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const script = join(folder, 'rabbitmq-server')
    try {
      accessSync(script, constants.X_OK)
    } catch {
      continue
    }
    return readFileSync(script, 'utf8').includes(DEBIAN_SCRIPTS) ? DEBIAN_SCRIPTS : dirname(script)
  }
  return undefined
}

interface Place {
  folder: string
  amqpPort: number
  distributionPort: number
  epmdPort: number
}

// The whole environment, with nothing inherited but the PATH: a RABBITMQ_* variable of the user's shell, or the
// machine's own configuration, would point this node at someone else's files.
function environment(place: Place, setup: NativeSetup): Record<string, string> {
  const { folder, amqpPort, distributionPort, epmdPort } = place
  const write = (name: string, lines: string[]) =>
    writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(''))
  write('env.conf', [])
  write('rabbitmq.conf', setup.config ?? [])
  if (setup.advanced !== undefined) write('advanced.config', setup.advanced)
  write('enabled_plugins', [`[${(setup.plugins ?? []).join(', ')}].`])
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: folder, // the Erlang cookie goes here
    LANG: 'C.UTF-8',
    ERL_EPMD_PORT: `${epmdPort}`,
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `wirehare-${process.pid}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: `${amqpPort}`,
    RABBITMQ_DIST_PORT: `${distributionPort}`,
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    RABBITMQ_CONF_ENV_FILE: join(folder, 'env.conf'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, 'advanced.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_GENERATED_CONFIG_DIR: join(folder, 'config'),
    RABBITMQ_SCHEMA_DIR: join(folder, 'schema'),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_LOGS: '-', // to stdout, where `printed` reads it
    RABBITMQ_PID_FILE: join(folder, 'pid'),
  }
}

/** Free at this moment; taken all at once, so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const take = async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  const servers = await Promise.all(Array.from({ length: count }, take))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}

/** Resolves when the process has printed the sign; rejects, with the end of what it printed, when it will not. */
async function printed(child: ChildProcess, sign: RegExp): Promise<void> {
  let output = ''
  let timer: NodeJS.Timeout | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (reason: string) => reject(new Error(`${child.spawnfile} ${reason}\n${output}`))
      const read = (chunk: Buffer) => {
        output = (output + chunk).slice(-LOG_TAIL_CHARACTERS)
        if (sign.test(output)) resolve()
      }
      for (const stream of [child.stdout, child.stderr] as Readable[]) stream.on('data', read)
      child.once('error', (error) => fail(error.message))
      child.once('exit', (status, signal) => fail(`ended with ${signal ?? `status ${status}`}`))
      timer = setTimeout(() => fail(`was not ready within ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS)
    })
  } finally {
    clearTimeout(timer)
  }
}

async function end(child: ChildProcess): Promise<void> {
  const { pid } = child
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), STOP_TIMEOUT_MS)
  await exited
  clearTimeout(timer)
}
