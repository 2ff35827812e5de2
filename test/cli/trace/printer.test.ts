import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { Printer } from '../../../src/cli/trace/printer.ts'

/** A terminal that shows nothing until it is told to. */
class SlowTerminal extends Writable {
  shown: string = ''
  private readonly waiting: (() => void)[] = []

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.waiting.push(() => {
      this.shown += chunk.toString()
      done()
    })
  }

  catchUp(): void {
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) next()
  }
}

it('holds no more than a bound, leaves out what is beyond it, and says how much', () => {
  const terminal = new SlowTerminal()
  const printer = new Printer(terminal)
  const line = 'x'.repeat(999)
  for (let i = 0; i < 10_000; i++) printer.print(line)
  expect(terminal.writableLength).toBeLessThan(1.2 * 1024 * 1024)
  terminal.catchUp()
  printer.print('now there is room')
  printer.end()
  terminal.catchUp()
  const lines = terminal.shown.trimEnd().split('\n')
  expect(lines.at(-1)).toBe('now there is room')
  const leftOut = Number(
    /^… (\d+) lines left out here: they come faster than they are read$/.exec(lines.at(-2)!)?.[1],
  )
  expect(lines.length - 2 + leftOut).toBe(10_000)
  expect(leftOut).toBeGreaterThan(8000)
})

it('lets whoever can wait do so, and waits no longer once nobody reads any more', async () => {
  const terminal = new SlowTerminal()
  const printer = new Printer(terminal)
  await printer.drained()
  printer.print('x'.repeat(100_000))
  let isDrained = false
  const drained = printer.drained().then(() => (isDrained = true))
  await new Promise(setImmediate)
  expect(isDrained).toBe(false)
  terminal.catchUp()
  await drained
  printer.print('x'.repeat(100_000))
  const waiting = printer.drained()
  printer.stop()
  await waiting
  printer.print('nobody sees this')
  printer.end()
  terminal.catchUp()
  expect(terminal.shown).not.toContain('nobody')
})
