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
    const search = new Search<Destination>(wordsOf(routingKey))
    search.follow(this.root, 0)
    return [...search.found]
  }
}

/** The way of one key through the tree. */
class Search<Destination> {
  readonly found: Set<Destination> = new Set()
  private readonly words: readonly string[]
  /** The first word from which each `#` was followed: from there on all has been tried, and a key costs what it is long. */
  private readonly followed: Map<Node<Destination>, number> = new Map()

  constructor(words: readonly string[]) {
    this.words = words
  }

  /** Finds all destinations whose pattern goes on from `node` with what fits the words from `at` on. */
  follow(node: Node<Destination>, at: number): void {
    const any = node.next.get('#')
    if (any !== undefined) this.skip(any, at)
    if (at === this.words.length) {
      for (const destination of node.destinations.all) this.found.add(destination)
      return
    }
    const same = node.next.get(this.words[at] as string)
    // A word of the key that is written like a wildcard has been followed as one, or is about to be.
    if (same !== undefined && same !== any) this.follow(same, at + 1)
    const one = node.next.get('*')
    if (one !== undefined && one !== same) this.follow(one, at + 1)
  }

  /** Lets a `#` stand for no word, for one, and so on to the end. */
  private skip(any: Node<Destination>, at: number): void {
    const end = this.followed.get(any) ?? this.words.length + 1
    if (at >= end) return
    this.followed.set(any, at)
    for (let next = at; next < end; next++) this.follow(any, next)
  }
}

/** An empty key has no words; one that is a single dot has two, both empty. */
function wordsOf(key: string): string[] {
  return key === '' ? [] : key.split('.')
}

function emptyNode<Destination>(): Node<Destination> {
  return { next: new Map(), destinations: new Destinations() }
}

function isEmpty(node: Node<unknown>): boolean {
  return node.next.size === 0 && node.destinations.isEmpty
}
