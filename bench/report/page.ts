import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { Results, TargetResults } from '../harness/results.ts'
import type { Summary } from '../harness/statistics.ts'
import { type Chart, chartsOf } from './charts.ts'
import { number } from './numbers.ts'
import { type Sheet, sheetsOf } from './summary.ts'
import { advantageText, errorsOf } from './tables.ts'

const DOCS = new URL('../../docs/', import.meta.url)

/** Draws docs/benchmarks.md and its charts; those of an earlier run go. */
export function writePage(results: Results): void {
  const folder = new URL('benchmarks/', DOCS)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const charts = chartsOf(results)
  for (const { file, svg } of charts) writeFileSync(new URL(file, folder), svg)
  writeFileSync(new URL('benchmarks.md', DOCS), pageOf(results, charts))
}

function pageOf(results: Results, charts: readonly Chart[]): string {
  const { machine, clients, startedAt, tookSeconds, command, rounds, scale } = results
  const parts = scale === 1 ? '' : `, with ${scale} of the full counts`
  return `# Benchmarks

Written by \`npm run bench\`; to change a word, change \`bench/report/page.ts\`.

    ${command}

made this page on ${startedAt.slice(0, 10)}, in ${Math.ceil(tookSeconds / 60)} minutes: the median of ${rounds} round${rounds === 1 ? '' : 's'}${parts}.

| | |
|---|---|
| processor | ${machine.cpu}, ${machine.cores} cores |
| memory | ${machine.memoryGiB} GiB |
| system | ${machine.system} |
| Node | ${machine.node} (V8 ${machine.v8}) |
${clients.map(({ name, version }) => `| ${name} | ${version} |`).join('\n')}

${HOW}
${charts.map(({ file, title }) => `![${title}](benchmarks/${file})\n`).join('\n')}
${results.targets.map((target) => sectionOf(results, target)).join('\n')}`
}

const HOW = `## How to read it

- Each figure is of one client doing one work in a fresh Node process, after a second of the same work as a warm-up, in
  which to open connections and channels does not count: that has rows of its own. A round goes over all works against a
  broker, and in each work over all clients, each time from another one, so that whatever else the machine does meets
  works and clients alike. A cell has the median and, behind it, the best and the worst round.
- CPU time is what the client's process used, in user and kernel mode, on all its threads: garbage collection and the
  system calls are in it.
- The *null peer* is a process that shakes hands like a broker and then throws away what is published, or sends
  deliveries encoded beforehand. It costs less than any client, so the client is what is measured.
- *raw* is a bare socket that carries the same bytes, encoded beforehand and counted instead of decoded: the floor. It reads
  as soon as something is there; wirehare rests between reads while its publisher waits for many confirms
  ([decision 6](decisions/0006-what-a-message-costs.md)), and may cost less than the floor there. So it does where it
  consumes from a broker without acks, or with acks and a prefetch of 1,000 or no limit: its connection has \`readRestMs: 1\`, as
  [consuming](consuming.md) advises who receives much.
- Peak memory is that of the process since it began, with the warm-up: a second of it, in which a faster client moves
  more messages over more connections, and leaves more behind for the next collection.
- Every client is used as its own documentation advises for speed; \`bench/clients/\` has the loops. Each run counts
  the messages and the bytes of their bodies, on the broker's side too, and fails where one is missing.
- *rich* messages have six properties and three headers. wirehare decodes properties when the consumer looks at them,
  the others always: the row *reading properties* has a consumer that looks.
- wirehare's consumers release a delivery when they are done with it, as [consuming](consuming.md) advises; the other
  libraries have nothing like it.
- With acks wirehare consumes by \`createConsumer\`, whose acks of messages that came together leave as one
  ([decision 11](decisions/0011-acks-leave-together.md)); the other libraries and *raw* send one for each, as does
  wirehare in the row *an ack each*.
- Confirms are told to wirehare's publisher for all messages together (\`basicPublish\`, \`waitForConfirms\`), to amqplib
  by a callback for each, to the others by a promise for each; the row *a promise each* has wirehare do that too.
- *confirms among* so many: a publish and its confirm while so many others wait for theirs all the time. The row among
  1,000,000 is wirehare's alone: amqplib and amqp-client.js do not end within a minute there, and rabbitmq-client takes
  450 MiB among 100,000 already.
- *ahead* is how many times better wirehare is than the best of the other libraries; with an exclamation mark it is not.
`

function sectionOf(results: Results, target: TargetResults): string {
  if (target.skipped !== undefined) return `## ${target.name}\n\nNot measured: ${target.skipped}.\n`
  return `## ${target.name}\n\n${sheetsOf(results, target).map(tableOf).join('\n')}`
}

function tableOf(sheet: Sheet): string {
  const { figure, clients, lines } = sheet
  const rows = lines.map((line) => {
    const values = clients.map((client) => cellText(line.values.get(client)))
    return `| ${[line.title, ...values, advantageText(line)].join(' | ')} |`
  })
  const errors = errorsOf(sheet).map((words) => `- ${words.trim()}`)
  return [
    `**${figure.label}**\n`,
    `| | ${clients.join(' | ')} | ahead |`,
    `|---|${'---:|'.repeat(clients.length + 1)}`,
    ...rows,
    '',
    ...(errors.length === 0 ? [] : [...errors, '']),
  ].join('\n')
}

function cellText(value: Summary | Error | undefined): string {
  if (value === undefined) return ''
  if (value instanceof Error) return 'fails'
  return `${number(value.median)} (${number(value.min)}–${number(value.max)})`
}
