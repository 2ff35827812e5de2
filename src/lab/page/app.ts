import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { HeldInfo, HoldState, LessonInfo, LessonState, Row } from '../row.ts'
import type { Place } from '../server.ts'
import { CloseupView } from './closeup.ts'
import { Conversation } from './conversation.ts'
import { Hold } from './hold.ts'
import { LessonView } from './lesson.ts'
import { hear, lessons, place } from './source.ts'

/** More rows would make the page slow; the server keeps more. */
const MOST_ROWS = 2000

/** What stands where: lessons, the conversation, and what is chosen of it. */
export function App(): VNode {
  const [where, setWhere] = useState<Place>()
  const [list, setList] = useState<readonly LessonInfo[]>([])
  const [lesson, setLesson] = useState<LessonState | null>(null)
  const [rows, setRows] = useState<readonly Row[]>([])
  const [problem, setProblem] = useState<string>()
  const [filter, setFilter] = useState('')
  const [chosen, setChosen] = useState<number>()
  const [holding, setHolding] = useState<HoldState>({ held: [] })
  const [chosenHeld, setChosenHeld] = useState<HeldInfo>()

  useEffect(() => {
    void place().then(setWhere)
    void lessons().then(setList)
  }, [])
  useEffect(() => {
    setRows([])
    return hear(filter, {
      onOtherLab: () => {
        setRows([])
        setChosen(undefined)
        void place().then(setWhere)
      },
      onRows: (some) => setRows((before) => [...before, ...some].slice(-MOST_ROWS)),
      onLesson: setLesson,
      onHold: (state) => {
        setHolding(state)
        // What comes to be held is what somebody wants to see.
        setChosenHeld(state.held.at(-1))
      },
      onProblem: setProblem,
    })
  }, [filter])

  const choose = (id: number): void => {
    setChosenHeld(undefined)
    setChosen(id)
  }
  return html`
    <header>
      <h1>wirehare lab</h1>
      <p>
        Connect a program to <code>${where?.url ?? '…'}</code> and see what it says to
        ${' '}<code>${where?.broker ?? '…'}</code>, or play a lesson.
      </p>
    </header>
    <main>
      <${LessonView} list=${list} lesson=${lesson} />
      <section class="conversation" aria-label="Conversation">
        <${Conversation} rows=${rows} chosen=${chosen} onChoose=${choose} filter=${filter} onFilter=${setFilter} problem=${problem} />
        <${Hold} state=${holding} chosen=${chosenHeld} onChoose=${setChosenHeld} />
      </section>
      <${CloseupView} id=${chosen} held=${chosenHeld} rows=${rows} onChoose=${choose} />
    </main>
  `
}
