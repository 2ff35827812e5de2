import type { SeenCommand } from '../seen-command.ts'
import { isSettlement } from '../seen-command.ts'
import { culprit } from './culprits-topology.ts'
import { type Culprit, type CulpritSearch, isFromClient, type Story } from './story.ts'

/** The settlement that was refused, and why its tag was not open: settled before, of another channel, or never asked for. */
export const findSettlement: CulpritSearch = (story) => {
  const tag = Number(story.found['tag'])
  const settles = (command: SeenCommand): boolean => isFromClient(command) && isSettlement(command)
  const guilty = story.guilty((command) => settles(command) && command.args['deliveryTag'] === tag)
  if (guilty === undefined) return []
  const earlier = story.onChannel
    .slice(0, story.onChannel.indexOf(guilty))
    .find((command) => settles(command) && covers(command, tag))
  return [
    { role: `settled delivery ${tag}`, command: guilty },
    ...(earlier === undefined
      ? whyNotOpen(story, tag)
      : culprit(earlier, `had settled delivery ${tag} before${multipleWords(earlier)}`)),
  ]
}

function covers({ args }: SeenCommand, tag: number): boolean {
  const own = Number(args['deliveryTag'])
  return own === tag || (args['multiple'] === true && (own === 0 || own > tag))
}

function multipleWords({ args }: SeenCommand): string {
  return args['multiple'] === true ? `, with all up to ${args['deliveryTag']} (multiple)` : ''
}

/** A delivery of that tag that asked for no acknowledgement, or that came over another channel. */
function whyNotOpen(story: Story, tag: number): Culprit[] {
  const delivers = ({ method, args }: SeenCommand): boolean =>
    (method.name === 'basic.deliver' || method.name === 'basic.get-ok') && args['deliveryTag'] === tag
  const here = story.onChannel.find(delivers)
  if (here !== undefined) {
    const asked = story.onChannel
      .slice(0, story.onChannel.indexOf(here))
      .findLast(({ method, args }) =>
        here.method.name === 'basic.get-ok'
          ? method.name === 'basic.get'
          : method.name === 'basic.consume' && hasTag(args['consumerTag'], here.args['consumerTag']),
      )
    return asked?.args['noAck'] === true
      ? [{ role: 'had asked for messages that need no acknowledgement (no-ack)', command: asked }]
      : []
  }
  const elsewhere = story.before.findLast((command) => story.isHere(command) && delivers(command))
  return culprit(elsewhere, `had brought delivery ${tag} over channel ${elsewhere?.channel}`)
}

/** An empty tag stands for the one that the broker chooses. */
function hasTag(asked: unknown, given: unknown): boolean {
  return asked === given || asked === ''
}

/** The oldest delivery of the channel that nothing has settled. */
export const findAckTimeout: CulpritSearch = (story) => {
  const settlements = story.onChannel.filter((command) => isFromClient(command) && isSettlement(command))
  const oldest = story.onChannel.find(
    ({ method, args }) =>
      method.name === 'basic.deliver' &&
      !settlements.some((settlement) => covers(settlement, Number(args['deliveryTag']))),
  )
  return culprit(oldest, 'brought the oldest message that nobody has settled')
}

/** The second consumer of a tag, and the first. */
export const findConsumerTag: CulpritSearch = (story) => {
  const { tag = '' } = story.found
  const consumes = (command: SeenCommand): boolean =>
    isFromClient(command) && command.method.name === 'basic.consume' && command.args['consumerTag'] === tag
  const guilty = story.guilty(consumes)
  const first = story.before.find(
    (command) => story.isHere(command) && consumes(command) && command !== guilty,
  )
  return [
    ...culprit(guilty, `asked for a consumer with the tag '${tag}'`),
    ...culprit(first, 'had taken the tag'),
  ]
}

/** The publish that was given back. */
export const findReturnedPublish: CulpritSearch = ({ trouble, onChannel }) => {
  const isAlike = ({ args, content }: SeenCommand): boolean =>
    args['exchange'] === trouble.args['exchange'] &&
    args['routingKey'] === trouble.args['routingKey'] &&
    isSameBody(content?.body, trouble.content?.body)
  const returned = onChannel.filter((command) => command.method.name === 'basic.return' && isAlike(command))
  const published = onChannel.filter(
    (command) =>
      command.method.name === 'basic.publish' &&
      (command.args['mandatory'] === true || command.args['immediate'] === true) &&
      isAlike(command),
  )
  // Of messages that are all alike, the first return is about the first.
  return culprit(published[returned.length], 'published the message that came back')
}

function isSameBody(one: Uint8Array = new Uint8Array(), other: Uint8Array = new Uint8Array()): boolean {
  return one.length === other.length && one.every((octet, i) => octet === other[i])
}

/** The publishes that a nack of the broker is about. */
export const findNackedPublish: CulpritSearch = (story) => {
  const { deliveryTag } = story.trouble.args
  const start = story.onChannel.findIndex(({ method }) => method.name === 'confirm.select')
  // Messages are counted from there on.
  if (start === -1) return []
  const publishes = story.onChannel
    .slice(start + 1)
    .filter((command) => isFromClient(command) && command.method.name === 'basic.publish')
  return culprit(publishes[Number(deliveryTag) - 1], `published message ${deliveryTag} of the channel`)
}

/** The consumer that was ended, and the delete of its queue. */
export const findCancelledConsumer: CulpritSearch = (story) => {
  const tag = story.trouble.args['consumerTag']
  const consume = story.onChannel.findLast(
    (command) =>
      command.method.name === 'basic.consume' &&
      (command.args['consumerTag'] === tag || isAnsweredWithTag(story, command, tag)),
  )
  const queue = consume?.args['queue']
  const deletion = story.before.findLast(
    ({ method, args }) => method.name === 'queue.delete' && queue !== undefined && args['queue'] === queue,
  )
  return [
    ...culprit(deletion, `had deleted the queue '${queue}'`),
    ...culprit(consume, 'had made the consumer'),
  ]
}

function isAnsweredWithTag({ onChannel }: Story, consume: SeenCommand, tag: unknown): boolean {
  if (consume.args['consumerTag'] !== '') return false
  const answer = onChannel
    .slice(onChannel.indexOf(consume))
    .find(({ method }) => method.name === 'basic.consume-ok')
  return answer?.args['consumerTag'] === tag
}

/** The method that switched first, and the one that wanted to switch again. */
export const findModeSwitch: CulpritSearch = (story) => {
  const { from = '', to = '' } = story.found
  const first = story.onChannel.find(({ method }) => method.name === `${from}.select`)
  return [
    ...culprit(story.guilty(), `wanted the channel to be in ${to} mode`),
    ...culprit(first, `had put it into ${from} mode`),
  ]
}
