import { constantInfos } from '../../generated/metadata.ts'
import { entries } from './entries.ts'
import type { Entry } from './entry.ts'
import type { Explanation, Said } from './explanation.ts'
import { type CloseFields, readClose, readWords } from './reading.ts'
import type { Found } from './story.ts'

/**
 * Says of a refusal, a close or a lost connection what most likely went wrong, and what to do. It takes the reply text as
 * RabbitMQ sends it, with or without a reply code; lines of RabbitMQ's log; what amqplib, the clients for .NET, Java, Go
 * and Python, and wirehare print; errors of sockets; or the fields of a close. It never throws: of a text that nobody has
 * foreseen it says what its reply code means, and of one without a reply code that it is unknown.
 *
 *     explain('PRECONDITION_FAILED - unknown delivery tag 1').cause
 */
export function explain(given: string | CloseFields): Explanation {
  return explainAs(given).explanation
}

/** The same, with the entry that it was explained by and what the entry's pattern found. */
export function explainAs(given: string | CloseFields): Explained {
  const said = typeof given === 'string' ? readWords(given) : readClose(given)
  for (const text of typeof given === 'string' ? [said.text, given] : [said.text]) {
    for (const entry of entries) {
      const match = entry.words.exec(text)
      if (match !== null) return explained(entry, match.groups ?? {}, said)
    }
  }
  return { explanation: said.replyCode === undefined ? unknown(said) : general(said, said.replyCode) }
}

/** An explanation, and where it comes from. */
export interface Explained {
  readonly explanation: Explanation
  readonly entry?: Entry
  /** What the named groups of the entry's pattern matched. */
  readonly found?: Found
}

function explained(entry: Entry, found: Found, said: Said): Explained {
  const { name, title, cause, remedy, look } = entry
  const explanation = {
    name,
    title,
    cause: filled(cause, found),
    remedy: filled(remedy, found),
    ...(look === undefined ? {} : { look: filled(look, found) }),
    said,
  }
  return { explanation, entry, found }
}

function filled(text: string, found: Found): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => found[name] ?? '…')
}

function general(said: Said, replyCode: number): Explanation {
  const constant = constantInfos.find(
    ({ value, name }) => value === replyCode && !/^frame-(?!error)/.test(name),
  )
  if (constant === undefined) return unknown(said)
  const { label, purpose, rabbitmq } = constant.docs
  return {
    name: 'reply-code',
    title: label,
    cause: rabbitmq === undefined ? purpose : `${purpose} RabbitMQ: ${rabbitmq}`,
    remedy: "Look at the method that it names, and at the broker's log from the same second.",
    look:
      said.method === undefined
        ? 'The last frames that the client sent before it.'
        : `The last ${said.method} that the client sent before it.`,
    said,
  }
}

function unknown(said: Said): Explanation {
  return {
    name: 'unknown',
    title: 'words that are not known here',
    cause: 'This is no reply text of RabbitMQ that is known here, and it holds no reply code of AMQP 0-9-1.',
    remedy: "Give the whole text, with its reply code, or the line of the broker's log from the same second.",
    said,
  }
}
