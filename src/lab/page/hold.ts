import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { HeldInfo, HoldState } from '../row.ts'
import { decide, hold } from './source.ts'

interface Props {
  readonly state: HoldState
  readonly chosen: HeldInfo | undefined
  readonly onChoose: (held: HeldInfo) => void
}

/** Frames that are held on their way, and what to do with each. */
export function Hold({ state: { condition, held }, chosen, onChoose }: Props): VNode {
  const [problem, setProblem] = useState<string>()
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    const frames = new FormData(event.currentTarget as HTMLFormElement).get('frames') as string
    void hold(frames).then(setProblem)
  }
  return html`
    <div class="hold" aria-label="Held frames">
      <form onSubmit=${onSubmit}>
        <input
          name="frames"
          aria-label="Frames to hold"
          placeholder="frames to hold on their way: basic.publish from client"
          spellcheck=${false}
          defaultValue=${condition ?? ''}
        />
        <button>Hold</button>
        ${condition !== undefined && html`<button type="button" onClick=${() => hold('').then(setProblem)}>Hold none</button>`}
      </form>
      ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
      ${
        condition !== undefined &&
        held.length === 0 &&
        html`<p class="empty">Waiting for a frame: <code>${condition}</code></p>`
      }
      <ul>
        ${held.map((one) => html`<${HeldView} key=${one.id} held=${one} isChosen=${one.id === chosen?.id} onChoose=${onChoose} />`)}
      </ul>
    </div>
  `
}

interface HeldProps {
  readonly held: HeldInfo
  readonly isChosen: boolean
  readonly onChoose: (held: HeldInfo) => void
}

function HeldView({ held, isChosen, onChoose }: HeldProps): VNode {
  const { id, connection, channel = 0, isOut, name, text } = held
  return html`
    <li class=${isOut ? 'out' : 'in'}>
      <button class="row" aria-pressed=${isChosen} title=${text} onClick=${() => onChoose(held)}>
        <span class="way">${isOut ? '→' : '←'}</span>
        <span class="channel">${connection}:${channel}</span>
        <span class="words"><b>${name}</b> ${text}</span>
      </button>
      <button class="action" title="Lets it travel on" onClick=${() => decide(id, 'release')}>Let go</button>
      <button class="action" title="Lets it travel on, and holds the next one of its connection" onClick=${() => decide(id, 'step')}>Step</button>
      <button class="action" title="Lets it not travel" onClick=${() => decide(id, 'drop')}>Drop</button>
    </li>
  `
}
