import { createInterface } from 'node:readline'
import { buffer } from 'node:stream/consumers'

/** The bodies to publish: the one that was given, or what comes on the standard input, as one or line by line. */
export async function* bodiesOf(
  given: string | undefined,
  byLine: boolean,
): AsyncGenerator<string | Uint8Array, void, undefined> {
  const { stdin, stderr } = process
  if (given !== undefined) return yield given
  if (stdin.isTTY === true)
    stderr.write(`Type what is to be published${byLine ? ', a message a line' : ''}; Ctrl-D ends it.\n`)
  if (byLine) yield* createInterface({ input: stdin, crlfDelay: Infinity })
  else yield await buffer(stdin)
}
