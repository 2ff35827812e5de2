import type { DeathReason } from './death.ts'
import type { Exchange } from './exchange.ts'

/** How each type of exchange chooses. */
const routing: Readonly<Record<string, string>> = {
  direct: 'a direct exchange leads to what is bound with exactly the key of the message',
  fanout: 'a fanout exchange leads to all that is bound to it, whatever the key',
  topic: 'a topic exchange leads to what is bound with a pattern that the key matches',
  headers: 'a headers exchange leads to what is bound with arguments that the headers match',
}

/** Why messages die. */
export const deathRules: Readonly<Record<DeathReason, string>> = {
  rejected: 'a consumer rejected it and did not want it requeued',
  expired: 'it was at the head of its queue when its time was over',
  maxlen:
    'the queue was full: it drops its oldest message, or refuses the new one and makes that a dead letter',
  delivery_limit: 'it came back to its quorum queue more often than the delivery limit allows',
}

/** The rule by which a message went where it went. */
export function routingRule({ name, settings }: Exchange, queueCount: number, isReturned: boolean): string {
  const rule =
    name === '' ? 'the default exchange leads to the queue whose name is the key' : routing[settings.type]
  if (queueCount > 0) return rule as string
  const end = isReturned ? 'a mandatory message is given back' : 'the message is dropped'
  return `${rule}; there is none, and no alternate exchange that leads anywhere: ${end}`
}
