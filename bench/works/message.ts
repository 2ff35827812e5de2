/** The properties of a rich message, in plain values: each client has its own names for them. */
export interface RichProperties {
  readonly contentType: string
  readonly deliveryMode: 1 | 2
  readonly correlationId: string
  readonly messageId: string
  readonly timestampSeconds: number
  readonly type: string
  readonly headers: Readonly<Record<string, string | number | boolean>>
}

export interface Message {
  readonly name: MessageName
  readonly body: Buffer
  readonly properties: RichProperties | undefined
}

export type MessageName = '16b' | '1k-rich' | '1m'

/** Six properties and three headers, as an event in a business might have them. */
const RICH: RichProperties = {
  // Not text or JSON, which one of the clients would decode while the others leave it alone.
  contentType: 'application/octet-stream',
  deliveryMode: 1,
  correlationId: '0b1f3e52-7c1a-4f0e-9a55-6f5d1e0c7a21',
  messageId: '7d9c2c80-41ce-4a1b-8a37-2d6f0e5b9c14',
  timestampSeconds: 1_700_000_000,
  type: 'order.created',
  headers: { tenant: 'north-west', attempt: 3, replayed: false },
}

export const MESSAGES: Readonly<Record<MessageName, Message>> = {
  '16b': { name: '16b', body: Buffer.alloc(16, 'x'), properties: undefined },
  '1k-rich': { name: '1k-rich', body: Buffer.alloc(1024, 'x'), properties: RICH },
  '1m': { name: '1m', body: Buffer.alloc(1_000_000, 'x'), properties: undefined },
}

/** For clients whose publish is a promise: how many to make before they are awaited together. */
export function batchOf({ body }: Message): number {
  return Math.min(1000, Math.ceil(4_000_000 / body.length))
}

/** Looks at what a consumer would look at, by the names that all clients share. */
export function requireProperties(properties: { messageId?: unknown; headers?: unknown }): void {
  const { messageId, headers } = properties
  if (
    messageId === undefined ||
    (headers as RichProperties['headers'] | undefined)?.['tenant'] === undefined
  ) {
    throw new Error('a message came without its properties')
  }
}
