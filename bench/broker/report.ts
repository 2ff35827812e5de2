const NAME_WIDTH = 62

/** One line of what was found. */
export function report(what: string, value: string): void {
  console.log(`${what.padEnd(NAME_WIDTH)} ${value.padStart(18)}`)
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
