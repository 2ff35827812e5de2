import { describe, expect, it } from 'vitest'
import { track } from '../../src/lessons/track.ts'
import { outcome, run, start } from './run.ts'

const lessons = await track()

describe('wirehare learn', { timeout: 60_000 }, () => {
  it('lists the lessons, each under its level', async () => {
    const { status, stdout, stderr } = await run(['learn'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const words = stdout.replaceAll(/\n {20}(?=\S)/g, ' ')
    for (const { number, name, about } of lessons)
      expect(words).toMatch(new RegExp(`^ *${number}  ${name} +${about}$`, 'm'))
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(82)
    expect(stdout.match(/^(beginner|intermediate|advanced)$/gm)).toEqual([
      'beginner',
      'intermediate',
      'advanced',
    ])
    expect(stdout).not.toContain('\x1b[')
  })

  it('plays one by its name or its number: words, code, what it prints and what travels', async () => {
    const { status, stdout, stderr } = await outcome(start(['learn', 'hello']))
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^1\. A message there and back \(beginner\)\n\nA broker keeps messages/)
    expect(stdout).toContain("\n    await channel.queueDeclare({ queue: 'learn.hello', exclusive: true })\n")
    expect(stdout).toContain("\n  → 1 queue.declare queue='learn.hello' exclusive\n")
    expect(stdout).toContain("\n  hi { contentType: 'text/plain' }\n")
    expect(stdout).toMatch(/\nNext, ".*": wirehare learn acks\n$/)
    // No line of words is wider than a terminal; code and what travels is as wide as it is.
    for (const line of stdout.split('\n'))
      if (!line.startsWith('  ')) expect(line.length).toBeLessThanOrEqual(80)
    expect((await run(['learn', '1'])).stdout).toBe(stdout)
  })

  it('has colours where they are wanted, and no mark-up is left in the words', async () => {
    for (const { name } of lessons) {
      const { stdout } = await run(['learn', name])
      const words = stdout.split('\n').filter((line) => !line.startsWith('  '))
      expect(words.filter((line) => /\*\*|`|\]\(|^\|/.test(line))).toEqual([])
    }
    const { stdout } = await run(['learn', 'acks'], { FORCE_COLOR: '1' })
    expect(stdout).toContain('\x1b[36m    wash.ack()\x1b[39m')
    expect((await run(['learn', 'acks', '--no-color'], { FORCE_COLOR: '1' })).stdout).not.toContain('\x1b[')
  })

  it('checks all of them, or one', async () => {
    const { status, stdout, stderr } = await run(['learn', '--check'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toBe(lessons.map(({ name }) => `${name} goes as it says\n`).join(''))
    expect((await run(['learn', 'hello', '--check'])).stdout).toBe('hello goes as it says\n')
  })

  it('knows no other, and says which there are', async () => {
    const { status, stdout, stderr } = await run(['learn', 'nothing'])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^wirehare: USAGE: there is no lesson nothing: they are hello, acks, .*\n$/)
  })

  it('says in one line that the broker cannot be reached', async () => {
    const { status, stderr } = await run(['learn', 'hello', '--url', 'amqp://127.0.0.1:1'])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^wirehare: ECONNREFUSED: [^\n]+\n$/)
  })
})
