/** How many bytes of bodies wait in all queues of a broker, and whether that is too much. */
export class MemoryGauge {
  private readonly limitBytes: number
  private readonly onChange: (isOver: boolean) => void
  private bytes: number = 0

  /** @param onChange called when it becomes too much, and when it is no longer */
  constructor(limitBytes: number, onChange: (isOver: boolean) => void) {
    this.limitBytes = limitBytes
    this.onChange = onChange
  }

  get isOver(): boolean {
    return this.bytes > this.limitBytes
  }

  /** @param bytes negative where there are fewer now */
  add(bytes: number): void {
    const wasOver = this.isOver
    this.bytes += bytes
    if (this.isOver !== wasOver) this.onChange(this.isOver)
  }
}
