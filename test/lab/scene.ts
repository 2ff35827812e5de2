import { expect } from 'vitest'
import { type Broker, startBroker } from '../../src/broker/index.ts'
import { library } from '../../src/cli/learn/library.ts'
import { Lab } from '../../src/lab/lab.ts'
import type { LessonState } from '../../src/lab/row.ts'

/** A lab in front of a broker of its own, on free ports. */
export async function labScene(): Promise<{ lab: Lab; broker: Broker; close(): Promise<void> }> {
  const broker = await startBroker({ port: 0 })
  const lab = await labAt(broker.url)
  return {
    lab,
    broker,
    async close() {
      await lab.close()
      await broker.close()
    },
  }
}

/** A lab in front of a broker that is there already. */
export async function labAt(to: string): Promise<Lab> {
  const onError = (error: Error): never => {
    throw error
  }
  return Lab.start({ to, port: 0, amqpPort: 0, library: await library(), onError })
}

/** Asks a lab to do something, as its page does. */
export async function act(lab: Lab, path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(new URL(path, lab.pageUrl), {
    method: 'POST',
    headers: { 'x-wirehare': 'lab' },
  })
  return { status: response.status, text: await response.text() }
}

/** Plays a lesson, going on each time it waits, and returns what is to be seen at the end. */
export async function played(lab: Lab, lesson: string): Promise<LessonState> {
  let isBegun = false
  for await (const { event, data } of eventsOf(lab)) {
    if (event === 'ready') expect(await act(lab, `/lessons/${lesson}`)).toEqual(DONE)
    if (event !== 'lesson' || data === null) continue
    const state = data as LessonState
    isBegun ||= state.name === lesson
    if (!isBegun) continue
    if (state.state === 'waiting') expect(await act(lab, '/go-on')).toEqual(DONE)
    if (state.state === 'done' || state.state === 'failed') return state
  }
  throw new Error('the lab has ended')
}

const DONE = { status: 204, text: '' }

/** What a page hears. */
export interface Heard {
  readonly event: string
  readonly id: string | undefined
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at what it knows is there
  readonly data: any
}

/** The events of a lab as a browser hears them, until the loop over them is left. */
export async function* eventsOf(
  lab: Lab,
  { filter = '', after }: { filter?: string; after?: string } = {},
): AsyncGenerator<Heard, void, undefined> {
  const headers: Record<string, string> = after === undefined ? {} : { 'last-event-id': after }
  const response = await fetch(`${lab.pageUrl}events?filter=${encodeURIComponent(filter)}`, { headers })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  let text = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() as string
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]))
      yield {
        event: fields.get('event') as string,
        id: fields.get('id'),
        data: JSON.parse(fields.get('data') as string),
      }
    }
  }
}

/** The rows that pass a filter, up to the one that the test waits for. */
export async function rowsUntil(
  lab: Lab,
  // biome-ignore lint/suspicious/noExplicitAny: as above
  isLast: (row: any) => boolean,
  options?: { filter?: string; after?: string },
  // biome-ignore lint/suspicious/noExplicitAny: as above
): Promise<any[]> {
  const rows = []
  for await (const { event, data } of eventsOf(lab, options)) {
    if (event !== 'row') continue
    rows.push(data)
    if (isLast(data)) break
  }
  return rows
}
