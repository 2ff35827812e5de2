import { readFile } from 'node:fs/promises'

/** The files that importing one loads, itself included: what it imports at once, and what that does. */
export async function filesLoadedBy(entry: URL): Promise<ReadonlySet<string>> {
  const files = new Set<string>()
  const look = async (file: URL): Promise<void> => {
    if (files.has(file.href)) return
    files.add(file.href)
    const code = await readFile(file, 'utf8')
    for (const [, path] of code.matchAll(IMPORT)) await look(new URL(path as string, file))
  }
  await look(entry)
  return files
}

/** A file of the package that an import or export takes from, as the build writes it: each on a line of its own. */
const IMPORT = /^(?:import|export)\b[^\n]*?"(\.[^"]+)";$/gm
