// tshark, the terminal's Wireshark: what it makes of a capture.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { SaxesParser, type SaxesTagPlain } from 'saxes'

/** A field or a protocol as tshark saw it, with what it consists of. */
export interface TsharkNode {
  readonly name: string
  /** Where its octets begin; comparable with that of other nodes of the same packet only. */
  readonly pos: number
  readonly size: number
  /** The value as text. */
  readonly show: string
  /** Name and value as Wireshark's window has them. */
  readonly showname: string
  /** The octets in hexadecimal; empty where there are none, or where it gives none. */
  readonly hex: string
  readonly children: readonly TsharkNode[]
}

/** What stands in the name of tests that need tshark, where there is none or another than was tried: why they are skipped. */
export function whyNoTshark(): string | undefined {
  try {
    const text = execFileSync('tshark', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    if (/\b4\.0\.\d+/.test(text)) return undefined
    return 'tshark is not of version 4.0'
  } catch (error) {
    if (process.env['WIREHARE_REQUIRE_RABBITMQ'] === '1') throw error
    return 'tshark is not installed'
  }
}

/**
 * The frames of AMQP that tshark finds in a capture, in the order in which they became whole.
 * @param options further arguments, such as a filter
 */
export async function tsharkFrames(file: string, options: readonly string[] = []): Promise<TsharkNode[]> {
  const frames: TsharkNode[] = []
  const open: (Omit<TsharkNode, 'children'> & { readonly children: TsharkNode[] })[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name: tag, attributes }: SaxesTagPlain) => {
    if (tag !== 'proto' && tag !== 'field') return
    const { name = '', pos, size, show = '', showname = '', value: hex = '' } = attributes
    open.push({ name, pos: Number(pos), size: Number(size), show, showname, hex, children: [] })
  })
  parser.on('closetag', ({ name: tag }) => {
    if (tag !== 'proto' && tag !== 'field') return
    const node = open.pop() as TsharkNode
    const parent = open.at(-1)
    if (parent !== undefined) parent.children.push(node)
    else if (node.name === 'amqp') frames.push(node)
  })
  // The other protocols are told as names only.
  await tshark(['-r', file, '-T', 'pdml', '-J', 'amqp', ...options], (text) => parser.write(text))
  parser.close()
  return frames
}

/** The lines that tshark prints for the packets that a filter lets through. */
export async function tsharkLines(file: string, filter: string): Promise<string[]> {
  let printed = ''
  await tshark(['-r', file, '-Y', filter], (text) => (printed += text))
  return printed.split('\n').filter((line) => line !== '')
}

async function tshark(options: readonly string[], onText: (text: string) => void): Promise<void> {
  // Neither names nor settings of whoever runs this.
  const child = spawn('tshark', ['-n', ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.setEncoding('utf8').on('data', onText)
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  const [status] = (await once(child, 'close')) as [number | null]
  if (status !== 0) throw new Error(`tshark ended with ${status}: ${complaints}`)
}
