import type { LifeTable } from './life.ts'

/**
 * The lives of connections and channels, each as a table: state × input → state. What a table does not have is illegal.
 * Inputs are methods as they come in (`connection.tune`), what this side does itself (`send …`), and `end`, the loss of
 * the transport. `other` is any method that belongs to no life cycle. (AMQP 0-9-1, 2.2.4 "The Connection Class" and
 * 2.2.5 "The Channel Class".)
 */

/** Where a client's connection stands: what it waits for of the broker, or that channels can be used (`open`). */
export type ClientConnectionState =
  | 'awaiting start'
  | 'awaiting tune'
  | 'awaiting open-ok'
  | 'open'
  | 'closing'
  | 'closed'
/** What moves a client's connection on: methods of the broker, its own close, the loss of the transport. */
export type ClientConnectionInput =
  | 'connection.start'
  | 'connection.secure'
  | 'connection.tune'
  | 'connection.open-ok'
  | 'connection.close'
  | 'connection.close-ok'
  | 'other'
  | 'send connection.close'
  | 'end'

/**
 * A connection as its client sees it.
 *
 *     awaiting start ──start──▶ awaiting tune ──tune──▶ awaiting open-ok ──open-ok──▶ open
 *                                 ▲       │secure                                     │ send close
 *                                 └───────┘                                           ▼
 *     closed ◀──close, close-ok, end── (every state)                               closing
 */
export const clientConnectionLife: LifeTable<ClientConnectionState, ClientConnectionInput> = {
  'awaiting start': { 'connection.start': 'awaiting tune', 'connection.close': 'closed', end: 'closed' },
  'awaiting tune': {
    'connection.secure': 'awaiting tune',
    'connection.tune': 'awaiting open-ok',
    'connection.close': 'closed',
    end: 'closed',
  },
  'awaiting open-ok': {
    'connection.open-ok': 'open',
    'connection.close': 'closed',
    'send connection.close': 'closing',
    end: 'closed',
  },
  open: { other: 'open', 'connection.close': 'closed', 'send connection.close': 'closing', end: 'closed' },
  // Both sides may close at once: theirs is answered, and stands for the answer to ours.
  closing: { other: 'closing', 'connection.close': 'closed', 'connection.close-ok': 'closed', end: 'closed' },
  closed: { other: 'closed', 'connection.close': 'closed', 'connection.close-ok': 'closed', end: 'closed' },
}

/** Where a server's connection stands: what it waits for of the client, or that channels can be used (`open`). */
export type ServerConnectionState =
  | 'awaiting header'
  | 'awaiting start-ok'
  | 'awaiting secure-ok'
  | 'awaiting tune-ok'
  | 'awaiting open'
  | 'open'
  | 'closing'
  | 'closed'
/** What moves a server's connection on: what the client sends, the server's own methods, the loss of the transport. */
export type ServerConnectionInput =
  | 'protocol header'
  | 'connection.start-ok'
  | 'connection.secure-ok'
  | 'connection.tune-ok'
  | 'connection.open'
  | 'connection.close'
  | 'connection.close-ok'
  | 'other'
  | 'send connection.secure'
  | 'send connection.tune'
  | 'send connection.close'
  | 'end'

/**
 * A connection as its server sees it.
 *
 *     awaiting header ──header──▶ awaiting start-ok ──start-ok──▶ awaiting secure-ok ──send tune──▶ awaiting tune-ok
 *                                                                   ▲ secure-ok │ send secure             │ tune-ok
 *                                                                   └───────────┘                         ▼
 *     closed ◀──close, close-ok, end── (every state)   closing ◀──send close── open ◀──open── awaiting open
 */
export const serverConnectionLife: LifeTable<ServerConnectionState, ServerConnectionInput> = {
  'awaiting header': { 'protocol header': 'awaiting start-ok', end: 'closed' },
  'awaiting start-ok': {
    'connection.start-ok': 'awaiting secure-ok',
    'connection.close': 'closed',
    'send connection.close': 'closing',
    end: 'closed',
  },
  'awaiting secure-ok': {
    'send connection.secure': 'awaiting secure-ok',
    'connection.secure-ok': 'awaiting secure-ok',
    'send connection.tune': 'awaiting tune-ok',
    'connection.close': 'closed',
    'send connection.close': 'closing',
    end: 'closed',
  },
  'awaiting tune-ok': {
    'connection.tune-ok': 'awaiting open',
    'connection.close': 'closed',
    'send connection.close': 'closing',
    end: 'closed',
  },
  'awaiting open': {
    'connection.open': 'open',
    'connection.close': 'closed',
    'send connection.close': 'closing',
    end: 'closed',
  },
  open: { other: 'open', 'connection.close': 'closed', 'send connection.close': 'closing', end: 'closed' },
  closing: { other: 'closing', 'connection.close': 'closed', 'connection.close-ok': 'closed', end: 'closed' },
  closed: { other: 'closed', 'connection.close': 'closed', 'connection.close-ok': 'closed', end: 'closed' },
}

/** Where a client's channel stands. Its number is taken until it is `closed`. */
export type ClientChannelState = 'opening' | 'open' | 'closing' | 'closed'
/** What moves a client's channel on: methods of the broker, its own close, the end of the connection. */
export type ClientChannelInput =
  | 'channel.open-ok'
  | 'channel.close'
  | 'channel.close-ok'
  | 'other'
  | 'send channel.close'
  | 'end'

/**
 * A channel as its client sees it. While it is closing, all but close and close-ok is dropped, and its number is free
 * again only once it is closed.
 *
 *     opening ──open-ok──▶ open ──send close──▶ closing ──close-ok──▶ closed
 *        │                  │                      │ close (both at once): answered,
 *        └──────close───────┴──────close───────▶   │ and the close-ok is still to come
 *                        closed                    └──▶ closing
 */
export const clientChannelLife: LifeTable<ClientChannelState, ClientChannelInput> = {
  opening: {
    'channel.open-ok': 'open',
    'channel.close': 'closed',
    'send channel.close': 'closing',
    end: 'closed',
  },
  open: { other: 'open', 'channel.close': 'closed', 'send channel.close': 'closing', end: 'closed' },
  closing: {
    other: 'closing',
    'channel.open-ok': 'closing',
    'channel.close': 'closing',
    'channel.close-ok': 'closed',
    end: 'closed',
  },
  closed: { end: 'closed' },
}

/** Where a server's channel stands. There is none before its channel.open, so it begins `open`. */
export type ServerChannelState = 'open' | 'closing' | 'closed'
/** What moves a server's channel on: methods of the client, the server's own close, the end of the connection. */
export type ServerChannelInput = 'channel.close' | 'channel.close-ok' | 'other' | 'send channel.close' | 'end'

/** A channel as its server sees it, from its channel.open on. */
export const serverChannelLife: LifeTable<ServerChannelState, ServerChannelInput> = {
  open: { other: 'open', 'channel.close': 'closed', 'send channel.close': 'closing', end: 'closed' },
  closing: { other: 'closing', 'channel.close': 'closing', 'channel.close-ok': 'closed', end: 'closed' },
  closed: { end: 'closed' },
}
