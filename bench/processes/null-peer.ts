// Program: the null peer. It shakes hands like a broker, then throws away what is published and sends deliveries that
// were encoded beforehand, so that the client alone is what a measurement shows.
//
// Its argument is the folder of the build whose codecs it encodes with; its one message is the port it listens on.

import { type AddressInfo, createServer } from 'node:net'
import { NullSession } from '../null-peer/session.ts'
import { encoderOf } from '../wire/encoder.ts'

const encoder = await encoderOf(process.argv[2] as string)
const server = createServer({ noDelay: true }, (socket) => new NullSession(socket, encoder))
server.listen(0, '127.0.0.1', 1024, () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.once('disconnect', () => process.exit())
