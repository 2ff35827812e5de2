import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The built page. From the build it is the same way as from here, up to the folder of the build. */
const FOLDER = new URL(
  extname(fileURLToPath(import.meta.url)) === '.ts' ? '../../dist/lab/page/' : '../lab/page/',
  import.meta.url,
)

const FILES: ReadonlyMap<string, { readonly name: string; readonly type: string }> = new Map([
  ['/', { name: 'index.html', type: 'text/html; charset=utf-8' }],
  ['/lab.js', { name: 'lab.js', type: 'text/javascript; charset=utf-8' }],
  ['/lab.css', { name: 'lab.css', type: 'text/css; charset=utf-8' }],
])

/** A file of the page by its path; undefined where there is none. */
export async function pageFile(
  path: string,
): Promise<{ readonly type: string; readonly content: Buffer } | undefined> {
  const file = FILES.get(path)
  return file && { type: file.type, content: await readFile(new URL(file.name, FOLDER)) }
}
