// The code of a page: what stands in its fenced blocks, and in a column of its tables.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Some lines of code, and the line of the page, counted from 1, on which they begin. */
export interface Snippet {
  readonly line: number
  readonly code: string
}

/** A row of a table: the line of the page that it is on, and what it says in the column that was asked for. */
export interface Cell {
  readonly line: number
  readonly text: string
}

/** The text of a page, by its path from the root of the repository. */
export function readPage(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
}

/** The fenced blocks that are marked with this language, whole. */
export function fencedBlocks(page: string, language: string): Snippet[] {
  const lines = page.split('\n')
  const blocks: Snippet[] = []
  for (let at = 0; at < lines.length; at++) {
    const fence = /^```(.*)$/.exec(lines[at] as string)
    if (fence === null) continue
    const end = lines.indexOf('```', at + 1)
    if (end === -1) throw new Error(`the block that begins on line ${at + 1} does not end`)
    if (fence[1] === language) blocks.push({ line: at + 2, code: lines.slice(at + 1, end).join('\n') })
    at = end
  }
  return blocks
}

/** The cells of one column, over all tables of a page that have a column of this name. */
export function tableColumn(page: string, name: string): Cell[] {
  const found: Cell[] = []
  let header: string[] | undefined
  for (const [index, text] of page.split('\n').entries()) {
    const line = index + 1
    const cells = cellsOf(text)
    if (cells !== undefined && header !== undefined && cells.length !== header.length)
      throw new Error(`the row on line ${line} has ${cells.length} cells, and not ${header.length}`)
    const cell = cells?.[header?.indexOf(name) ?? -1]
    if (cell !== undefined && !/^:?-+:?$/.test(cell)) found.push({ line, text: cell })
    header = cells && (header ?? cells)
  }
  return found
}

/** The cells of a table's line; undefined for any other line. A bar inside a cell is written as \\|, also in code. */
function cellsOf(line: string): string[] | undefined {
  if (!line.startsWith('|')) return undefined
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
}

/** The code in a text: what stands between backticks. */
export function inlineCode({ line, text }: Cell): Snippet[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => ({ line, code: code as string }))
}
