import { describe, expect, test } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { Life, type LifeTable } from '../../src/protocol/life.ts'
import {
  clientChannelLife,
  clientConnectionLife,
  serverChannelLife,
  serverConnectionLife,
} from '../../src/protocol/lives.ts'

type Table = LifeTable<string, string>

const LIVES: [name: string, table: Table, first: string][] = [
  ['a connection as its client sees it', clientConnectionLife, 'awaiting start'],
  ['a connection as its server sees it', serverConnectionLife, 'awaiting header'],
  ['a channel as its client sees it', clientChannelLife, 'opening'],
  ['a channel as its server sees it', serverChannelLife, 'open'],
]

function inputsOf(table: Table): string[] {
  return [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))]
}

/** The states that can be reached from one. */
function reachable(table: Table, from: string): Set<string> {
  const reached = new Set([from])
  for (const state of reached)
    for (const next of Object.values(table[state] ?? {})) reached.add(next as string)
  return reached
}

describe.each(LIVES)('%s', (_name, table, first) => {
  const states = Object.keys(table)

  test.each(states)('in "%s", goes where the table says, and nowhere else', (state) => {
    for (const input of inputsOf(table)) {
      const life = new Life(7, table, state)
      const next = table[state]?.[input]
      if (next === undefined) {
        const words = `${input} came while channel 7 was in the state "${state}"`
        const illegal = (): string => life.step(input)
        expect(illegal).toThrow(expect.objectContaining({ replyCode: 503, message: words }))
        expect(illegal).toThrow(ProtocolError)
        expect(life.state).toBe(state)
      } else {
        expect([life.step(input), life.state]).toEqual([next, next])
      }
    }
  })

  test('every state can be reached', () => {
    expect([...reachable(table, first)].sort()).toEqual(states.sort())
  })

  test('every state has a way to the end', () => {
    for (const state of states) expect(reachable(table, state)).toContain('closed')
  })

  test('the loss of the transport ends it at once, in every state', () => {
    for (const state of states) expect(table[state]?.['end']).toBe('closed')
  })

  test('the end is final', () => {
    expect([...reachable(table, 'closed')]).toEqual(['closed'])
  })

  test('once it is closing it does not open again', () => {
    expect(reachable(table, 'closing')).not.toContain('open')
  })
})
