import { expect, test } from 'vitest'
import { ProtocolError } from '../../src/errors.ts'
import { encodeBasicProperties } from '../../src/generated/properties.ts'
import { Content } from '../../src/protocol/content.ts'
import { Writer } from '../../src/wire/writer.ts'

/** Content that lies in the middle of its chunks, as it does when it comes from the network. */
function contentOf(propertyList: Uint8Array, body: string): Content {
  const header = Buffer.concat([Buffer.alloc(19, 1), propertyList, Buffer.of(0xce)])
  const payload = Buffer.from(`.......${body}.`)
  return new Content(header, 19, header.length - 1, payload, 7, payload.length - 1)
}

function listOf(properties: object): Uint8Array {
  const writer = new Writer()
  encodeBasicProperties(writer, properties)
  return writer.written()
}

test('the body is a view of the memory that it came in', () => {
  const content = contentOf(listOf({}), 'hello')
  expect(content.bodyBytes).toBe(5)
  expect(Buffer.from(content.body).toString()).toBe('hello')
  expect(content.body).toBe(content.body)
  expect(content.bodyBytes).toBe(5)
})

test('an empty body is empty', () => {
  expect(contentOf(listOf({}), '').body).toHaveLength(0)
})

test('the properties are read once, when somebody asks', () => {
  const content = contentOf(listOf({ contentType: 'text/plain', deliveryMode: 2 }), '')
  expect(content.properties).toMatchObject({ contentType: 'text/plain', deliveryMode: 2 })
  expect(content.properties).toBe(content.properties)
})

test('the property list as it travels is there to be passed on, before and after it was read', () => {
  const list = listOf({ messageId: 'm', headers: { a: 1 } })
  const content = contentOf(list, '')
  expect(Buffer.from(content.propertyBytes)).toEqual(Buffer.from(list))
  expect(content.properties).toMatchObject({ messageId: 'm' })
  expect(Buffer.from(content.propertyBytes)).toEqual(Buffer.from(list))
})

test('a property list that is broken harms only who looks at it', () => {
  const content = contentOf(Buffer.of(0x80, 0x00, 0x05, 0x61), 'hello')
  expect(Buffer.from(content.body).toString()).toBe('hello')
  expect(() => content.properties).toThrow(ProtocolError)
})
