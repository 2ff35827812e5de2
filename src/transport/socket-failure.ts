/** What went wrong with a socket, for people and for programs. */
export interface SocketFailure {
  /** The system's or OpenSSL's, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`. */
  readonly code: string | undefined
  readonly words: string
  /** Whether it may pass. What TLS refuses, such as a certificate, it will refuse again. */
  readonly retriable: boolean
}

/** What codes mean whose own words do not help. */
const MEANINGS: readonly (readonly [codes: RegExp, words: string])[] = [
  [/^ECONNREFUSED/, 'nothing listens there'],
  [/^ENOTFOUND/, 'the host is not known'],
  [/^EAI_AGAIN/, 'its name cannot be looked up now'],
  [/WRONG_VERSION_NUMBER/, 'it does not speak TLS'],
  [/SELF_SIGNED|^UNABLE_TO/, 'its certificate is signed by nobody trusted (see ca)'],
  [/_ALERT_.*(CERT|_CA$|HANDSHAKE)/, 'it may want a certificate, or another one (cert and key)'],
]

/** Explains an error of a socket. */
export function explainSocketError(error: Error): SocketFailure {
  // Where a name has several addresses and none answers, Node gathers what went wrong with each.
  const first = error instanceof AggregateError ? ((error.errors[0] as Error | undefined) ?? error) : error
  const { code, library, reason } = first as NodeJS.ErrnoException & { library?: string; reason?: string }
  const known = MEANINGS.find(([codes]) => code !== undefined && codes.test(code))?.[1]
  // OpenSSL's message is for those who debug OpenSSL.
  const own = (library && reason) ?? first.message
  return { code, words: known ?? own, retriable: code === undefined || /^E(?!RR_)/.test(code) }
}
