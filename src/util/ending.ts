import { type Deferred, deferred } from './deferred.ts'

/**
 * The end of something, told once, to whoever asks for it before or after. The promise is made when somebody asks: of a
 * thousand channels and connections most are closed by those who know.
 */
export class Ending<T> {
  private outcome: { readonly value: T } | undefined
  private asked: Deferred<T> | undefined

  /** Resolves with what was told; never rejects. The same promise each time. */
  get promise(): Promise<T> {
    if (this.asked === undefined) {
      this.asked = deferred()
      if (this.outcome !== undefined) this.asked.resolve(this.outcome.value)
    }
    return this.asked.promise
  }

  /** It is over. What is told later is not heard. */
  tell(value: T): void {
    this.outcome ??= { value }
    this.asked?.resolve(value)
  }
}
