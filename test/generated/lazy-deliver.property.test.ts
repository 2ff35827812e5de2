/** The lazy reading of basic.deliver against the one that reads all of it at once. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { decodeBasicDeliver, encodeBasicDeliver } from '../../src/generated/codecs.ts'
import { LazyBasicDeliver } from '../../src/generated/lazy-deliver.ts'
import { Reader } from '../../src/wire/reader.ts'
import { ShortText } from '../../src/wire/short-text.ts'
import { Writer } from '../../src/wire/writer.ts'
import { arbitraryShortstr } from '../support/arbitraries.ts'

const METHOD_ID_BYTES = 4

const arbitraryDeliver = fc.record({
  consumerTag: arbitraryShortstr(),
  deliveryTag: fc.maxSafeNat(),
  redelivered: fc.boolean(),
  exchange: arbitraryShortstr(),
  routingKey: arbitraryShortstr(),
})

test('says what the decoder of all fields says, and reads as far', () => {
  fc.assert(
    fc.property(arbitraryDeliver, (args) => {
      const writer = new Writer()
      encodeBasicDeliver(writer, args)
      const eager = new Reader(writer.written(), METHOD_ID_BYTES)
      const reader = new Reader(writer.written(), METHOD_ID_BYTES)
      const { consumerTag, deliveryTag, redelivered, exchange, routingKey } = new LazyBasicDeliver(reader)
      const read = { consumerTag, deliveryTag, redelivered, exchange, routingKey }
      expect(read).toEqual(decodeBasicDeliver(eager))
      expect(reader.at).toBe(eager.at)
    }),
    { numRuns: 1000 },
  )
})

test('is for the consumer whose tag it has, and for no other', () => {
  fc.assert(
    fc.property(arbitraryDeliver, arbitraryShortstr(), (args, other) => {
      const deliver = lazily(args)
      expect(deliver.isFor(new ShortText(args.consumerTag))).toBe(true)
      expect(deliver.isFor(new ShortText(other))).toBe(other === args.consumerTag)
      expect(deliver.isFor(new ShortText(`${args.consumerTag}x`))).toBe(false)
    }),
    { numRuns: 1000 },
  )
})

test('cut off anywhere is a ProtocolError at once, not when a text is asked for', () => {
  const writer = new Writer()
  encodeBasicDeliver(writer, { consumerTag: 'c', deliveryTag: 1, exchange: 'e', routingKey: 'key' })
  for (let end = METHOD_ID_BYTES; end < writer.at; end++)
    expect(() => new LazyBasicDeliver(new Reader(writer.bytes, METHOD_ID_BYTES, end))).toThrow(ProtocolError)
})

test('a routing key that is not UTF-8 reaches the consumer, with what is wrong replaced', () => {
  const deliver = lazily({ consumerTag: 'c', deliveryTag: 1, exchange: '', routingKey: 'abc' }, (bytes) =>
    bytes.fill(0xff, bytes.length - 2, bytes.length - 1),
  )
  expect(deliver.routingKey).toBe('a\uFFFDc')
})

function lazily(
  args: Parameters<typeof encodeBasicDeliver>[1],
  damage: (bytes: Uint8Array) => void = () => {},
): LazyBasicDeliver {
  const writer = new Writer()
  encodeBasicDeliver(writer, args)
  damage(writer.written())
  return new LazyBasicDeliver(new Reader(writer.written(), METHOD_ID_BYTES))
}
