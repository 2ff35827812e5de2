// Program: what a proxy in between costs. Its argument, where there is one, is a part to measure: speed or memory. After
// speed, URLs name the RabbitMQs to measure with instead of those that it starts.

import { measureMemory } from './proxy/memory.ts'
import { measureSpeed } from './proxy/speed.ts'

const [part, ...urls] = process.argv.slice(2)
const parts = { speed: () => measureSpeed(urls), memory: measureMemory }

if (part !== undefined && !(part in parts)) {
  console.error(`There is no ${part}; there are ${Object.keys(parts).join(', ')}`)
  process.exitCode = 2
} else {
  for (const [name, measure] of Object.entries(parts)) {
    if (part === undefined || part === name) await measure()
  }
}
