// Losses that a RabbitMQ brings about itself: an operator closes connections, or stops it and starts it again.

import { once } from 'node:events'
import { expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import { eachControlledBroker } from '../support/brokers.ts'
import { rabbitmqctl } from '../support/brokers-control.ts'
import { hostBroker } from '../support/brokers-hosting.ts'
import { consumedBy, FAST, publishAll, recovered, withNames } from '../support/recovering.ts'

eachControlledBroker((broker) => {
  test('connections that an operator closes come back', async () => {
    await using connection = await connect(broker.url, { recovery: FAST })
    const channel = await connection.openChannel()
    const { queue } = await channel.queueDeclare({ exclusive: true })
    const mailbox = await consumedBy(channel, queue)
    const [lost, renamed] = [once(connection, 'lost'), once(connection, 'queueRenamed')]
    const back = recovered(connection)
    await broker.rabbitmqctl('close_all_connections', 'enough of it')
    const [reason] = await lost
    expect(reason).toMatchObject({
      replyCode: 320,
      code: 'CONNECTION_FORCED',
      initiator: 'peer',
      retriable: true,
    })
    expect(reason.message).toContain('enough of it')
    const [oldName, newName] = await renamed
    expect(oldName).toBe(queue)
    await back
    channel.basicPublish({ routingKey: newName }, undefined, 'x')
    expect((await mailbox.next()).text()).toBe('x')
  })
})

test('a RabbitMQ that stops and starts again has what is durable, and all the rest is declared', async (context) => {
  const hosting = hostBroker('rabbitmq-3.10')
  try {
    const report = await hosting.report
    if ('skipped' in report || report.control === undefined)
      return context.skip('no rabbitmq-server on the PATH')
    const { url, control } = report
    await using connection = await connect(url, { recovery: FAST })
    await withNames(url, async (name) => {
      const channel = await connection.openChannel()
      const [durable, passing, exchange] = [name('durable'), name('passing'), name('exchange')]
      await channel.queueDeclare({ queue: durable, durable: true })
      await channel.queueDeclare({ queue: passing })
      await channel.exchangeDeclare({ exchange, type: 'fanout' })
      for (const queue of [durable, passing]) await channel.queueBind({ queue, exchange })
      await using publisher = await connection.createPublisher()
      await publisher.publish({ routingKey: durable }, { deliveryMode: 2 }, 'kept')
      const mailbox = await consumedBy(channel, passing)
      let failures = 0
      connection.on('recoveryFailed', () => failures++)
      const [lost, back] = [once(connection, 'lost'), recovered(connection)]
      await rabbitmqctl(control, ['stop_app'])
      const [reason] = await lost
      expect(reason).toMatchObject({ replyCode: 320 })
      const published = publisher.publish({ exchange }, { deliveryMode: 2 }, 'waited')
      await rabbitmqctl(control, ['start_app'])
      await back
      await published
      expect(failures).toBeGreaterThan(0)
      expect((await mailbox.next()).text()).toBe('waited')
      await publishAll(connection, [[{ exchange }, 'after']])
      expect((await mailbox.next()).text()).toBe('after')
      for (const text of ['kept', 'waited', 'after'])
        expect((await channel.basicGet({ queue: durable, noAck: true }))?.text()).toBe(text)
    })
  } finally {
    await hosting.stop()
  }
})
