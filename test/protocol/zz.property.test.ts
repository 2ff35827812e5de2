import { test } from 'vitest'
import * as m from './core-world.ts'
const stats: Record<string, number> = {}
const bump = (k: string) => (stats[k] = (stats[k] ?? 0) + 1)
const orig = m.World.prototype.audit
m.World.prototype.audit = function (this: any) {
  orig.call(this)
  for (const { call, name } of this.calls) bump(`call ${name.split(' ')[0]} ${call.reply ? 'replied' : call.error.name + ' ' + (call.error.code ?? call.error.message)}`)
  for (const c of this.channels) { bump('channel end ' + (c.recorder.closes[0]?.code ?? c.recorder.closes[0]?.message)); for (const e of c.recorder.events) bump('event ' + e[0]) }
  bump('client close ' + (this.pair.clientSide.closes[0]?.code ?? this.pair.clientSide.closes[0]?.message))
  bump('server close ' + (this.pair.serverSide.closes[0]?.code ?? this.pair.serverSide.closes[0]?.message))
}
await import('./core-model.property.test.ts')
test('stats', () => console.log(stats))
