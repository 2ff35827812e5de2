// `wirehare publish`, `consume` and `get` on every broker.

import { expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import { run } from '../cli/run.ts'
import { eachBroker } from '../support/brokers.ts'

eachBroker((broker) => {
  test('messages are published, looked at, consumed and fetched from the command line', async () => {
    const queue = `messages-${process.pid}`
    const on = (...args: string[]) => run([...args, '--url', broker.url])
    try {
      for (const body of ['one', 'two', 'three'])
        expect(await on('publish', '-q', queue, '--declare', '-p', '-H', 'n=1', body)).toMatchObject({
          status: 0,
        })
      expect((await on('get', queue, '--all', '--keep', '--body')).stdout).toBe('one\ntwo\nthree\n')
      expect((await on('consume', queue, '-n', '2')).stdout).toBe(
        ['one', 'two']
          .map(
            (body, i) =>
              `${i + 1} routing-key='${queue}' 3 bytes headers={n=1} delivery-mode=2 redelivered\n${body}\n`,
          )
          .join(''),
      )
      expect((await on('get', queue, '--body')).stdout).toBe('three\n')
      expect(await on('get', queue)).toMatchObject({ status: 1, stdout: '' })
      const lost = await on('publish', '-e', 'amq.direct', '-k', queue, 'x')
      expect(lost).toMatchObject({
        status: 1,
        stdout: 'The broker has taken 1 message of 1 byte, and given 1 back.\n',
      })
      expect(lost.stderr).toMatch(/^wirehare: NO_ROUTE: /)
      expect((await on('publish', '-e', `${queue}-missing`, '-k', 'x', 'x')).stderr).toMatch(
        /^wirehare: NOT_FOUND: [^\n]+\n$/,
      )
    } finally {
      await using connection = await connect(broker.url)
      const channel = await connection.openChannel()
      await channel.queueDelete({ queue })
    }
  })
})
