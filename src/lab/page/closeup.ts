import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Closeup, Field, FrameCloseup } from '../row.ts'
import { closeupOf } from './source.ts'
import { Words } from './words.ts'

/** A field of a frame that somebody points at. */
interface Pointed {
  readonly frame: FrameCloseup
  readonly field: Field
}

/** A command from near: each octet with the field that it belongs to, and what the specification says of it. */
export function CloseupView({ id }: { readonly id: number | undefined }): VNode {
  const [closeup, setCloseup] = useState<Closeup>()
  const [pointed, setPointed] = useState<Pointed>()
  useEffect(() => {
    let isWanted = true
    setPointed(undefined)
    if (id === undefined) setCloseup(undefined)
    else void closeupOf(id).then((found) => isWanted && setCloseup(found))
    return () => {
      isWanted = false
    }
  }, [id])
  if (closeup === undefined)
    return html`<section class="closeup" aria-label="Close-up"><p class="empty">Choose a row to see its octets.</p></section>`
  const docs = pointed?.field.docs ?? closeup.docs
  return html`
    <section class="closeup" aria-label="Close-up">
      <h2>${closeup.name}</h2>
      <div class="frames">
        ${closeup.frames.map(
          (frame) =>
            html`<${FrameView} key=${frame.number} frame=${frame} pointed=${pointed} onPoint=${setPointed} />`,
        )}
      </div>
      <aside aria-label="What it is" aria-live="polite">
        <h3>${pointed === undefined ? closeup.name : `${pointed.field.label} ${pointed.field.text}`}</h3>
        <p><${Words} text=${docs?.purpose ?? 'Named by whoever sent it.'} /></p>
        ${docs?.rabbitmq !== undefined && html`<p><b>RabbitMQ:</b> <${Words} text=${docs.rabbitmq} /></p>`}
        ${pointed?.field.problem !== undefined && html`<p class="problem">${pointed.field.problem}</p>`}
      </aside>
    </section>
  `
}

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
      <h3>frame ${number}, ${kind}, ${length} octets</h3>
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
