import { InvalidArgumentError } from 'commander'

/** Reads a number of seconds above 0 from an option, as far as a timer can count. */
export function seconds(text: string): number {
  const value = Number(text)
  // A timer counts milliseconds in 31 bits.
  if (!(value > 0 && value <= 2_147_483))
    throw new InvalidArgumentError('It must be a number of seconds above 0.')
  return value
}
