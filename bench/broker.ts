// Program: what the embedded broker takes and holds. Its argument, where there is one, is a part to measure: start, size
// or speed. After speed, a URL names the RabbitMQ to compare with instead of those that it starts.

import { measureSize } from './broker/size.ts'
import { measureSpeed } from './broker/speed.ts'
import { measureStart } from './broker/start.ts'

const [part, ...urls] = process.argv.slice(2)
const parts = { start: measureStart, size: measureSize, speed: () => measureSpeed(urls) }

if (part !== undefined && !(part in parts)) {
  console.error(`There is no ${part}; there are ${Object.keys(parts).join(', ')}`)
  process.exitCode = 2
} else {
  for (const [name, measure] of Object.entries(parts)) {
    if (part === undefined || part === name) await measure()
  }
}
