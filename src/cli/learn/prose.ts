import type { Token, Tokens } from 'marked'
import type { painter, Span, Style } from '../../inspect/text-layout.ts'
import { columnsOfSpans, painted } from '../trace/columns.ts'

type Paint = ReturnType<typeof painter>

/** A part of a page as lines of a terminal, none of them longer than `width` where words allow. */
export function proseLines(token: Token, width: number, paint: Paint): string[] {
  switch (token.type) {
    case 'heading':
      return linesOf(spansOf((token as Tokens.Heading).tokens, 'bold'), width, '', paint)
    case 'list':
      return (token as Tokens.List).items.flatMap(({ tokens }) =>
        linesOf([['• '], ...spansOf(tokens)], width, '  ', paint),
      )
    case 'code':
      return (token as Tokens.Code).text.split('\n').map((line) => paint('dim', `  ${line}`))
    case 'table':
      return tableLines(token as Tokens.Table, paint)
    default:
      return linesOf(spansOf([token]), width, '', paint)
  }
}

/** Columns as wide as their widest cell; those of a lesson fit. */
function tableLines({ header, rows }: Tokens.Table, paint: Paint): string[] {
  const cells = [header, ...rows].map((row) => row.map(({ tokens }) => spansOf(tokens)))
  const widths = header.map((_, column) => Math.max(...cells.map((row) => columnsOfSpans(row[column] ?? []))))
  return cells.map((row, at) => {
    const spans = row.flatMap((cell, column): Span[] => [
      ['  '],
      ...(at === 0 ? cell.map(([text]): Span => [text, 'bold']) : cell),
      [' '.repeat((widths[column] ?? 0) - columnsOfSpans(cell))],
    ])
    return painted(spans, paint)
  })
}

/** The texts within tokens, and how each looks. */
function spansOf(tokens: readonly Token[], style?: Style): Span[] {
  return tokens.flatMap((token): Span[] => {
    const { type, text, tokens: inner } = token as Tokens.Generic
    if (type === 'codespan') return [[text as string, 'cyan']]
    const own: Style | undefined = type === 'strong' ? 'bold' : type === 'em' ? 'italic' : style
    return inner === undefined ? [[(text as string | undefined) ?? token.raw, own]] : spansOf(inner, own)
  })
}

/** Words in lines; all but the first begin with `hanging`. */
function linesOf(spans: readonly Span[], width: number, hanging: string, paint: Paint): string[] {
  const lines: Span[][] = [[]]
  let columns = 0
  for (const word of wordsOf(spans)) {
    const wordColumns = columnsOfSpans(word)
    if (columns > 0 && columns + 1 + wordColumns > width) {
      lines.push([[hanging]])
      columns = hanging.length
    } else if (columns > 0) {
      lines.at(-1)?.push([' '])
      columns++
    }
    lines.at(-1)?.push(...word)
    columns += wordColumns
  }
  return lines.map((line) => painted(line, paint))
}

/** What stands between two spaces: `ack` in code and the comma behind it stay together. */
function wordsOf(spans: readonly Span[]): Span[][] {
  const words: Span[][] = [[]]
  for (const [text, style] of spans) {
    for (const piece of text.split(/(\s+)/)) {
      if (piece.trim() !== '') words.at(-1)?.push([piece, style])
      else if (piece !== '') words.push([])
    }
  }
  return words.filter((word) => word.length > 0)
}
