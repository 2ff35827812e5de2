// Program: the broker that comes along, for as long as the process that started it listens. It tells that process its
// URL, and ends with it.

import { startBroker } from '../../broker/index.ts'

// Ctrl-C reaches all processes of a terminal; this one is needed until the other is done.
process.on('SIGINT', () => {})
process.once('disconnect', () => process.exit(0))
const { url } = await startBroker({ port: 0 })
process.send?.(url)
