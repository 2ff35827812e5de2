// The page, where it begins:
//
//     app.ts            what stands where, and what is chosen
//     source.ts         what the server tells, and how to ask it
//     conversation.ts   the rows
//     hold.ts           frames that are held on their way
//     closeup.ts        one of them from near: octets and fields
//     lesson.ts         the lessons
//     words.ts          what the specification says

import { html } from 'htm/preact'
import { render } from 'preact'
import { App } from './app.ts'

render(html`<${App} />`, document.body)
