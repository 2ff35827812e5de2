import { setImmediate as nextTurn } from 'node:timers/promises'
import { format } from 'node:util'
import type { Token } from 'marked'
import { AmqpError } from '../errors.ts'
import { deferred } from '../util/deferred.ts'
import type { Lesson, Step } from './lesson.ts'
import { compile } from './program.ts'
import { type Library, Stage } from './stage.ts'

/** What a step led to, line by line. */
export interface Outcome {
  readonly step: Step
  readonly printed: readonly string[]
  readonly travelled: readonly string[]
}

/** Who a lesson is played to. */
export interface Audience {
  /** Resolves when a step may begin, or the words before it. */
  ready(): Promise<void>
  /** Something is said. */
  prose(token: Token): void
  /** This is what is done now. */
  code(code: string): void
  /** And that was the outcome. */
  outcome(outcome: Outcome): void
}

/** A lesson did not go as its page says. */
export class LessonError extends Error {
  override readonly name: string = 'LessonError'
  readonly code: string = 'LESSON_FAILED'
}

/** A step that takes longer waits for something that does not come. */
const STEP_MS = 30_000

/**
 * Plays a lesson on a broker, step by step, and holds it to what its page says.
 * @throws {LessonError} where something else happens
 * @throws {AmqpError} where a step fails that is not meant to, because the broker cannot be reached for example
 */
export async function play(lesson: Lesson, library: Library, url: string, audience: Audience): Promise<void> {
  await using stage = new Stage(library, url)
  const late = deferred<never>()
  const printed: string[] = []
  let next = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let step: Step | undefined

  const goOn = async (): Promise<void> => {
    await finish()
    await audience.ready()
    for (let part = lesson.parts[next]; part?.kind === 'prose'; part = lesson.parts[++next])
      audience.prose(part.token)
    const begun = lesson.parts[next++]
    if (begun?.kind !== 'step') return
    step = begun
    audience.code(begun.code)
    const tooLong = failed(lesson, begun, `it waited for ${STEP_MS} ms for what does not come`)
    timer = setTimeout(() => late.reject(tooLong), STEP_MS)
  }
  const finish = async (): Promise<void> => {
    if (step === undefined) return
    clearTimeout(timer)
    // What its last lines have sent leaves with this turn.
    await nextTurn()
    const outcome: Outcome = { step, printed: printed.splice(0), travelled: stage.travels.take() }
    step = undefined
    audience.outcome(outcome)
    judge(lesson, outcome)
  }

  try {
    const program = compile(lesson.parts.filter((part) => part.kind === 'step'))
    const console = { log: (...values: unknown[]) => void printed.push(...format(...values).split('\n')) }
    await Promise.race([program({ load: stage.load, console, step: goOn }), late.promise])
    await goOn()
  } catch (error) {
    if (step === undefined || error instanceof AmqpError || error instanceof LessonError) throw error
    throw failed(lesson, step, String(error), { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

function judge(lesson: Lesson, { step, printed, travelled }: Outcome): void {
  const difference =
    differenceBetween('it prints', printed, step.prints) ??
    differenceBetween('there travels', travelled, step.travels)
  if (difference !== undefined) throw failed(lesson, step, difference)
}

/** Says where lines are not those of the page; undefined where they are, or the page has none. */
function differenceBetween(
  what: string,
  lines: readonly string[],
  page: string | undefined,
): string | undefined {
  if (page === undefined) return undefined
  const expected = page.split('\n')
  const at = Array.from({ length: Math.max(lines.length, expected.length) }, (_, index) => index).find(
    (index) => !matches(lines[index], expected[index]),
  )
  if (at === undefined) return undefined
  const [is, said] = [lines[at] ?? 'nothing', expected[at] ?? 'nothing more']
  return `${what} "${is}" where the page has "${said}"`
}

/** An ellipsis stands for anything. */
function matches(line: string | undefined, expected: string | undefined): boolean {
  if (line === undefined || expected === undefined) return false
  const pattern = expected.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.*')}$`).test(line)
}

function failed({ file }: Lesson, { line }: Step, what: string, options?: ErrorOptions): LessonError {
  return new LessonError(`docs/learn/${file}:${line}: ${what}`, options)
}
