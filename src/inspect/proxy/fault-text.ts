import type { Fault } from './fault.ts'
import type { FrameCondition } from './frame-condition.ts'

/** A fault as `parseFault` reads it. */
export function faultText(fault: Fault): string {
  return [fault.action, argumentOf(fault), conditionText(fault)].filter((part) => part !== '').join(' ')
}

function argumentOf(fault: Fault): string {
  switch (fault.action) {
    case 'delay':
      return String(fault.delayMs)
    case 'truncate':
    case 'split':
      return String(fault.bytes ?? '')
    case 'corrupt':
      return String(fault.offset ?? '')
    case 'coalesce':
      return String(fault.withinMs)
    case 'interleave':
      return fault.between
    case 'throttle':
      return String(fault.bytesPerSecond)
    default:
      return ''
  }
}

/** A condition as `parseCondition` reads it. */
export function conditionText(condition: FrameCondition): string {
  const { frames, channel, connection, from, after, every, probability, times } = condition
  const parts: readonly (readonly [words: string, value: string | number | undefined])[] = [
    ['', frames],
    ['on channel ', channel],
    ['on connection ', connection],
    ['from ', from],
    ['after ', after],
    ['every ', every],
    ['with probability ', probability],
    ['times ', times],
  ]
  return parts.flatMap(([words, value]) => (value === undefined ? [] : [`${words}${value}`])).join(' ')
}
