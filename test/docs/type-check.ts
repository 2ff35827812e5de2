// The code of a page, checked by the compiler under the rules of this repository. What is wrong is told with the line
// of the page that it is on.

import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import type { Snippet } from './page.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SOURCE = 'a page.ts'

/** A module made of code from a page. */
export interface PageModule {
  /** In a block of its own each, unless it is the only one. Two may stand on the same line. */
  readonly snippets: readonly Snippet[]
  /** What the code takes for granted, in one line: imports and declarations that the page leaves out. */
  readonly prelude?: string
}

/**
 * Compiles modules of a page, each with its code on the lines that it has there.
 * @param path the page, from the root of the repository; what it imports is found from there
 * @returns what is wrong, as `path:line: message`
 */
export function typeErrors(path: string, modules: readonly PageModule[]): string[] {
  const { options } = ts.getParsedCommandLineOfConfigFile(join(ROOT, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (problem) => {
      throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'))
    },
  }) as ts.ParsedCommandLine
  // Beside the page, under names that no file has.
  const texts = new Map(
    modules.map((module, index) => [
      join(ROOT, dirname(path), `${basename(path)} ${index} ${SOURCE}`),
      textOf(module),
    ]),
  )
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (name) => texts.has(name) || fileExists(name)
  host.readFile = (name) => texts.get(name) ?? readFile(name)
  host.getSourceFile = (name, target, ...rest) => {
    const text = texts.get(name)
    return text === undefined ? getSourceFile(name, target, ...rest) : ts.createSourceFile(name, text, target)
  }
  const program = ts.createProgram([...texts.keys()], options, host)
  return (
    [...texts.keys()]
      .flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)))
      // A line that shows how to get something need not use it.
      .filter(({ reportsUnnecessary }) => reportsUnnecessary === undefined)
      .map(({ file, start, messageText }) => {
        const { line } = file!.getLineAndCharacterOfPosition(start!)
        return `${path}:${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
      })
  )
}

/** The first line of a page is its title, so there is room for the prelude. */
function textOf({ snippets, prelude = '' }: PageModule): string {
  const lines = [`${prelude};export {}`]
  for (const { line, code } of snippets) {
    while (lines.length < line) lines.push('')
    const [at, text] = [line - 1, snippets.length === 1 ? code : `{ ${code} }`]
    lines[at] = `${lines[at]}${text}`
  }
  return lines.join('\n')
}
