// Situations in which a broker refuses what a client does, and what it then says.

import { basicConsume, basicGet, queueDeclare } from '../../src/generated/methods.ts'
import type { ScriptedClient } from './scripted-client.ts'

/** What a situation plays with. */
export interface Scene {
  /** With channel 1 open. */
  readonly client: ScriptedClient
  /** Names that nobody else uses: of a queue and of an exchange. */
  readonly q: string
  readonly x: string
  /** Another connection, with channel 1 open. */
  open(): Promise<ScriptedClient>
}

export interface Situation {
  /** What the client does. */
  readonly title: string
  /** Plays up to the point where the very next thing that comes is the refusal. */
  provoke(scene: Scene): unknown
  /**
   * The refusal: what is closed, the reply code, the reply text with Q and X for the names, and the method that it is
   * about. Only what is closed and the code where the brokers use words of their own.
   */
  readonly answer: string
  /** The same where RabbitMQ 4 answers otherwise. */
  readonly rabbitMq4?: string
}

/** Declares a queue that goes with the connection. */
export function declared({ client, q }: Scene): Promise<unknown> {
  return client.call(1, queueDeclare, { queue: q, exclusive: true })
}

/** Declares a queue that goes with the connection, and consumes from it. */
export async function consumed(scene: Scene, exclusive: boolean): Promise<void> {
  await declared(scene)
  await scene.client.call(1, basicConsume, { queue: scene.q, consumerTag: 'mine', exclusive })
}

/** Declares a queue, and gets as many messages from it without acknowledging them. */
export async function got(scene: Scene, count: number, noAck: boolean = false): Promise<void> {
  const { client, q } = scene
  await declared(scene)
  for (let i = 0; i < count; i++) {
    client.publish(1, { routingKey: q })
    await client.call(1, basicGet, { queue: q, noAck })
  }
}
