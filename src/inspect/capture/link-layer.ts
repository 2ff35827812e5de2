import { viewOf } from '../../wire/bytes.ts'

/** What a packet holds by its ether type. */
const IPV4 = 0x0800
const IPV6 = 0x86dd
/** VLAN tags: of the client, of the provider, and of switches older than the standard. */
const VLAN: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100])

type Unwrap = (bytes: Uint8Array) => Uint8Array | undefined

/** By LINKTYPE_: how to get at the IP packet. Their list is at tcpdump.org. */
const LINKS: Readonly<Record<number, { readonly headerBytes: number; readonly unwrap: Unwrap }>> = {
  // NULL and LOOP: four octets that name the family. What follows says which version of IP it is.
  0: { headerBytes: 4, unwrap: (bytes) => rawIp(bytes.subarray(4)) },
  108: { headerBytes: 4, unwrap: (bytes) => rawIp(bytes.subarray(4)) },
  // Ethernet: to, from, ether type.
  1: { headerBytes: 14, unwrap: (bytes) => afterType(bytes, 12, 14) },
  // RAW, under the numbers of three systems, and one for each version of IP.
  12: { headerBytes: 0, unwrap: rawIp },
  14: { headerBytes: 0, unwrap: rawIp },
  101: { headerBytes: 0, unwrap: rawIp },
  228: { headerBytes: 0, unwrap: rawIp },
  229: { headerBytes: 0, unwrap: rawIp },
  // Linux, any interface (`tcpdump -i any`), old and new.
  113: { headerBytes: 16, unwrap: (bytes) => afterType(bytes, 14, 16) },
  276: { headerBytes: 20, unwrap: (bytes) => afterType(bytes, 0, 20) },
}

/** Whether packets of this kind can be read at all. */
export function isKnownLink(linkType: number): boolean {
  return LINKS[linkType] !== undefined
}

/** The IP packet within a packet; undefined where there is none. */
export function ipPacketIn(linkType: number, bytes: Uint8Array): Uint8Array | undefined {
  const link = LINKS[linkType]
  return link === undefined || bytes.length <= link.headerBytes ? undefined : link.unwrap(bytes)
}

function rawIp(bytes: Uint8Array): Uint8Array | undefined {
  const version = (bytes[0] as number) >> 4
  return version === 4 || version === 6 ? bytes : undefined
}

/** What stands behind an ether type and the VLAN tags that follow on it. */
function afterType(bytes: Uint8Array, typeAt: number, from: number): Uint8Array | undefined {
  let type = viewOf(bytes).getUint16(typeAt)
  let at = from
  while (VLAN.has(type) && at + 4 < bytes.length) {
    type = viewOf(bytes).getUint16(at + 2)
    at += 4
  }
  return (type === IPV4 || type === IPV6) && at < bytes.length ? rawIp(bytes.subarray(at)) : undefined
}
