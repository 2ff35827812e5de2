// What clients and brokers say to each other, as events and as commands.

import { readFileSync } from 'node:fs'
import type { Situation } from '../../src/conform/refusals.ts'
import { type HandshakeOptions, ScriptedClient } from '../../src/conform/scripted-client.ts'
import {
  type CaptureEvent,
  CommandStream,
  FrameStream,
  Recorder,
  type SeenCommand,
} from '../../src/inspect/index.ts'
import { tapped } from '../../src/transport/tap.ts'
import type { Transport } from '../../src/transport/transport.ts'

/** Plays on connections that are recorded, and returns the events. */
export async function record(
  dial: () => Promise<Transport>,
  play: (open: (options?: HandshakeOptions) => Promise<ScriptedClient>) => Promise<void>,
): Promise<CaptureEvent[]> {
  const events: CaptureEvent[] = []
  const recorder = new Recorder((event) => events.push(event))
  const clients: ScriptedClient[] = []
  try {
    await play(async (options) => {
      const client = new ScriptedClient(tapped(await dial(), recorder.tap()))
      clients.push(client)
      await client.handshake(options)
      await client.openChannel(1)
      return client
    })
  } finally {
    await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()))
  }
  return events
}

/** Plays a situation up to its refusal. */
export function recordRefusal(
  dial: () => Promise<Transport>,
  { provoke }: Situation,
  names: { q: string; x: string },
): Promise<CaptureEvent[]> {
  return record(dial, async (open) => {
    const client = await open()
    await provoke({ client, ...names, open })
    await client.next()
  })
}

/** The commands of a recording. */
export function commandsOf(events: Iterable<CaptureEvent>): SeenCommand[] {
  const commands: SeenCommand[] = []
  const assembly = new CommandStream({
    onCommand: (command) => commands.push(command),
    onLoneFrame: () => {},
  })
  const frames = new FrameStream((seen) => assembly.receive(seen))
  for (const event of events) frames.receive(event)
  frames.end()
  assembly.end()
  return commands
}

/** One of the sessions in test/vectors, each piece a millisecond behind the one before it. */
export function sessionEvents(name: string): CaptureEvent[] {
  const text = readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8')
  const { pieces } = JSON.parse(text) as { pieces: [direction: 'in' | 'out', hex: string][] }
  const nobody = { host: '', port: 0 }
  return [
    { kind: 'open', connection: 1, atMicros: 0, client: nobody, broker: nobody, isFromStart: true },
    ...pieces.map(
      ([direction, hex], at): CaptureEvent => ({
        kind: 'bytes',
        connection: 1,
        atMicros: at * 1000,
        direction: direction === 'out' ? 'client-to-broker' : 'broker-to-client',
        bytes: Buffer.from(hex, 'hex'),
      }),
    ),
  ]
}
