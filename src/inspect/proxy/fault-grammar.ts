import type { Fault, FaultAction } from './fault.ts'
import { checkedCondition, checkedFault } from './fault-check.ts'
import { FRAME_KINDS, type FrameCondition, isFrames } from './frame-condition.ts'
import { Words } from './words.ts'

/**
 * Reads a rule: what to do, with which frames, and under which conditions, in any order of those.
 *
 *     fault     = action [ frames ] { condition }
 *     action    = "drop" | "delay" MS | "duplicate" | "truncate" [ OCTETS ] | "corrupt" [ OFFSET ] | "wrong-end"
 *               | "wrong-class" | "split" [ OCTETS ] | "coalesce" MS | "interleave" ( "heartbeat" | "channel" )
 *               | "hold" "heartbeats" | "half-close" | "reset" | "throttle" OCTETS-PER-SECOND
 *     frames    = "frame" | "method" | "header" | "body" | "heartbeat" | "protocol-header" | NAME OF A METHOD
 *     condition = "on" "channel" N | "on" "connection" N | "from" ( "client" | "broker" )
 *               | "after" N | "every" N | "times" N | "with" "probability" P
 *
 * `drop basic.ack on channel 1 after 3`
 * @throws {TypeError} with the code `ERR_INVALID_FAULT`, which names the word that is wrong and what was expected
 */
export function parseFault(text: string): Fault {
  const words = new Words(text, 'fault')
  const name = words.take('an action', Object.keys(ACTIONS))
  const action = (ACTIONS[name] as ReadAction)(words)
  return checkedFault({ ...action, ...readCondition(words, 'frames' in action) } as Fault)
}

/**
 * Reads a condition, as in a fault: `basic.ack on channel 1 after 3`. An empty text is one too, which takes every frame.
 * @throws {TypeError} as `parseFault`
 */
export function parseCondition(text: string): FrameCondition {
  return checkedCondition(readCondition(new Words(text, 'condition'), false))
}

type ReadAction = (words: Words) => FaultAction & FrameCondition

const ACTIONS: Readonly<Record<string, ReadAction>> = {
  drop: () => ({ action: 'drop' }),
  delay: (words) => ({ action: 'delay', delayMs: words.number('milliseconds') }),
  duplicate: () => ({ action: 'duplicate' }),
  truncate: (words) => ({ action: 'truncate', ...optional('bytes', words) }),
  corrupt: (words) => ({ action: 'corrupt', ...optional('offset', words) }),
  'wrong-end': () => ({ action: 'wrong-end' }),
  'wrong-class': () => ({ action: 'wrong-class' }),
  split: (words) => ({ action: 'split', ...optional('bytes', words) }),
  coalesce: (words) => ({ action: 'coalesce', withinMs: words.number('milliseconds') }),
  interleave: (words) => ({
    action: 'interleave',
    between: words.take('what goes between', ['heartbeat', 'channel']),
  }),
  hold(words) {
    words.take('what to hold back', ['heartbeats'])
    return { action: 'drop', frames: 'heartbeat' }
  },
  'half-close': () => ({ action: 'half-close' }),
  reset: () => ({ action: 'reset' }),
  throttle: (words) => ({ action: 'throttle', bytesPerSecond: words.number('octets a second') }),
}

function optional<K extends string>(name: K, words: Words): Partial<Record<K, number>> {
  const value = words.numberIfAny()
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<K, number>>)
}

type Condition = { -readonly [K in keyof FrameCondition]: FrameCondition[K] }

const CONDITIONS: Readonly<Record<string, (words: Words) => Condition>> = {
  on: (words) => {
    const what = words.take('what it is on', ['channel', 'connection'])
    return { [what]: words.number(`a ${what}`) }
  },
  from: (words) => ({ from: words.take<'client' | 'broker'>('who sent it', ['client', 'broker']) }),
  after: (words) => ({ after: words.number('a count') }),
  every: (words) => ({ every: words.number('a count') }),
  times: (words) => ({ times: words.number('a count') }),
  with(words) {
    words.take('a condition', ['probability'])
    return { probability: words.number('a probability') }
  },
}

function readCondition(words: Words, hasFrames: boolean): FrameCondition {
  const condition: Condition = {}
  const first = words.peek
  if (!hasFrames && first !== undefined && isFrames(first)) condition.frames = words.take('', [first])
  for (let isFirst = true; words.peek !== undefined; isFirst = false) {
    const expected =
      isFirst && !hasFrames && condition.frames === undefined ? FRAMES_OR_CONDITION : 'a condition'
    const word = words.peek
    const added = (CONDITIONS[words.take(expected, Object.keys(CONDITIONS))] as (words: Words) => Condition)(
      words,
    )
    for (const name of Object.keys(added)) if (name in condition) words.refuse(word, `${name} only once`)
    Object.assign(condition, added)
  }
  return condition
}

const FRAMES_OR_CONDITION = `frames (${FRAME_KINDS.join(', ')}, or a method such as basic.ack) or a condition`
