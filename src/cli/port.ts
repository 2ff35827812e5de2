import { InvalidArgumentError } from 'commander'

/** Reads the number of a port to listen on from an option; 0 is a free one. */
export function port(text: string): number {
  const value = Number(text)
  if (text !== '' && Number.isInteger(value) && value >= 0 && value <= 65_535) return value
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.')
}
