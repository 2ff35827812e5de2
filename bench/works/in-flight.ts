/** Counts publishes that wait for their confirm, and lets whoever publishes wait for room. */
export class InFlight {
  open: number = 0
  private atMost: number = -1
  private wake: () => void = () => {}
  private fail: (error: Error) => void = (error) => {
    throw error
  }

  readonly settled = (): void => {
    this.open--
    if (this.open <= this.atMost) this.wake()
  }

  readonly refused = (error: Error): void => this.fail(error)

  /** Resolves when at most this many are open. */
  async until(atMost: number): Promise<void> {
    if (this.open <= atMost) return
    this.atMost = atMost
    await new Promise<void>((resolve, reject) => {
      this.wake = resolve
      this.fail = reject
    })
    this.atMost = -1
  }

  /** Waits for room where `outstanding` may be open: for some, since one by one would wake the publisher each time. */
  room(outstanding: number): Promise<void> {
    return this.until(outstanding - Math.ceil(Math.min(outstanding, 1000) / 2))
  }
}
