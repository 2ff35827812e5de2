// The table of the lives of a connection, walked through.

import { expect, test } from 'vitest'
import { Life } from '../../src/protocol/life.ts'
import { type RecoveryInput, type RecoveryState, recoveryLife } from '../../src/recovery/recovery.ts'

const STATES = Object.keys(recoveryLife) as RecoveryState[]

function walk(...inputs: RecoveryInput[]): RecoveryState {
  const life = new Life(0, recoveryLife, 'connected' as RecoveryState)
  for (const input of inputs) life.step(input)
  return life.state
}

test('a loss leads back, however many attempts fail on the way', () => {
  expect(walk('lost', 'due', 'opened', 'restored')).toBe('connected')
  expect(walk('lost', 'due', 'failed', 'due', 'opened', 'failed', 'due')).toBe('connecting')
})

test.each(STATES)('%s can be stopped, and that is the end', (state) => {
  const life = new Life(0, recoveryLife, state)
  expect(life.step('stop')).toBe('over')
  for (const input of ['lost', 'due', 'opened', 'restored', 'failed'] as const)
    expect(life.allows(input)).toBe(false)
})

test('nothing fails that has not begun, or that is done', () => {
  const failing = STATES.filter((state) => new Life(0, recoveryLife, state).allows('failed'))
  expect(failing).toEqual(['connecting', 'restoring'])
})

test('only what is connected can be lost', () => {
  expect(() => walk('lost', 'lost')).toThrow('lost came while the connection was in the state "waiting"')
})
