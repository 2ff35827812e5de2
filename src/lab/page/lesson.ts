import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { LessonInfo, LessonPart, LessonState } from '../row.ts'
import { begin, goOn } from './source.ts'

interface Props {
  readonly list: readonly LessonInfo[]
  readonly lesson: LessonState | null
}

/** The lessons, and the one that is played. */
export function LessonView({ list, lesson }: Props): VNode {
  return html`
    <section class="lesson" aria-label="Lessons">
      <select aria-label="Lesson" onChange=${({ currentTarget }: Chosen) => currentTarget.value !== '' && begin(currentTarget.value)}>
        <option value="" selected=${lesson === null}>Choose a lesson …</option>
        ${levels(list).map(
          ([level, some]) => html`
            <optgroup label=${level}>
              ${some.map(
                ({ number, name, title }) =>
                  html`<option value=${name} selected=${name === lesson?.name}>${number}. ${title}</option>`,
              )}
            </optgroup>
          `,
        )}
      </select>
      ${lesson === null ? html`<p class="empty">A lesson is a program that explains itself: what it does travels, and is seen on the right.</p>` : html`<${Playing} lesson=${lesson} list=${list} />`}
    </section>
  `
}

interface Chosen {
  readonly currentTarget: HTMLSelectElement
}

function levels(list: readonly LessonInfo[]): [level: string, lessons: LessonInfo[]][] {
  return [...new Set(list.map(({ level }) => level))].map((level) => [
    level,
    list.filter((lesson) => lesson.level === level),
  ])
}

function Playing({
  lesson,
  list,
}: {
  readonly lesson: LessonState
  readonly list: readonly LessonInfo[]
}): VNode {
  const end = useRef<HTMLDivElement>(null)
  const { name, title, state, problem, parts } = lesson
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [lesson])
  const next = list[list.findIndex((one) => one.name === name) + 1]
  return html`
    <div class="playing">
      <h2>${title}</h2>
      ${parts.map((part) => html`<${Part} part=${part} />`)}
      <div class="next" ref=${end}>
        ${state === 'waiting' && html`<button class="main" onClick=${goOn}>Go on</button>`}
        ${state === 'running' && html`<p class="empty">It runs …</p>`}
        ${state === 'failed' && html`<p class="problem" role="alert">${problem}</p>`}
        ${(state === 'done' || state === 'failed') && html`<button onClick=${() => begin(name)}>Once more</button>`}
        ${state === 'done' && next !== undefined && html`<button class="main" onClick=${() => begin(next.name)}>Next: ${next.title}</button>`}
      </div>
    </div>
  `
}

function Part({ part }: { readonly part: LessonPart }): VNode {
  // The words are those of the pages of this package.
  if (part.kind === 'prose')
    return html`<div class="prose" dangerouslySetInnerHTML=${{ __html: part.html }}></div>`
  const { code, printed = [] } = part
  return html`
    <pre class="code">${code}</pre>
    ${printed.length > 0 && html`<pre class="printed" aria-label="What it prints">${printed.join('\n')}</pre>`}
  `
}
