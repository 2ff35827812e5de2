import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Row } from '../row.ts'

interface Props {
  readonly rows: readonly Row[]
  readonly chosen: number | undefined
  readonly onChoose: (id: number) => void
  readonly filter: string
  readonly onFilter: (filter: string) => void
  readonly problem: string | undefined
}

/** What travelled, a row for each command, the latest at the bottom. */
export function Conversation({ rows, chosen, onChoose, filter, onFilter, problem }: Props): VNode {
  const list = useRef<HTMLOListElement>(null)
  const follows = useRef(true)
  useEffect(() => {
    const element = list.current
    if (element !== null && follows.current) element.scrollTop = element.scrollHeight
  }, [rows])
  const onScroll = ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: Scrolled): void => {
    follows.current = scrollTop + clientHeight >= scrollHeight - 4
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const commands = rows.filter(({ number }) => number !== undefined)
    const at = commands.findIndex(({ id }) => id === chosen)
    const next = commands[Math.max(0, Math.min(commands.length - 1, at + step))]
    if (next === undefined) return
    onChoose(next.id)
    list.current?.querySelector<HTMLElement>(`[data-id="${next.id}"]`)?.focus()
  }
  const hasMany = rows.some(({ connection }) => connection > 1)
  return html`
      <form
        onSubmit=${(event: SubmitEvent) => {
          event.preventDefault()
          onFilter(new FormData(event.currentTarget as HTMLFormElement).get('filter') as string)
        }}
      >
        <input
          name="filter"
          type="search"
          aria-label="Filter"
          placeholder="method == basic.publish and routingKey matches 'eu.*'"
          spellcheck=${false}
          defaultValue=${filter}
        />
        <button>Filter</button>
      </form>
      ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
      ${
        rows.length === 0 &&
        problem === undefined &&
        html`<p class="empty">${filter.trim() === '' ? 'Nothing has travelled yet.' : 'Nothing passes the filter yet.'}</p>`
      }
      <ol class="rows" ref=${list} onScroll=${onScroll} onKeyDown=${onKeyDown}>
        ${rows.map(
          (row) =>
            html`<${RowView} key=${row.id} row=${row} hasMany=${hasMany} isChosen=${row.id === chosen} onChoose=${onChoose} />`,
        )}
      </ol>
  `
}

interface Scrolled {
  readonly currentTarget: HTMLElement
}

interface RowProps {
  readonly row: Row
  readonly hasMany: boolean
  readonly isChosen: boolean
  readonly onChoose: (id: number) => void
}

function RowView({ row, hasMany, isChosen, onChoose }: RowProps): VNode {
  const { id, number, connection, channel = 0, at, isOut, name, text, answers, latencyMs, isBad } = row
  const kind = `${isBad ? 'bad' : ''} ${isOut === true ? 'out' : 'in'}`
  if (number === undefined)
    return html`<li class="note ${kind}"><time>${at.toFixed(3)}</time><span>connection ${connection}: ${text}</span></li>`
  return html`
    <li>
      <button
        data-id=${id}
        class="row ${kind}"
        aria-pressed=${isChosen}
        title=${text}
        onClick=${() => onChoose(id)}
      >
        <span class="number">${number}</span>
        <time>${at.toFixed(3)}</time>
        <span class="way">${isOut === true ? '→' : '←'}</span>
        <span class="channel">${hasMany ? `${connection}:${channel}` : channel}</span>
        <span class="words"><b>${name}</b> ${text}</span>
        <span class="ties">${tiesText(answers, latencyMs)}</span>
      </button>
    </li>
  `
}

/** What it answers, and how long that took. */
function tiesText(answers: readonly number[], latencyMs: number | undefined): string {
  const [first, last] = [answers[0], answers.at(-1)]
  const numbers = answers.length > 2 ? `#${first}…#${last}` : answers.map((number) => `#${number}`).join(' ')
  return latencyMs === undefined ? numbers : `${numbers} ${latencyMs.toPrecision(3)} ms`
}
