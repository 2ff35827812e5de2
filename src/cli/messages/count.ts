import { InvalidArgumentError } from 'commander'

/** Reads a number of messages from an option: 1 and up. */
export function count(text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && Number.isSafeInteger(value)) return value
  throw new InvalidArgumentError('It must be a whole number from 1 on.')
}
