// Where Wireshark ties a confirm to the wrong publish, and what is right.

import { expect, test } from 'vitest'
import type { SeenCommand } from '../../../src/inspect/index.ts'
import { channelScene, numberOf, type Scene } from './scene.ts'

/** Publishes before confirm.select and behind it, and confirms of all kinds. */
function confirmedSession(): {
  scene: Scene
  publishes: ReadonlyMap<number, string>
  acks: readonly number[]
} {
  const scene = channelScene()
  const publishes = new Map<number, string>()
  const publish = (routingKey: string): void => {
    publishes.set(scene.publish(1, 1, { routingKey }, {}, 'x'), routingKey)
  }
  for (const key of ['before 1', 'before 2']) publish(key)
  scene.client(1, 1, 'confirmSelect')
  scene.broker(1, 1, 'confirmSelectOk')
  for (const key of ['first', 'second', 'third', 'fourth']) publish(key)
  const acks = [
    { deliveryTag: 1, multiple: false },
    { deliveryTag: 3, multiple: true },
    { deliveryTag: 0, multiple: true },
  ].map((args) => scene.broker(1, 1, 'basicAck', args))
  return { scene, publishes, acks }
}

/**
 * What Wireshark shows as "Message in frame" at an ack: it numbers publishes from channel.open on, whatever the mode, and
 * takes the tag 0 for a number. Version 4.0.17 shows just these links for the same frames.
 */
function wiresharkLinks(commands: readonly SeenCommand[]): Map<number, string[]> {
  const publishes: { number: number; key: string; isAcked: boolean }[] = []
  const links = new Map<number, string[]>()
  for (const command of commands) {
    const { args, method } = command
    if (method.name === 'basic.publish') {
      publishes.push({ number: publishes.length + 1, key: String(args['routingKey']), isAcked: false })
    } else if (method.name === 'basic.ack') {
      const tag = args['deliveryTag'] as number
      const named = publishes.filter(({ number, isAcked }) => {
        return !isAcked && (number === tag || (args['multiple'] === true && number < tag))
      })
      for (const publish of named) publish.isAcked = true
      links.set(
        numberOf(command),
        named.map(({ key }) => key),
      )
    }
  }
  return links
}

test('confirms are counted from confirm.select, where Wireshark counts from channel.open', () => {
  const { scene, publishes, acks } = confirmedSession()
  const [one, three, all] = acks as [number, number, number]
  expect(wiresharkLinks(scene.facts.commands)).toEqual(
    new Map([
      [one, ['before 1']],
      [three, ['before 2', 'first']],
      [all, []],
    ]),
  )
  const links = new Map<number | undefined, string[]>()
  for (const { publish, settledBy } of scene.facts.publishes) {
    const by = numberOf(settledBy)
    links.set(by, [...(links.get(by) ?? []), publishes.get(numberOf(publish)) as string])
  }
  expect(links).toEqual(
    new Map([
      [undefined, ['before 1', 'before 2']],
      [one, ['first']],
      [three, ['second', 'third']],
      [all, ['fourth']],
    ]),
  )
})
