import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Closeup, Field, FrameCloseup, HeldInfo, Row } from '../row.ts'
import { closeupOf } from './source.ts'
import { Words } from './words.ts'

/** A field of a frame that somebody points at. */
interface Pointed {
  readonly frame: FrameCloseup
  readonly field: Field
}

interface Props {
  readonly id: number | undefined
  /** A frame that is held: it is shown instead. */
  readonly held: HeldInfo | undefined
  readonly rows: readonly Row[]
  readonly onChoose: (id: number) => void
}

/** A command from near: each octet with the field that it belongs to, and what the specification says of it. */
export function CloseupView({ id, held, rows, onChoose }: Props): VNode {
  const [found, setFound] = useState<Closeup>()
  const [pointed, setPointed] = useState<Pointed>()
  useEffect(() => {
    let isWanted = true
    setPointed(undefined)
    if (id === undefined) setFound(undefined)
    else void closeupOf(id).then((closeup) => isWanted && setFound(closeup))
    return () => {
      isWanted = false
    }
  }, [id])
  useEffect(() => setPointed(undefined), [held?.id])
  const closeup = held?.closeup ?? found
  if (closeup === undefined)
    return html`<section class="closeup" aria-label="Close-up"><p class="empty">Choose a row to see its octets.</p></section>`
  const docs = pointed?.field.docs ?? closeup.docs
  return html`
    <section class="closeup" aria-label="Close-up">
      <h2>${closeup.name}${held !== undefined && ', held'}</h2>
      ${held === undefined && html`<${Partners} id=${closeup.id} rows=${rows} onChoose=${onChoose} />`}
      <div class="frames">
        ${closeup.frames.map(
          (frame) =>
            html`<${FrameView} key=${frame.number} frame=${frame} pointed=${pointed} onPoint=${setPointed} />`,
        )}
      </div>
      <aside aria-label="What it is" aria-live="polite">
        <h3>${pointed === undefined ? closeup.name : `${pointed.field.label} ${pointed.field.text}`}</h3>
        ${docs !== undefined && html`<p><${Words} text=${docs.purpose} /></p>`}
        ${docs?.rabbitmq !== undefined && html`<p><b>RabbitMQ:</b> <${Words} text=${docs.rabbitmq} /></p>`}
        ${pointed?.field.problem !== undefined && html`<p class="problem">${pointed.field.problem}</p>`}
      </aside>
    </section>
  `
}

/** Ways to what it answers, and to what answers it. */
function Partners({ id, rows, onChoose }: Omit<Props, 'held'>): VNode | null {
  const row = rows.find((one) => one.id === id)
  if (row?.number === undefined) return null
  const { number, answers } = row
  const kinds = [
    {
      words: 'answers',
      partners: rows.filter((one) => one.number !== undefined && answers.includes(one.number)),
    },
    { words: 'answered by', partners: rows.filter((one) => one.answers.includes(number)) },
  ]
  return html`
    ${kinds.map(
      ({ words, partners }) =>
        partners.length > 0 &&
        html`<p class="partners">
          ${words} ${partners
            .slice(0, MOST_PARTNERS)
            .map(
              (one) => html`<button onClick=${() => onChoose(one.id)}>#${one.number} ${one.name}</button>`,
            )}
          ${partners.length > MOST_PARTNERS && `and ${partners.length - MOST_PARTNERS} more`}
        </p>`,
    )}
  `
}

/** One ack can settle thousands. */
const MOST_PARTNERS = 8

interface FrameProps {
  readonly frame: FrameCloseup
  readonly pointed: Pointed | undefined
  readonly onPoint: (pointed: Pointed) => void
}

function FrameView({ frame, pointed, onPoint }: FrameProps): VNode {
  const { number, kind, length, hex, fields } = frame
  const field = pointed?.frame === frame ? pointed.field : undefined
  const pointAt = (octet: number): void => {
    const found = fieldAt(fields, octet)
    if (found !== undefined) onPoint({ frame, field: found })
  }
  return html`
    <article>
      <h3>${number > 0 && `frame ${number}, `}${kind}, ${length} octets</h3>
      <div class="hex">
        ${hex.map(
          (octet, at) =>
            html`<span
              class=${field !== undefined && at >= field.from && at < field.to ? 'pointed' : ''}
              onMouseOver=${() => pointAt(at)}
              >${octet}</span
            >`,
        )}
        ${hex.length < length && html`<span class="more">… ${length - hex.length} more</span>`}
      </div>
      <${FieldList} frame=${frame} fields=${fields} field=${field} onPoint=${onPoint} />
    </article>
  `
}

interface FieldListProps {
  readonly frame: FrameCloseup
  readonly fields: readonly Field[]
  readonly field: Field | undefined
  readonly onPoint: (pointed: Pointed) => void
  readonly isInner?: boolean
}

function FieldList({ frame, fields, field, onPoint, isInner = false }: FieldListProps): VNode {
  return html`
    <ul class="fields ${isInner ? 'inner' : ''}">
      ${fields.map((one) => {
        const point = (): void => onPoint({ frame, field: one })
        return html`
          <li>
            <button
              class="field ${one === field ? 'pointed' : ''} ${one.problem === undefined ? '' : 'bad'}"
              onMouseOver=${point}
              onFocus=${point}
            >
              <b>${one.label}</b> ${one.text}
            </button>
            ${one.fields.length > 0 && html`<${FieldList} frame=${frame} fields=${one.fields} field=${field} onPoint=${onPoint} isInner />`}
          </li>
        `
      })}
    </ul>
  `
}

/** The innermost field that an octet belongs to. Bits share theirs: it belongs to all of them. */
function fieldAt(fields: readonly Field[], octet: number): Field | undefined {
  const found = fields.find(({ from, to }) => octet >= from && octet < to)
  if (found === undefined) return undefined
  const inner = found.fields.filter(({ from, to }) => octet >= from && octet < to)
  return inner.length === 1 ? fieldAt(inner, octet) : found
}
