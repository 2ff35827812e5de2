/**
 * What travels while tcpdump makes the captures in this folder, from a broker of your own:
 *
 *     tcpdump -i lo -w from-start.pcap tcp port 5672 &
 *     npx tsx test/vectors/captures/record.ts amqp://guest:guest@localhost:5672
 *
 * With `--signal` it waits for a line on its standard input before it publishes, so that tcpdump can begin in the middle.
 */
import { once } from 'node:events'
import amqplib from 'amqplib'

const [target = 'amqp://guest:guest@localhost', ...rest] = process.argv.slice(2)

const connection = await amqplib.connect(target, { clientProperties: { connection_name: 'a capture' } })
// Where others use the broker too: tcpdump -r all.pcap -w mine.pcap tcp port THIS
const { localPort } = (connection as unknown as { connection: { stream: { localPort: number } } }).connection
  .stream
console.log(localPort)
const channel = await connection.createConfirmChannel()
const { queue } = await channel.assertQueue('wirehare.capture', { exclusive: true })
if (rest.includes('--signal')) await once(process.stdin, 'data')
for (const text of ['one', 'two', 'three']) {
  channel.sendToQueue(queue, Buffer.from(text), { messageId: text, headers: { of: 'a capture' } })
}
await channel.waitForConfirms()
for (let message = await channel.get(queue); message !== false; message = await channel.get(queue))
  channel.ack(message)
await channel.close()
await connection.close()
process.stdin.destroy()
