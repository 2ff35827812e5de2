/** A packet as a file holds it. */
export interface Packet {
  /** Octets of the file before it. */
  readonly offset: number
  /** Microseconds since 1970, whole. */
  readonly atMicros: number
  /** What it begins with: a LINKTYPE_ of the register of tcpdump.org. */
  readonly linkType: number
  /** As much of it as was kept. */
  readonly bytes: Uint8Array
  /** The file, or the part of it, that it stands in. */
  readonly origin: PacketOrigin
}

/** What a file says of all its packets. */
export interface PacketOrigin {
  /** Whether a PcapngWriter wrote it. */
  readonly isOwn: boolean
  /** The names of addresses, each address as a text of its octets. */
  readonly names: ReadonlyMap<string, string>
}

/** The largest packet or block that is read. No capture has larger ones: Wireshark's own limit is the same. */
export const MAX_PACKET_BYTES: number = 16 * 1024 * 1024
