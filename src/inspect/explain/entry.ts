import type { CulpritSearch } from './story.ts'

/**
 * One known trouble: how it is recognised by the words of a broker, a client library or the system, and what to make of
 * it. `{name}` in a text stands for what the group of that name matched.
 */
export interface Entry {
  /** For programs: stable, such as `unknown-delivery-tag`. */
  readonly name: string
  /** The trouble in a few words. */
  readonly title: string
  /** What is found in the text, wherever it stands there; its first line in RabbitMQ's log counts as well. */
  readonly words: RegExp
  /** What most likely went wrong. */
  readonly cause: string
  /** What to do. */
  readonly remedy: string
  /** Which earlier frame to look for. */
  readonly look?: string
  /** Finds that frame among the commands of a recording. */
  readonly search?: CulpritSearch
}
