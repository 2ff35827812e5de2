/** A state that pages are told of: what it is now, and each time it changes. */
export class Told<State> {
  private readonly now: () => State
  private readonly listeners: Set<(state: State) => void> = new Set()

  /** @param now what the state is */
  constructor(now: () => State) {
    this.now = now
  }

  /** Hears the state, now and each time it changes; returns how to stop that. */
  listen(listener: (state: State) => void): () => void {
    listener(this.now())
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** It has changed. */
  tell(): void {
    for (const listener of this.listeners) listener(this.now())
  }
}
