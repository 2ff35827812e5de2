import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const BENCH = new URL('../', import.meta.url)
const ROOT = new URL('../../', import.meta.url)

/** What the processes of a run are started from: JavaScript, so that nothing but Node and the client is in them. */
export interface Programs {
  readonly job: string
  readonly nullPeer: string
  readonly guard: string
  readonly codec: string
  readonly tap: string
  /** The folder of the build of wirehare that is measured, as a URL. It stays as it is while the run lasts. */
  readonly build: string
  /** Another build of it to compare with. */
  readonly baseline: string | undefined
  remove(): void
}

/** Compiles the programs and sets builds of wirehare aside, all below node_modules, where the clients are found. */
export async function preparePrograms(baseline: string | undefined): Promise<Programs> {
  const cache = new URL('node_modules/.cache/', ROOT)
  mkdirSync(cache, { recursive: true })
  const folder = pathToFileURL(`${mkdtempSync(fileURLToPath(new URL('wirehare-bench-', cache)))}/`)
  writeFileSync(new URL('package.json', folder), '{ "type": "module" }\n')
  await build({
    entryPoints: ['job', 'null-peer', 'guard', 'codec', 'tap'].map((name) =>
      fileURLToPath(new URL(`processes/${name}.ts`, BENCH)),
    ),
    outdir: fileURLToPath(folder),
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  })
  return {
    remove: () => rmSync(folder, { recursive: true, force: true }),
    job: fileURLToPath(new URL('job.js', folder)),
    nullPeer: fileURLToPath(new URL('null-peer.js', folder)),
    guard: fileURLToPath(new URL('guard.js', folder)),
    codec: fileURLToPath(new URL('codec.js', folder)),
    tap: fileURLToPath(new URL('tap.js', folder)),
    build: setAside(new URL('dist/', ROOT), new URL('wirehare/', folder)),
    baseline: baseline && setAside(pathToFileURL(`${baseline}/`), new URL('baseline/', folder)),
  }
}

function setAside(from: URL, to: URL): string {
  if (!existsSync(new URL('index.js', from))) {
    throw new Error(`There is no built client in ${fileURLToPath(from)}: run "npm run build" first.`)
  }
  cpSync(from, to, { recursive: true })
  return to.href
}
