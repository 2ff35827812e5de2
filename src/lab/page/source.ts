import type { HoldAction } from '../holding.ts'
import type { Closeup, HoldState, LessonInfo, LessonState, Row } from '../row.ts'
import type { Place } from '../server.ts'

/** What the page hears. */
export interface Hearer {
  /** Another lab is at this address now: what was shown of the one before is over. */
  onOtherLab(): void
  onRows(rows: readonly Row[]): void
  onLesson(state: LessonState | null): void
  onHold(state: HoldState): void
  /** The filter cannot be read, or the server is gone; undefined when all is well. */
  onProblem(words: string | undefined): void
}

/** Hears what is seen and passes the filter, from the oldest row that is kept; returns how to stop that. */
export function hear(filter: string, hearer: Hearer): () => void {
  const path = `/events?filter=${encodeURIComponent(filter)}`
  const events = new EventSource(path)
  let lab: string | undefined
  let rows: Row[] = []
  // Many may come at once: the page is drawn once for all of them.
  const flush = (): void => {
    const some = rows
    rows = []
    if (some.length > 0) hearer.onRows(some)
  }
  events.addEventListener('lab', ({ data }) => {
    if (lab !== undefined && lab !== data) hearer.onOtherLab()
    lab = data as string
  })
  events.addEventListener('row', ({ data }) => {
    if (rows.length === 0) requestAnimationFrame(flush)
    rows.push(JSON.parse(data) as Row)
  })
  events.addEventListener('lesson', ({ data }) => hearer.onLesson(JSON.parse(data) as LessonState | null))
  events.addEventListener('hold', ({ data }) => hearer.onHold(JSON.parse(data) as HoldState))
  events.addEventListener('ready', () => hearer.onProblem(undefined))
  events.addEventListener('error', () => {
    // An EventSource keeps to itself what it was answered.
    if (events.readyState === EventSource.CLOSED)
      void fetch(path).then(
        async (response) => hearer.onProblem(await response.text()),
        () => hearer.onProblem('The lab has ended.'),
      )
    else hearer.onProblem('The lab has ended, or cannot be reached; trying again.')
  })
  return () => events.close()
}

export function closeupOf(id: number): Promise<Closeup | undefined> {
  return asked(`/closeups/${id}`)
}

export function place(): Promise<Place | undefined> {
  return asked('/place')
}

export async function lessons(): Promise<readonly LessonInfo[]> {
  return (await asked<readonly LessonInfo[]>('/lessons')) ?? []
}

export async function begin(lesson: string): Promise<void> {
  await act(`/lessons/${lesson}`)
}

export async function goOn(): Promise<void> {
  await act('/go-on')
}

/** Holds frames, none where the text is empty; returns what is wrong with it, or undefined. */
export async function hold(frames: string): Promise<string | undefined> {
  const response = await act(`/hold?frames=${encodeURIComponent(frames)}`)
  return response === undefined || response.ok ? undefined : response.text()
}

export async function decide(id: number, action: HoldAction): Promise<void> {
  await act(`/held/${id}/${action}`)
}

/** What the server answers; undefined where it has nothing, or is gone. */
async function asked<T>(path: string): Promise<T | undefined> {
  const response = await fetch(path).catch(() => undefined)
  return response?.ok === true ? ((await response.json()) as T) : undefined
}

/** Asks for something to be done; undefined where the server is gone, which the events tell. */
function act(path: string): Promise<Response | undefined> {
  return fetch(path, { method: 'POST', headers: { 'x-wirehare': 'lab' } }).catch(() => undefined)
}
