import { expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import { eachBroker } from '../support/brokers.ts'

eachBroker((broker) => {
  test.each(['PLAIN', 'AMQPLAIN'] as const)(
    '%s lets a user in, and keeps a wrong password out',
    async (name) => {
      await using connection = await connect(broker.url, { mechanisms: [name] })
      expect(connection.isOpen).toBe(true)
      const refused = connect(broker.url, { mechanisms: [name], password: 'wrong' })
      await expect(refused).rejects.toMatchObject({ code: 'ACCESS_REFUSED', replyCode: 403 })
    },
  )

  test('the first mechanism that the broker offers is taken', async () => {
    const url = `${broker.url}?auth_mechanism=external&auth_mechanism=amqplain`
    await using connection = await connect(url)
    expect(connection.isOpen).toBe(true)
    await expect(connect(`${broker.url}?auth_mechanism=external`)).rejects.toMatchObject({
      code: 'NO_SASL_MECHANISM',
      retriable: false,
    })
  })

  test('a rotated password is asked for anew', async () => {
    const { username, password } = new URL(broker.url)
    const passwords = ['stale', decodeURIComponent(password)]
    const credentials = async () => ({
      username: decodeURIComponent(username),
      password: passwords.shift() ?? '',
    })
    await expect(connect(broker.url, { credentials })).rejects.toMatchObject({ code: 'ACCESS_REFUSED' })
    await using connection = await connect(broker.url, { credentials })
    expect(connection.isOpen).toBe(true)
  })
})
