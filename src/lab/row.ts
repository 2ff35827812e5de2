import type { DocsInfo } from '../generated/metadata.ts'

// What the page is told, as JSON.

/** A line of the conversation: a command, a frame that belongs to none, or something worth a note. */
export interface Row {
  /** Counted from 1 over all rows; by it the page asks for a close-up. */
  readonly id: number
  /** The number of its first frame; undefined for a note. */
  readonly number?: number
  readonly connection: number
  readonly channel?: number
  /** Seconds since the watching began. */
  readonly at: number
  /** Whether the client sent it. */
  readonly isOut?: boolean
  /** Such as `queue.declare`; empty for a note. */
  readonly name: string
  /** What it says, in a line. */
  readonly text: string
  /** What it answers or settles, by their numbers. */
  readonly answers: readonly number[]
  readonly latencyMs?: number
  /** Whether it is a refusal, or something is wrong with it. */
  readonly isBad: boolean
}

/** All there is to see of a row. */
export interface Closeup {
  readonly id: number
  readonly name: string
  readonly docs?: DocsInfo
  readonly frames: readonly FrameCloseup[]
}

/** A frame, octet by octet. */
export interface FrameCloseup {
  readonly number: number
  /** Such as `method` or `header`. */
  readonly kind: string
  /** All octets that it has. */
  readonly length: number
  /** Its octets as they are shown, two digits each; of a very long frame the first. */
  readonly hex: readonly string[]
  readonly fields: readonly Field[]
}

/** A piece of a frame with its name. */
export interface Field {
  readonly label: string
  /** Its value and what that stands for; empty where it consists of others. */
  readonly text: string
  readonly docs?: DocsInfo
  readonly problem?: string
  /** Its octets: `[from..to)` of the frame. */
  readonly from: number
  readonly to: number
  readonly fields: readonly Field[]
}

/** What is to be held, and what is. */
export interface HoldState {
  /** Which frames; undefined where none are. */
  readonly condition?: string
  readonly held: readonly HeldInfo[]
}

/** A frame that is held. */
export interface HeldInfo {
  readonly id: number
  readonly connection: number
  readonly channel?: number
  /** Whether the client sent it. */
  readonly isOut: boolean
  readonly name: string
  readonly text: string
  readonly closeup: Closeup
}

/** A lesson in the list. */
export interface LessonInfo {
  readonly number: number
  readonly name: string
  readonly title: string
  readonly level: string
  readonly about: string
}

/** How far the lesson that is played has come. */
export interface LessonState {
  readonly name: string
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** What went wrong, where it failed. */
  readonly problem?: string
  readonly parts: readonly LessonPart[]
}

/** Words as HTML, or a step with what came of it. */
export type LessonPart =
  | { readonly kind: 'prose'; readonly html: string }
  | { readonly kind: 'step'; readonly code: string; readonly printed?: readonly string[] }
