import { own } from '../../util/own.ts'
import type { Fault } from './fault.ts'
import { FRAME_KINDS, type FrameCondition, isFrames } from './frame-condition.ts'

/** Node's timers take no longer waits: 2^31 - 1 milliseconds. */
const MAX_MS = 0x7fff_ffff
const MANY = Number.MAX_SAFE_INTEGER

/** What the actions need beside their name: the range of a number, and whether it may be left out. */
const NUMBERS: Readonly<
  Record<string, readonly [name: string, min: number, max: number, isOptional: boolean]>
> = {
  delay: ['delayMs', 0, MAX_MS, false],
  truncate: ['bytes', 1, MANY, true],
  corrupt: ['offset', 0, MANY, true],
  split: ['bytes', 1, MANY, true],
  coalesce: ['withinMs', 0, MAX_MS, false],
  throttle: ['bytesPerSecond', 1, MANY, false],
}
const WITHOUT_NUMBER = ['drop', 'duplicate', 'wrong-end', 'wrong-class', 'interleave', 'half-close', 'reset']

/**
 * Hands on a fault in which all is as it must be.
 * @throws {TypeError | RangeError} with the code `ERR_INVALID_FAULT`, which names the field
 */
export function checkedFault(fault: Fault): Fault {
  const { action } = fault
  const number = own(NUMBERS, action)
  if (number === undefined && !WITHOUT_NUMBER.includes(action))
    refuse(
      TypeError,
      `action must be one of ${[...Object.keys(NUMBERS), ...WITHOUT_NUMBER].join(', ')}`,
      action,
    )
  if (number !== undefined) {
    const [name, min, max, isOptional] = number
    whole(name, (fault as unknown as Record<string, unknown>)[name], min, max, isOptional)
  }
  if (action === 'interleave' && fault.between !== 'heartbeat' && fault.between !== 'channel')
    refuse(TypeError, 'between must be heartbeat or channel', fault.between)
  if (action === 'wrong-class') {
    const { frames = 'header' } = fault
    if (frames !== 'header')
      refuse(TypeError, 'wrong-class is about content headers: frames must be header', frames)
    return checkedCondition({ ...fault, frames })
  }
  return checkedCondition(fault)
}

/**
 * Hands on a condition in which all is as it must be.
 * @throws {TypeError | RangeError} as `checkedFault`
 */
export function checkedCondition<C extends FrameCondition>(condition: C): C {
  const { frames, from, probability } = condition
  if (frames !== undefined && !isFrames(frames))
    refuse(
      TypeError,
      `frames must be one of ${FRAME_KINDS.join(', ')}, or a method such as basic.ack`,
      frames,
    )
  if (from !== undefined && from !== 'client' && from !== 'broker')
    refuse(TypeError, 'from must be client or broker', from)
  whole('channel', condition.channel, 0, 0xffff, true)
  whole('connection', condition.connection, 1, MANY, true)
  whole('after', condition.after, 0, MANY, true)
  whole('every', condition.every, 1, MANY, true)
  whole('times', condition.times, 1, MANY, true)
  if (probability !== undefined && !(probability > 0 && probability <= 1))
    refuse(RangeError, 'probability must be more than 0 and not more than 1', probability)
  return condition
}

function whole(name: string, value: unknown, min: number, max: number, isOptional: boolean): void {
  if (isOptional && value === undefined) return
  if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return
  refuse(RangeError, `${name} must be a whole number from ${min} to ${max}`, value)
}

function refuse(Class: typeof TypeError | typeof RangeError, words: string, value: unknown): never {
  throw Object.assign(new Class(`${words}, not ${String(value)}`), { code: 'ERR_INVALID_FAULT' })
}
