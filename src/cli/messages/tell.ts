/** Says something to people: on stderr, where it does not get in between messages that a program reads. */
export function tell(words: string): void {
  process.stderr.write(`${words}\n`)
}

/** Says that the broker is one that nobody else knows, and that what it holds does not last. */
export function tellOfOwnBroker(url: string): void {
  tell(`No --url, so this command runs a broker of its own, at ${url}, until it ends.`)
}
