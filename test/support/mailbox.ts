/** Keeps what comes by callback until a test asks for it, in order. */
export class Mailbox<T> {
  private readonly come: T[] = []
  private wake: () => void = () => {}

  readonly put = (item: T): void => {
    this.come.push(item)
    this.wake()
  }

  async next(): Promise<T> {
    while (this.come.length === 0) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    return this.come.shift() as T
  }

  async take(count: number): Promise<T[]> {
    const all: T[] = []
    while (all.length < count) all.push(await this.next())
    return all
  }

  get isEmpty(): boolean {
    return this.come.length === 0
  }
}
