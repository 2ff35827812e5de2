// What a newcomer finds must be true: the commands of the README, the exports of the package, and no trace of
// the machine that the repository was written on.

import { homedir, tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { read, repositoryFiles } from './tree.ts'

interface Manifest {
  scripts: Record<string, string>
  exports: Record<string, string | Record<string, string>>
  bin: Record<string, string>
}

const manifest = JSON.parse(read('package.json')) as Manifest

test('the lock file names no registry', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved": *"https?:/)
})

test('every built file that package.json names has its source', () => {
  const built = [...Object.values(manifest.exports), ...Object.values(manifest.bin)]
    .flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry)))
    .map((path) => path.replace(/^\.\//, ''))
    .filter((path) => path.startsWith('dist/'))
  const sources = built.map((path) => path.replace(/^dist\//, 'src/').replace(/(\.d\.ts|\.js)$/, '.ts'))
  const present = new Set(repositoryFiles())
  expect(sources).not.toEqual([])
  expect(sources.filter((path) => !present.has(path))).toEqual([])
})

test('every npm command of the README is a script', () => {
  const commands = [...read('README.md').matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(start|test))\b/g)]
  const scripts = commands.map(([, run, short]) => run ?? short)
  expect(scripts).not.toEqual([])
  expect(scripts.filter((script) => manifest.scripts[script as string] === undefined)).toEqual([])
})

test('nothing in the tree names a place on a machine', () => {
  const somebodysHome = /\/(?:home|Users)\/\w+\/|\/root\//
  // On this machine: the home folder, and the folder that holds this checkout.
  const here = [homedir(), dirname(process.cwd())]
    .filter((folder) => folder !== '/' && folder !== tmpdir())
    .map((folder) => new RegExp(`(?<![\\w./-])${folder.replace(/\W/g, '\\$&')}/`))
  const found = repositoryFiles()
    .filter((path) => path !== 'test/house/repository.test.ts')
    .flatMap((path) =>
      read(path)
        .split('\n')
        .flatMap((line, index) =>
          [somebodysHome, ...here].some((place) => place.test(line)) ? [`${path}:${index + 1}`] : [],
        ),
    )
  expect(found).toEqual([])
})
