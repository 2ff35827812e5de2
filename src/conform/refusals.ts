// Situations in which a broker refuses what a client does, and what it then says.

import { methodNames } from '../generated/constants.ts'
import { basicConsume, basicGet, queueDeclare } from '../generated/methods.ts'
import type { Received, ScriptedClient } from './scripted-client.ts'
import type { Scenario } from './stage.ts'

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

/** A situation as a scenario: what counts is the very next thing that the client is told. */
export function refusalScenario({ title, provoke, answer, rabbitMq4 = answer }: Situation): Scenario {
  // The brokers use words of their own where the answer has none.
  const isBare = /\d$/.test(answer)
  return {
    title,
    expected: { 'rabbitmq-3.10': [answer], 'rabbitmq-4.3': [rabbitMq4] },
    async play(stage) {
      await provoke({
        client: stage.client,
        q: stage.name('Q'),
        x: stage.name('X'),
        open: () => stage.open(),
      })
      const refusal = describeRefusal(await stage.hear())
      stage.note(isBare ? refusal.split(' ').slice(0, 2).join(' ') : refusal)
    },
  }
}

/** A close in the form of the tables; anything else as it is. */
export function describeRefusal({ name, fields }: Received): string {
  if (name !== 'channel.close' && name !== 'connection.close') return `${name} ${JSON.stringify(fields)}`
  const { replyCode, replyText, classId, methodId } = fields
  return `${name.split('.')[0]} ${replyCode} ${replyText} (${methodNames[classId * 0x10000 + methodId]})`
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
