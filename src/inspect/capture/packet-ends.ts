import type { Endpoint, OpenEvent } from '../capture-event.ts'
import { addressBytes, mapped } from './ip-address.ts'
import type { PacketEnd } from './tcp-packet.ts'

/** Addresses that no machine has: those for tests of networks (RFC 2544), and those for documents (RFC 3849). */
const MADE_UP_IPV4: readonly number[] = [198, 18]
const MADE_UP_IPV6: readonly number[] = [0x20, 0x01, 0x0d, 0xb8]
const MAX_PORT = 0xffff

/** Whether an address is one of those that stand for a name. */
export function isMadeUp(address: Uint8Array): boolean {
  const prefix = address.length === 4 ? MADE_UP_IPV4 : MADE_UP_IPV6
  return prefix.every((octet, i) => address[i] === octet)
}

/** Both ends of a connection as packets name them. */
export interface PacketEnds {
  readonly client: PacketEnd
  readonly broker: PacketEnd
}

/** Gives the ends of connections addresses and ports that tell them apart in packets. */
export class PacketEndsBook {
  private readonly onName: (address: Uint8Array, name: string) => void
  private readonly addresses: Map<string, Uint8Array> = new Map()
  /** The connections that have been, by their ends in either order: whether each is still open. */
  private readonly openByEnds: Map<string, boolean> = new Map()

  /** @param onName hears which address stands for a name, before any packet has it */
  constructor(onName: (address: Uint8Array, name: string) => void) {
    this.onName = onName
  }

  /**
   * The ends of a connection, never the same one twice, which would leave its directions to guesses. Two connections
   * that are open at the same time, or of which the second has no beginning to tell it from the first, never have the
   * same, whoever of them began. The client's port is another then.
   */
  take({ client, broker, isFromStart }: OpenEvent): PacketEnds {
    const addresses = this.addressesOf(client, broker)
    const to = { address: addresses.broker, port: broker.port }
    for (let tries = 0, { port } = client; ; tries++, port = (port % MAX_PORT) + 1) {
      const ends = { client: { address: addresses.client, port }, broker: to }
      const [one, other] = keysOf(ends)
      const isOpen = this.openByEnds.get(`${one} ${other}`)
      const isFree = one !== other && (isOpen === undefined || (!isOpen && isFromStart))
      if (isFree || tries === MAX_PORT) {
        this.openByEnds.set(`${one} ${other}`, true)
        return ends
      }
    }
  }

  /** The connection with these ends is over. */
  release(ends: PacketEnds): void {
    this.openByEnds.set(keysOf(ends).join(' '), false)
  }

  private addressesOf(client: Endpoint, broker: Endpoint): Record<'client' | 'broker', Uint8Array> {
    const known = { client: addressBytes(client.host), broker: addressBytes(broker.host) }
    const isIpv6 = known.client?.length === 16 || known.broker?.length === 16
    const size = isIpv6 ? 16 : 4
    const address = (of: Uint8Array | undefined, name: string): Uint8Array =>
      of === undefined ? this.standIn(name, size) : isIpv6 ? mapped(of) : of
    return { client: address(known.client, client.host), broker: address(known.broker, broker.host) }
  }

  private standIn(name: string, size: 4 | 16): Uint8Array {
    const key = `${size} ${name}`
    const found = this.addresses.get(key)
    if (found !== undefined) return found
    const number = this.addresses.size + 1
    const prefix = size === 4 ? MADE_UP_IPV4 : MADE_UP_IPV6
    const address = new Uint8Array(size)
    address.set(prefix)
    address.set([number >> 8, number & 0xff], size - 2)
    this.addresses.set(key, address)
    this.onName(address, name)
    return address
  }
}

/** Both ends, in an order that does not depend on which of them is the client. */
function keysOf({ client, broker }: PacketEnds): string[] {
  return [`${client.address}:${client.port}`, `${broker.address}:${broker.port}`].sort()
}
