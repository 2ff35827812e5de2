/**
 * Records the sessions in clients/ anew: each client with one broker.
 *
 *     npx tsx test/vectors/record-clients.ts amqp://guest:guest@localhost:5672
 */
import { writeFileSync } from 'node:fs'
import { connect } from '../../src/index.ts'
import { converse as amqpClient } from './clients/amqp-client.ts'
import { converse as amqplib } from './clients/amqplib.ts'
import { converse as rabbitmqClient } from './clients/rabbitmq-client.ts'
import { converse as wirehare } from './clients/wirehare.ts'
import { recordingText } from './recording.ts'
import { recorded } from './recording-relay.ts'

const CLIENTS = { amqplib, 'rabbitmq-client': rabbitmqClient, 'amqp-client': amqpClient, wirehare }

const url = process.argv[2] ?? 'amqp://guest:guest@localhost'
await using connection = await connect(url)
const version = String(connection.serverProperties['version'])
const shortVersion = version.split('.', 2).join('.')

for (const [name, converse] of Object.entries(CLIENTS)) {
  const recording = await recorded(url, converse)
  const origin = `Recorded between ${name} and RabbitMQ ${version} by record-clients.ts, which stood between them.`
  const file = new URL(`./clients/${name}-rabbitmq-${shortVersion}.json`, import.meta.url)
  writeFileSync(file, recordingText(origin, recording))
}
