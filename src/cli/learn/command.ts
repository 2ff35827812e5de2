import type { Command } from 'commander'
import { LINE_CHARS, painter, wrapped } from '../../inspect/text-layout.ts'
import type { Lesson } from '../../lessons/lesson.ts'
import { type Audience, play } from '../../lessons/play.ts'
import { track } from '../../lessons/track.ts'
import { wantsColor } from '../color.ts'
import { onBroker, urlOption } from '../on-broker.ts'
import { library } from './library.ts'
import { Reader } from './reader.ts'
import { LessonView } from './view.ts'

interface LearnOptions {
  readonly url?: string
  readonly check?: boolean
  readonly color: boolean
}

/** Adds `wirehare learn`: lessons about RabbitMQ and AMQP that are programs. */
export function addLearn(program: Command): void {
  const command = program
    .command('learn')
    .summary('learn RabbitMQ and AMQP by programs that explain themselves')
    .description(
      'Plays a lesson: says what it is about to do, shows the lines that do it, runs them, and shows what they printed and what travelled. Without a lesson it lists them all.',
    )
    .argument('[lesson]', 'its name or its number')
    .addOption(urlOption())
    .option('--check', 'only find out whether it goes as it says, without a lesson for all of them')
    .option('--no-color', 'print without colours')
    .addHelpText(
      'after',
      `
Examples:
  wirehare learn                                      what there is to learn
  wirehare learn hello                                the first lesson
  wirehare learn 2 --url amqp://guest:guest@localhost the second, on your own broker
  wirehare learn --check                              whether all of it holds

In a terminal it waits for Enter before each step. The lessons can be read, too:
they are the pages of docs/learn/. On your own broker nothing stays behind.`,
    )
    .action((name: string | undefined, options: LearnOptions) => learn(command, name, options))
}

async function learn(command: Command, name: string | undefined, options: LearnOptions): Promise<void> {
  const all = await track()
  const chosen = name === undefined ? undefined : all.find((lesson) => isCalled(lesson, name))
  if (name !== undefined && chosen === undefined)
    command.error(`there is no lesson ${name}: they are ${all.map((lesson) => lesson.name).join(', ')}`)
  if (chosen === undefined && options.check !== true) return print(contents(all, colorOf(options)))
  await onBroker(options.url, async (url) => {
    if (options.check === true) await check(chosen === undefined ? all : [chosen], url)
    else if (chosen !== undefined) await show(chosen, all, url, options)
  })
}

function isCalled({ name, number }: Lesson, wanted: string): boolean {
  return name === wanted || String(number) === wanted
}

/** All lessons, under their levels. */
function contents(all: readonly Lesson[], color: boolean): string {
  const paint = painter({ color })
  const lines = all.flatMap(({ number, name, about, level }, at) => {
    const [first = '', ...more] = wrapped(
      `${String(number).padStart(4)}  ${name.padEnd(13)} ${about}`,
      LINE_CHARS,
      20,
    )
    const heading = level === all[at - 1]?.level ? [] : ['', paint('bold', level)]
    return [...heading, first.replace(name, paint('cyan', name)), ...more]
  })
  return `RabbitMQ and AMQP, from a first message to what happens when all breaks. Each
lesson is a program that explains itself; \`wirehare learn hello\` plays the first.
${lines.join('\n')}`
}

async function show(
  lesson: Lesson,
  all: readonly Lesson[],
  url: string,
  options: LearnOptions,
): Promise<void> {
  using reader = process.stdin.isTTY && process.stdout.isTTY ? new Reader() : undefined
  const goesOn = async (): Promise<void> => reader?.goesOn('(Enter goes on) ')
  await play(lesson, await library(), url, new LessonView(lesson, { color: colorOf(options), goesOn }))
  const following = all.find(({ number }) => number === lesson.number + 1)
  if (following !== undefined) print(`Next, "${following.title}": wirehare learn ${following.name}`)
}

async function check(lessons: readonly Lesson[], url: string): Promise<void> {
  for (const lesson of lessons) {
    await play(lesson, await library(), url, SILENT)
    print(`${lesson.name} goes as it says`)
  }
}

const SILENT: Audience = { ready: async () => {}, prose() {}, code() {}, outcome() {} }

function colorOf({ color }: LearnOptions): boolean {
  return wantsColor(color, process.stdout, process.env)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
