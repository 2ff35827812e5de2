import { html } from 'htm/preact'
import type { VNode } from 'preact'

/** Words of the specification, in which names stand between backticks. */
export function Words({ text }: { readonly text: string }): VNode {
  return html`${text.split('`').map((part, at) => (at % 2 === 0 ? part : html`<code>${part}</code>`))}`
}
