/** The fields that hold passwords and tokens, which the specification does not mark, as `method.field`. */
const SECRETS: ReadonlySet<string> = new Set([
  'connection.start-ok.response',
  'connection.secure-ok.response',
  'connection.update-secret.new-secret',
])

/** Whether a field of a method, each by its name in the standard, holds a password or a token. */
export function isSecret(method: string, field: string): boolean {
  return SECRETS.has(`${method}.${field}`)
}
