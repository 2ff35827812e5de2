/** The protocol as the generator sees it, after both documents were read, merged and checked. */
export interface Model {
  readonly version: readonly [major: number, minor: number, revision: number]
  readonly port: number
  readonly constants: readonly Constant[]
  readonly classes: readonly ProtocolClass[]
}

/** The words of the specification about one element. */
export interface Docs {
  /** A few words, for a table or a label beside bytes. */
  readonly label: string
  /** What it is for. */
  readonly purpose: string
  /** What the peer answers; of methods only. */
  readonly reply?: string | undefined
  /** What goes wrong; of methods only. */
  readonly errors?: string | undefined
  /** The legal sequence of methods; of classes only. */
  readonly grammar?: string | undefined
  /** What RabbitMQ does otherwise. */
  readonly rabbitmq?: string | undefined
}

export interface Constant {
  readonly name: string
  readonly value: number
  /** A soft error closes the channel, a hard error the connection. */
  readonly severity: 'soft-error' | 'hard-error' | undefined
  readonly docs: Docs
}

export interface ProtocolClass {
  readonly name: string
  readonly index: number
  /** Which life the class belongs to: channel 0 or the others. */
  readonly handler: 'connection' | 'channel'
  readonly properties: readonly Field[]
  readonly methods: readonly ProtocolMethod[]
  readonly docs: Docs
}

export interface ProtocolMethod {
  readonly name: string
  readonly index: number
  readonly className: string
  readonly classIndex: number
  readonly handler: 'connection' | 'channel'
  readonly synchronous: boolean
  readonly content: boolean
  readonly deprecated: boolean
  readonly responses: readonly string[]
  readonly from: readonly Peer[]
  readonly fields: readonly Field[]
  readonly docs: Docs
}

export interface Field {
  readonly name: string
  readonly domain: string
  readonly type: WireType
  readonly reserved: boolean
  /** Whether a caller has to give it. */
  readonly required: boolean
  /** The bit of the same method that, where it is set, spares the caller giving a field that has to be given otherwise. */
  readonly requiredUnless: string | undefined
  readonly docs: Docs
}

export type Peer = 'client' | 'server'

export const WIRE_TYPES = [
  'bit',
  'octet',
  'short',
  'long',
  'longlong',
  'shortstr',
  'longstr',
  'timestamp',
  'table',
] as const
export type WireType = (typeof WIRE_TYPES)[number]
