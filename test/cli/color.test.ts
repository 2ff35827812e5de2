import { expect, it } from 'vitest'
import { wantsColor } from '../../src/cli/color.ts'

it.each<[allowed: boolean, isTTY: boolean, env: NodeJS.ProcessEnv, wanted: boolean]>([
  [true, true, {}, true],
  [true, false, {}, false],
  [false, true, {}, false],
  [true, true, { NO_COLOR: '1' }, false],
  [true, true, { NO_COLOR: '' }, true],
  [true, false, { FORCE_COLOR: '1' }, true],
  [true, false, { FORCE_COLOR: '' }, false],
  [true, true, { FORCE_COLOR: '0' }, false],
  [true, false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  [false, true, { FORCE_COLOR: '1' }, false],
])('allowed %s, a terminal %s, %j: %s', (allowed, isTTY, env, wanted) => {
  expect(wantsColor(allowed, { isTTY }, env)).toBe(wanted)
})
