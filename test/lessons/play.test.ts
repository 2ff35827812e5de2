import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Broker, startBroker } from '../../src/broker/index.ts'
import { library } from '../../src/cli/learn/library.ts'
import { connect } from '../../src/index.ts'
import { type Audience, LessonError, type Outcome, play } from '../../src/lessons/play.ts'
import { lessonOf } from './lesson-of.ts'

const CONNECT = "import { connect } from 'wirehare'\nconst connection = await connect('amqp://localhost')"
const OPEN = `${CONNECT}\nconst channel = await connection.openChannel()`

const LIBRARY = await library()

let broker: Broker

beforeAll(async () => {
  broker = await startBroker({ port: 0 })
  return () => broker.close()
})

afterEach(() => {
  vi.useRealTimers()
})

/** Notes down what a lesson shows, in order. */
class Notes implements Audience {
  readonly shown: string[] = []
  readonly outcomes: Outcome[] = []

  async ready(): Promise<void> {
    this.shown.push('ready')
  }

  prose({ raw }: { readonly raw: string }): void {
    this.shown.push(`prose ${raw.trim()}`)
  }

  code(code: string): void {
    this.shown.push(`code ${code}`)
  }

  outcome(outcome: Outcome): void {
    this.shown.push('outcome')
    this.outcomes.push(outcome)
  }
}

async function outcomesOf(...blocks: Parameters<typeof lessonOf>): Promise<Outcome[]> {
  const notes = new Notes()
  await play(lessonOf(...blocks), LIBRARY, broker.url, notes)
  return notes.outcomes
}

describe('a lesson', () => {
  test('is told and done step by step: the words before one, its code, what came of it', async () => {
    const notes = new Notes()
    const blocks: Parameters<typeof lessonOf> = [
      ['', 'first'],
      ['js', 'console.log(1)'],
      ['', 'second'],
      ['js', 'console.log(2)'],
      ['', 'last'],
    ]
    await play(lessonOf(...blocks), LIBRARY, broker.url, notes)
    expect(notes.shown.map((line) => line.replaceAll(/```|\n/g, ''))).toEqual([
      'ready',
      'prose first',
      'code console.log(1)',
      'outcome',
      'ready',
      'prose second',
      'code console.log(2)',
      'outcome',
      'ready',
      'prose last',
    ])
  })

  test('is told what it printed and what travelled, of each step for itself', async () => {
    const [opened, asked] = await outcomesOf(
      ['js', OPEN],
      ['js', "const { messageCount } = await channel.queueDeclare({ queue: 'q', exclusive: true })"],
      [
        'js',
        "channel.basicPublish({ routingKey: 'q' }, { priority: 3 }, 'hi')\nconsole.log('a\\nb', { a: 1 })",
      ],
    )
    expect(opened?.travelled.at(-1)).toBe('← 1 channel.open-ok')
    expect(asked).toMatchObject({
      printed: [],
      travelled: [
        "→ 1 queue.declare queue='q' exclusive",
        "← 1 queue.declare-ok queue='q' message-count=0 consumer-count=0",
      ],
    })
  })

  test('has the last of what it sent counted to the step that sent it', async () => {
    const [, published] = await outcomesOf(
      ['js', OPEN],
      ['js', "channel.basicPublish({ routingKey: 'nobody' }, { priority: 3 }, 'hi')"],
    )
    expect(published?.travelled).toEqual(["→ 1 basic.publish routing-key='nobody' 2 bytes 'hi' priority=3"])
  })

  test('goes as it says where the lines are those of its page; an ellipsis stands for anything', async () => {
    await expect(
      outcomesOf(
        ['js', `${OPEN}\nconsole.log('one (1)')\nconsole.log('two')`],
        ['text', 'one (1)\nt…'],
        ['frames', '← 0 connection.start …\n→ …\n← …\n→ …\n→ …\n← …\n→ 1 channel.open\n← 1 channel.open-ok'],
      ),
    ).resolves.toHaveLength(1)
  })

  test.each([
    ['another line', "console.log('one')", 'text', 'two', 'it prints "one" where the page has "two"'],
    [
      'a line too many',
      "console.log('1\\n2')",
      'text',
      '1',
      'it prints "2" where the page has "nothing more"',
    ],
    ['a line too few', "console.log('1')", 'text', '1\n2', 'it prints "nothing" where the page has "2"'],
    ['no line', '', 'text', 'one', 'it prints "nothing" where the page has "one"'],
    [
      'more than the ellipsis',
      "console.log('1 of 2')",
      'text',
      '…3',
      'it prints "1 of 2" where the page has "…3"',
    ],
    ['a pattern', "console.log('aaa')", 'text', 'a+', 'it prints "aaa" where the page has "a+"'],
    ['frames', '', 'frames', '→ 1 x', 'there travels "nothing" where the page has "→ 1 x"'],
  ])('does not go as it says: %s', async (_, code, language, page, words) => {
    const notes = new Notes()
    const playing = play(
      lessonOf(['js', '// before'], ['js', code], [language, page]),
      LIBRARY,
      broker.url,
      notes,
    )
    await expect(playing).rejects.toThrow(new LessonError(`docs/learn/07-sample.md:10: ${words}`))
    // What it came to is shown before it is judged.
    expect(notes.outcomes).toHaveLength(2)
  })

  test('says where it failed, and leaves errors of the client as they are', async () => {
    await expect(outcomesOf(['js', "throw new Error('oh')"])).rejects.toMatchObject({
      name: 'LessonError',
      code: 'LESSON_FAILED',
      message: 'docs/learn/07-sample.md:6: Error: oh',
    })
    await expect(
      outcomesOf(['js', OPEN], ['js', "await channel.basicGet({ queue: 'none' })"]),
    ).rejects.toMatchObject({
      name: 'ChannelError',
      code: 'NOT_FOUND',
    })
    await expect(
      play(lessonOf(['js', CONNECT]), LIBRARY, 'amqp://127.0.0.1:1', new Notes()),
    ).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
  })

  test('waits for what does not come no longer than 30 s', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const playing = outcomesOf(['js', 'await new Promise(() => {})'])
    const failure = expect(playing).rejects.toThrow('it waited for 30000 ms for what does not come')
    await vi.advanceTimersByTimeAsync(30_000)
    await failure
  })

  test.each([
    ['when it is done', ''],
    ['when it fails', "throw new Error('oh')"],
  ])('closes what it has left open, %s', async (_, code) => {
    await outcomesOf(
      ['js', OPEN],
      ['js', "await channel.queueDeclare({ queue: 'left', exclusive: true })"],
      [
        'js',
        "import { startProxy } from 'wirehare/inspect'\nconst proxy = await startProxy({ to: 'amqp://localhost' })",
      ],
      ['js', 'const other = await connect(proxy.url)'],
      ['js', code],
    ).catch(() => {})
    await using connection = await connect(broker.url)
    const channel = await connection.openChannel()
    await expect(channel.queueDeclare({ queue: 'left', passive: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('has the modules of wirehare and of Node, and no others', async () => {
    const [outcome] = await outcomesOf([
      'js',
      [
        "import { NackError } from 'wirehare'",
        "import { frameText } from 'wirehare/inspect'",
        "import { FrameWriter } from 'wirehare/protocol'",
        "import { once } from 'node:events'",
        'console.log([NackError, frameText, FrameWriter, once].map((found) => typeof found).join())',
      ].join('\n'),
    ])
    expect(outcome?.printed).toEqual(['function,function,function,function'])
    await expect(outcomesOf(['js', "import { x } from 'fs'"])).rejects.toThrow('a lesson has no module fs')
  })

  test('reaches the broker of its reader by a proxy too, with the name and password that this one wants', async () => {
    await using guarded = await startBroker({ port: 0, users: { anna: 'opensesame' } })
    const lesson = lessonOf(
      [
        'js',
        [
          "import { connect } from 'wirehare'",
          "import { startProxy } from 'wirehare/inspect'",
          "const proxy = await startProxy({ to: 'amqp://localhost' })",
          'console.log((await connect(proxy.url)).isOpen)',
        ].join('\n'),
      ],
      ['text', 'true'],
    )
    await play(lesson, LIBRARY, guarded.url, new Notes())
  })
})
