import { Destinations } from './destinations.ts'
import type { Binding, Router } from './router.ts'

/** One word of the patterns that go through here. */
interface Node<Destination> {
  readonly next: Map<string, Node<Destination>>
  /** Where the patterns lead that end here. */
  readonly destinations: Destinations<Destination>
}

/**
 * To those whose pattern fits the message's key. Both are words with dots between them; in a pattern `*` stands for any
 * one word and `#` for any number of words, none included.
 *
 *     a.b   a.*   a.#   #.c       ┌▶ b
 *                             a ──┼▶ *
 *     as a tree:        root ─┤   └▶ #
 *                             # ───▶ c
 *
 * Patterns that begin alike share the way, so a key is compared with words and not with patterns.
 */
export class TopicRouter<Destination> implements Router<Destination> {
  private readonly root: Node<Destination> = emptyNode()

  add({ destination, routingKey }: Binding<Destination>): void {
    let node = this.root
    for (const word of wordsOf(routingKey)) {
      let next = node.next.get(word)
      if (next === undefined) {
        next = emptyNode()
        node.next.set(word, next)
      }
      node = next
    }
    node.destinations.add(destination)
  }

  remove({ destination, routingKey }: Binding<Destination>): void {
    const words = wordsOf(routingKey)
    const trail: Node<Destination>[] = [this.root]
    for (const word of words) {
      const next = trail.at(-1)?.next.get(word)
      if (next === undefined) return
      trail.push(next)
    }
    trail.at(-1)?.destinations.remove(destination)
    // What leads nowhere any more is cut off, from the tip back.
    for (let depth = words.length; depth > 0 && isEmpty(trail[depth] as Node<Destination>); depth--) {
      trail[depth - 1]?.next.delete(words[depth - 1] as string)
    }
  }

  route(routingKey: string): readonly Destination[] {
    const found = new Set<Destination>()
    collect(this.root, wordsOf(routingKey), 0, found)
    return [...found]
  }
}

/** Adds all destinations whose pattern goes on from `node` with what fits the words from `at` on. */
function collect<Destination>(
  node: Node<Destination>,
  words: readonly string[],
  at: number,
  found: Set<Destination>,
): void {
  const any = node.next.get('#')
  if (any !== undefined) for (let skip = at; skip <= words.length; skip++) collect(any, words, skip, found)
  if (at === words.length) {
    for (const destination of node.destinations.all) found.add(destination)
    return
  }
  const same = node.next.get(words[at] as string)
  // A word of the key that is written like a wildcard has been followed as one, or is about to be.
  if (same !== undefined && same !== any) collect(same, words, at + 1, found)
  const one = node.next.get('*')
  if (one !== undefined && one !== same) collect(one, words, at + 1, found)
}

/** An empty key has no words; one that is a single dot has two, both empty. */
function wordsOf(key: string): string[] {
  return key === '' ? [] : key.split('.')
}

function emptyNode<Destination>(): Node<Destination> {
  return { next: new Map(), destinations: new Destinations() }
}

function isEmpty(node: Node<unknown>): boolean {
  return node.next.size === 0 && node.destinations.all.length === 0
}
