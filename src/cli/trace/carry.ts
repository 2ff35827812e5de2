import { readFile } from 'node:fs/promises'
import { startProxy } from '../../inspect/index.ts'
import { reportFailure } from '../failure.ts'
import { onBroker } from '../on-broker.ts'
import type { TraceOptions } from './options.ts'
import type { Trace } from './trace.ts'

const TICK_MS = 1000

/** Carries what clients and the broker say to each other, until somebody wants it to end. */
export async function carry(options: TraceOptions, trace: Trace, leaving: Promise<unknown>): Promise<void> {
  await onBroker(options.to, (to, isOwn) =>
    carryTo(to, isOwn ? 'a broker inside this command' : 'the broker', options, trace, leaving),
  )
}

async function carryTo(
  to: string,
  broker: string,
  { listen, fault, seed, cert, key }: TraceOptions,
  trace: Trace,
  leaving: Promise<unknown>,
): Promise<void> {
  const tls =
    cert === undefined || key === undefined
      ? undefined
      : { cert: await readFile(cert), key: await readFile(key) }
  await using proxy = await startProxy({
    to,
    ...listen,
    tls,
    onEvent: trace.isCurious ? (event) => trace.receive(event) : undefined,
    // A connection that could not be served is no reason to let the others down.
    onError: reportFailure,
    faults: fault,
    onFault: (hit) => trace.faultHappened(hit),
    seed,
  })
  process.stderr.write(`${proxy.url} leads to ${broker}, at ${whereTo(to)}. Ctrl-C ends it.\n`)
  const ticking = setInterval(() => trace.tick((performance.timeOrigin + performance.now()) * 1000), TICK_MS)
  try {
    await leaving
  } finally {
    clearInterval(ticking)
    // Now, so that what is open counts as open: next, the proxy ends it.
    trace.end()
  }
}

/** A URL without its name and password. */
function whereTo(to: string): string {
  const { protocol, host } = new URL(to)
  return `${protocol}//${host}`
}
