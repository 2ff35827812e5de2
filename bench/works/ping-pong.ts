import type { AnyClient } from '../clients/client.ts'
import { measure } from './measure.ts'
import { MESSAGES } from './message.ts'
import { freshName } from './queues.ts'
import { warmUp } from './warm-up.ts'
import type { Bench, Outcome } from './work.ts'

/** Sends one message at a time through a queue to itself, and times each. */
export async function pingPong(bench: Bench, full: number): Promise<Outcome> {
  const count = bench.scaled(full)
  const client = await bench.client()
  const connection = await client.connect(bench.target.url)
  const play = await begin(client, connection)
  await warmUp(bench, (timed) => timed(() => play(Math.ceil(count / 8))))
  let times: Float64Array = new Float64Array()
  const measures = await measure(async () => {
    times = await play(count)
  })
  await client.close(connection)
  times.sort()
  const percentile = (share: number): number =>
    (times[Math.min(count - 1, Math.floor(count * share))] as number) * 1000
  const figures = { p50: percentile(0.5), p99: percentile(0.99), p999: percentile(0.999) }
  return { count, ...measures, figures }
}

/** Returns how to play some rounds; that gives the time of each, in milliseconds. */
async function begin(
  client: AnyClient,
  connection: unknown,
): Promise<(rounds: number) => Promise<Float64Array>> {
  const channel = await client.openChannel(connection)
  const queue = freshName()
  await client.declare(channel, queue)
  const message = MESSAGES['16b']
  const one = { message, count: 1, keys: [queue] }
  let onMessage = (): void => {}
  const intake = { queue, message, count: 0, noAck: true, prefetch: 0, readsProperties: false }
  await client.consume({ connection, channel }, intake, () => onMessage())
  return (rounds) => {
    const times = new Float64Array(rounds)
    return new Promise((resolve, reject) => {
      let round = 0
      let begun = performance.now()
      const send = (): void => void client.publish([channel], one).catch(reject)
      onMessage = () => {
        const now = performance.now()
        times[round++] = now - begun
        if (round === rounds) return resolve(times)
        begun = now
        send()
      }
      send()
    })
  }
}
