// The floors of the house: which file may import which, and what the core may not touch. Every check takes
// sources (path → text), so that it can be tried on bad ones, and returns what it found wrong, one line each.

import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import ts from 'typescript'

/** Paths relative to the repository, with forward slashes. */
export type Sources = ReadonlyMap<string, string>

/** The rooms of src, each on its floor; docs/ARCHITECTURE.md explains them. */
export const FLOORS: ReadonlyMap<string, number> = new Map([
  ['errors.ts', 0],
  ['util', 0],
  ['wire', 1],
  ['generated', 2],
  ['protocol', 3],
  ['transport', 3],
  ['client', 4],
  ['broker', 4],
  ['inspect', 4],
  ['recovery', 5],
  ['conform', 5],
  ['lessons', 6],
  ['index.ts', 6],
  ['lab', 7],
  ['cli', 8],
])

const CORE: readonly string[] = ['wire', 'generated', 'protocol']
const SANS_IO_ROOM = 'protocol'
const TIMERS_AND_PROMISES = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'Promise',
])
const MAX_LINES = 600

/** The room of a file of src, for example `wire`, or the file itself where it lies at the top. */
export function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)/.exec(path)?.[1]
}

/** A file imports from lower floors and from its own room, never upwards or sideways, types included. */
export function floorViolations(sources: Sources): string[] {
  return [...sourceFiles(sources)].flatMap((file) => {
    const room = roomOf(file.fileName) as string
    const floor = FLOORS.get(room)
    if (floor === undefined) return [`${file.fileName}: src/${room} is no room of the house`]
    return importsOf(file).flatMap(({ specifier, at }) => {
      if (!specifier.startsWith('.')) return []
      const target = resolve(file.fileName, specifier)
      const targetRoom = roomOf(target)
      if (targetRoom === undefined) return [`${at}: imports ${target}, which is outside src`]
      if (targetRoom === room) return []
      const targetFloor = FLOORS.get(targetRoom)
      if (targetFloor !== undefined && targetFloor < floor) return []
      return [
        `${at}: ${room} (floor ${floor}) imports ${target} (floor ${targetFloor ?? 'unknown'}), which does not lie lower`,
      ]
    })
  })
}

/** No file imports itself by a detour, not even for a type. Each cycle is told once, as a path. */
export function importCycles(sources: Sources): string[] {
  const graph = new Map<string, string[]>()
  for (const file of sourceFiles(sources)) {
    const relative = importsOf(file).filter(({ specifier }) => specifier.startsWith('.'))
    graph.set(
      file.fileName,
      relative.map(({ specifier }) => resolve(file.fileName, specifier)),
    )
  }
  const cycles: string[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: string[]) => {
    const start = trail.indexOf(path)
    if (start >= 0) cycles.push([...trail.slice(start), path].join(' → '))
    if (start >= 0 || done.has(path)) return
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  return cycles
}

/** The core runs anywhere: it imports no Node builtin and no package; and protocol/ has no timers and no promises. */
export function impureCore(sources: Sources): string[] {
  return [...sourceFiles(sources)].flatMap((file) => {
    const room = roomOf(file.fileName) as string
    if (!CORE.includes(room)) return []
    const imports = importsOf(file).flatMap(({ specifier, at }) => {
      if (specifier.startsWith('.')) return []
      return [
        `${at}: ${room} imports ${isBuiltin(specifier) ? 'the Node builtin' : 'the package'} ${specifier}`,
      ]
    })
    return room === SANS_IO_ROOM ? [...imports, ...timersAndPromises(file)] : imports
  })
}

function timersAndPromises(file: ts.SourceFile): string[] {
  const found: string[] = []
  walk(file, (node) => {
    const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
    const isGlobal = ts.isIdentifier(node) && !isMember && TIMERS_AND_PROMISES.has(node.text)
    if (isGlobal || node.kind === ts.SyntaxKind.AsyncKeyword) {
      found.push(`${placeOf(file, node)}: ${SANS_IO_ROOM} uses ${node.getText(file)}`)
    }
  })
  return found
}

/** The front door holds nothing of its own. */
export function notOnlyReExports(sources: Sources): string[] {
  const file = [...sourceFiles(sources)].find(({ fileName }) => fileName === 'src/index.ts')
  if (file === undefined) return ['src/index.ts is missing']
  return file.statements
    .filter((statement) => !(ts.isExportDeclaration(statement) && statement.moduleSpecifier))
    .map((statement) => `${placeOf(file, statement)}: is not a re-export`)
}

/** No file written by hand is longer than a reader can hold. */
export function tooLong(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
    return lines > MAX_LINES && roomOf(path) !== 'generated'
      ? [`${path}: ${lines} lines, over ${MAX_LINES}`]
      : []
  })
}

/** The page that explains the house names each of its rooms, as `name/` or `name.ts`. */
export function undocumentedRooms(sources: Sources, page: string): string[] {
  const rooms = new Set([...sourceFiles(sources)].map(({ fileName }) => roomOf(fileName) as string))
  return [...rooms]
    .map((room) => (room.endsWith('.ts') ? room : `${room}/`))
    .filter((name) => !new RegExp(`(?<![\\w-])${name.replace('.', '\\.')}`).test(page))
}

function* sourceFiles(sources: Sources): Generator<ts.SourceFile> {
  for (const [path, text] of sources) {
    if (roomOf(path) !== undefined) yield ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  }
}

interface Import {
  specifier: string
  /** `path:line` */
  at: string
}

/** Imports, exports from, dynamic imports, `import('…')` in types, and require: all that joins two files. */
function importsOf(file: ts.SourceFile): Import[] {
  const found: Import[] = []
  walk(file, (node) => {
    const specifier = specifierOf(node)
    if (specifier !== undefined) found.push({ specifier, at: placeOf(file, node) })
  })
  return found
}

function specifierOf(node: ts.Node): string | undefined {
  let specifier: ts.Node | undefined
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) specifier = node.moduleSpecifier
  else if (ts.isImportTypeNode(node))
    specifier = ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
  else if (ts.isExternalModuleReference(node)) specifier = node.expression
  else if (ts.isCallExpression(node) && isImportOrRequire(node.expression)) specifier = node.arguments[0]
  return specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined
}

function isImportOrRequire(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
}

function resolve(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier)
}

function placeOf(file: ts.SourceFile, node: ts.Node): string {
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  ts.forEachChild(node, (child) => {
    visit(child)
    walk(child, visit)
  })
}
