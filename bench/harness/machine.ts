import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { ClientInfo } from './results.ts'

const ROOT = new URL('../../', import.meta.url)
const PACKAGES: Readonly<Record<string, string>> = {
  amqplib: 'amqplib',
  'rabbitmq-client': 'rabbitmq-client',
  'amqp-client.js': '@cloudamqp/amqp-client',
}

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly node: string
  readonly v8: string
}

export function thisMachine(): Machine {
  const [cpu] = cpus()
  return {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    v8: process.versions.v8,
  }
}

export function clientInfo(name: string): ClientInfo {
  if (name === 'raw') return { name, version: `node:net of ${process.versions.node}` }
  if (name === 'baseline') return { name, version: 'another build of wirehare' }
  const packageName = PACKAGES[name]
  const path = packageName === undefined ? 'package.json' : `node_modules/${packageName}/package.json`
  const { version } = JSON.parse(readFileSync(new URL(path, ROOT), 'utf8')) as { version: string }
  return { name, version: packageName === undefined ? `${version} (${commit()})` : version }
}

/** Which state of the code was measured. */
function commit(): string {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', args, {
        cwd: fileURLToPath(ROOT),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
    const changed = git('status', '--porcelain', '--', 'src') !== ''
    return `commit ${git('rev-parse', '--short', 'HEAD').trim()}${changed ? ' with changes' : ''}`
  } catch {
    return 'no commit'
  }
}
