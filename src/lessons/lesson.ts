import { lexer, type Token, type Tokens } from 'marked'

const LEVELS = ['beginner', 'intermediate', 'advanced'] as const

/** How much a lesson takes for granted. */
export type Level = (typeof LEVELS)[number]

/** Something that a lesson does: some lines of its program, and what follows from them. */
export interface Step {
  readonly kind: 'step'
  /** The line of the page on which its code begins, counted from 1. */
  readonly line: number
  readonly code: string
  /** What the code prints; undefined where the page does not say. */
  readonly prints: string | undefined
  /** What travels meanwhile, a line for each command; undefined where the page does not say. */
  readonly travels: string | undefined
}

/** Something that a lesson says, as Markdown. */
export interface Prose {
  readonly kind: 'prose'
  readonly token: Token
}

export type Part = Step | Prose

/** A lesson: a page of Markdown that is a program as well. */
export interface Lesson {
  /** Its file, such as `02-acks.md`. */
  readonly file: string
  /** Its place on the track, counted from 1. */
  readonly number: number
  /** Such as `acks`. */
  readonly name: string
  readonly title: string
  readonly level: Level
  /** What is learned, in a few words. */
  readonly about: string
  /** What it says and does below its title, in order. */
  readonly parts: readonly Part[]
}

const FILE = /^(\d+)-([\w-]+)\.md$/
const TITLE = /^# \d+\. (.+)$/
const ABOUT = new RegExp(`^\\*(${LEVELS.join('|')}): (.+)\\*$`)

/** Whether a file of this name is a lesson. */
export function isLesson(file: string): boolean {
  return FILE.test(file)
}

/**
 * Reads a lesson.
 *
 *     # 2. Acks                                 its title
 *     *beginner: what an ack is*                its level, and what it is about
 *
 *     Words.                                    prose
 *     ```js   channel.basicPublish(…)           a step: it is shown, and done
 *     ```text                                   what the step prints
 *     ```frames                                 what travels meanwhile; `…` stands for anything
 *
 * All steps of a page are one program: what the first declares the last can use.
 * @throws {Error} where the page is no lesson; that is a mistake of whoever wrote it
 */
export function parseLesson(file: string, page: string): Lesson {
  const [, number, name] = FILE.exec(file) ?? []
  const [title, about, ...body] = placed(lexer(page))
  const [, titleText] = TITLE.exec(title?.token.raw.trim() ?? '') ?? []
  const [, level, aboutText] = ABOUT.exec(about?.token.raw.trim() ?? '') ?? []
  if (name === undefined || titleText === undefined || aboutText === undefined)
    throw new Error(`${file} does not begin as a lesson: "# 1. Title", then "*beginner: what it is about*"`)
  return {
    file,
    number: Number(number),
    name,
    title: titleText,
    level: level as Level,
    about: aboutText,
    parts: partsOf(file, body),
  }
}

interface Placed {
  readonly token: Token
  readonly line: number
}

/** All tokens but the space between them, each with the line that it begins on. */
function placed(tokens: readonly Token[]): Placed[] {
  let line = 1
  const all = tokens.map((token) => {
    const at = { token, line }
    line += token.raw.split('\n').length - 1
    return at
  })
  return all.filter(({ token }) => token.type !== 'space')
}

function partsOf(file: string, body: readonly Placed[]): Part[] {
  const parts: Part[] = []
  for (const { token, line } of body) {
    const { lang, text } = token as Tokens.Code
    const last = parts.at(-1)
    if (token.type === 'code' && lang === 'js') {
      parts.push({ kind: 'step', line: line + 1, code: text, prints: undefined, travels: undefined })
    } else if (token.type === 'code' && (lang === 'text' || lang === 'frames')) {
      if (last?.kind !== 'step') throw new Error(`${file}:${line}: there is no step before this`)
      parts[parts.length - 1] = lang === 'text' ? { ...last, prints: text } : { ...last, travels: text }
    } else parts.push({ kind: 'prose', token })
  }
  return parts
}
