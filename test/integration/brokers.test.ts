import { expect, test } from 'vitest'
import { eachBroker } from '../support/brokers.ts'
import { firstFrame } from '../support/brokers-probe.ts'

eachBroker((broker) => {
  test('answers the protocol header with a connection.start method frame', async () => {
    const frame = await firstFrame(broker.url)

    expect(frame.readUInt8(0)).toBe(1) // a method frame
    expect(frame.readUInt16BE(1)).toBe(0) // on channel 0
    expect(frame.readUInt16BE(7)).toBe(10) // class connection
    expect(frame.readUInt16BE(9)).toBe(10) // method start
    expect([frame.readUInt8(11), frame.readUInt8(12)]).toEqual([0, 9]) // of protocol 0-9
    expect(frame.at(-1)).toBe(0xce) // frame-end
  })

  const { rabbitmqctl } = broker
  if (rabbitmqctl === undefined) return
  test('obeys its rabbitmqctl', async () => {
    expect(await rabbitmqctl('-q', 'list_vhosts')).toMatch(/^\/$/m)
  })
})
