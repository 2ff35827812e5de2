// The files of the repository as git sees them: what is committed or would be.

import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export function repositoryFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return list.split('\0').filter((path) => statSync(ROOT + path, { throwIfNoEntry: false })?.isFile())
}

export function read(path: string): string {
  return readFileSync(ROOT + path, 'utf8')
}
