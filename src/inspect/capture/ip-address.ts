import { isIPv4, isIPv6 } from 'node:net'

/** The 4 octets of an IPv4 address or the 16 of an IPv6 one; undefined for a name. A mapped IPv4 address has 4. */
export function addressBytes(text: string): Uint8Array | undefined {
  if (isIPv4(text)) return Uint8Array.from(text.split('.'), Number)
  // An address with a zone means something on one machine only, and has no place in a packet.
  if (!isIPv6(text) || text.includes('%')) return undefined
  return unmapped(sixteenOctets(text))
}

/** An address as text, IPv6 as RFC 5952 wants it; a mapped IPv4 address as what it stands for. */
export function addressText(bytes: Uint8Array): string {
  const octets = unmapped(bytes)
  if (octets.length === 4) return octets.join('.')
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((octets[2 * i]! << 8) | octets[2 * i + 1]!).toString(16),
  )
  const zeros = longestZeros(groups)
  if (zeros.count < 2) return groups.join(':')
  return `${groups.slice(0, zeros.from).join(':')}::${groups.slice(zeros.from + zeros.count).join(':')}`
}

/** The same address for an IPv6 packet, where one of the two ends has no other. */
export function mapped(address: Uint8Array): Uint8Array {
  return address.length === 16 ? address : Uint8Array.of(...MAPPED, ...address)
}

/** What an IPv4 address in the form of an IPv6 one begins with: ::ffff:0:0/96. */
const MAPPED: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]

function unmapped(bytes: Uint8Array): Uint8Array {
  return bytes.length === 16 && MAPPED.every((octet, i) => bytes[i] === octet) ? bytes.subarray(12) : bytes
}

function sixteenOctets(text: string): Uint8Array {
  const plain = text.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => {
    const group = (high: string, low: string): string => ((Number(high) << 8) | Number(low)).toString(16)
    return `${group(a, b)}:${group(c, d)}`
  })
  const [before = [], after = []] = plain.split('::').map((part) => (part === '' ? [] : part.split(':')))
  const zeros = new Array<string>(8 - before.length - after.length).fill('0')
  const groups = [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16))
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]))
}

function longestZeros(groups: readonly string[]): { from: number; count: number } {
  let longest = { from: 0, count: 0 }
  for (let from = 0; from < groups.length; from++) {
    let count = 0
    while (groups[from + count] === '0') count++
    if (count > longest.count) longest = { from, count }
  }
  return longest
}
