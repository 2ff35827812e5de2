import { describe, expect, test } from 'vitest'
import { describeRefusal } from '../../src/conform/refusals.ts'
import { ScriptedClient } from '../../src/conform/scripted-client.ts'
import { channelOpen, connectionOpen, connectionTuneOk } from '../../src/generated/methods.ts'
import { eachBroker } from '../support/brokers.ts'

// What RabbitMQ 3.10 answers, the embedded broker has to answer as well, word for word.
eachBroker((broker) => {
  describe('refusals in the handshake', () => {
    const refused = (mechanism: string): string =>
      `connection 403 ACCESS_REFUSED - Login was refused using authentication mechanism ${mechanism}. ` +
      'For details see the broker logfile. (undefined)'

    test.each([
      { mechanism: 'PLAIN', response: '\0guest\0wrong' },
      { mechanism: 'PLAIN', response: '\0nobody\0guest' },
      { mechanism: 'AMQPLAIN', response: '\x05LOGINS\0\0\0\x05guest\x08PASSWORDS\0\0\0\x05wrong' },
    ])('a wrong name or password by $mechanism is told', async ({ mechanism, response }) => {
      await using client = await ScriptedClient.dial(broker.url)
      await client.login({ mechanism, response })

      expect(describeRefusal(await client.next())).toBe(refused(mechanism))
    })

    test.each([
      {
        what: 'a wrong password of a client that does not know about refusals',
        login: { response: '\0guest\0wrong', capabilities: {} },
      },
      { what: 'an unknown mechanism', login: { mechanism: 'SECRET' } },
      { what: 'a response that makes no sense', login: { response: 'guest' } },
    ])('$what ends the stream without a word', async ({ login }) => {
      await using client = await ScriptedClient.dial(broker.url)
      await client.login(login)

      await expect(client.next()).rejects.toThrow('the stream was closed')
    })

    test('the right password by AMQPLAIN is taken', async () => {
      await using client = await ScriptedClient.dial(broker.url)
      const response = '\x05LOGINS\0\0\0\x05guest\x08PASSWORDS\0\0\0\x05guest'
      await client.login({ mechanism: 'AMQPLAIN', response })

      await client.receive('connection.tune')
    })

    test('an unknown virtual host is told', async () => {
      await using client = await ScriptedClient.dial(broker.url)
      await client.login()
      const { fields } = await client.receive('connection.tune')
      client.send(0, connectionTuneOk, fields)
      client.send(0, connectionOpen, { virtualHost: 'nowhere' })

      const answer = describeRefusal(await client.next())
      expect(answer).toBe('connection 530 NOT_ALLOWED - vhost nowhere not found (connection.open)')
    })

    test('one channel more than was agreed on is told', async () => {
      await using client = await ScriptedClient.dial(broker.url)
      await client.handshake({ tune: { channelMax: 2 } })
      await client.openChannel(1)
      await client.openChannel(200)
      client.send(3, channelOpen, {})

      const words = 'number of channels opened (2) has reached the negotiated channel_max (2)'
      expect(describeRefusal(await client.next())).toBe(`connection 530 NOT_ALLOWED - ${words} (undefined)`)
    })

    test('another protocol is told which one is spoken', async () => {
      await using client = await ScriptedClient.dial(broker.url)
      client.sendBytes(Buffer.from('AMQP\x01\x01\x00\x0a', 'latin1'))

      const { fields } = await client.receive('protocol header')
      expect(fields).toEqual(broker.major >= 4 ? [3, 1, 0, 0] : [0, 0, 9, 1])
      await client.closed
    })
  })
})
