// The package has no types beside its ESM file; this file of the same package has them.
import { Parser } from 'binary-parser/dist/binary_parser.js'
import { type FieldInfo, methodInfos, propertyInfos, type WireType } from '../generated/metadata.ts'
import { FRAME_BODY, FRAME_END, FRAME_HEADER, FRAME_HEARTBEAT, FRAME_METHOD } from '../wire/frame.ts'
import {
  exactNumber,
  lenientText,
  longestNumber,
  strictText,
  tableValue,
  textBytes,
  truth,
} from './grammar-values.ts'

/**
 * The grammar of AMQP 0-9-1, declared. Methods and properties come from the specification's metadata; all around them
 * is said here:
 *
 *     frame      = type:u8 channel:u16 size:u32 payload end:0xCE
 *                | 'A' "MQP" 0 major minor revision        (the protocol header, once, in place of a frame)
 *     payload    = id:u32 arguments                        (1, a method)
 *                | class:u16 weight:u16 body-size:u64 flags:u16 properties      (2, a content header)
 *                | octets                                  (3, a piece of a body)
 *                | nothing                                 (8, a heartbeat)
 *     table      = size:u32 { name:shortstr tag:u8 value }
 *     array      = size:u32 { tag:u8 value }
 *
 * A length that claims more octets than there are is not noticed at once: the parser takes what is there and stands
 * behind the end. What is read next fails, and at least the frame end is; and tables, payloads and frames leave the offset
 * where they ended, for a comparison with where they should have.
 */
export function frameGrammar(): Parser {
  const shapes = fieldShapes()
  return Parser.start()
    .uint8('type')
    .choice({
      tag: 'type',
      choices: {
        [FRAME_METHOD]: frameOf(methodPayload(shapes)),
        [FRAME_HEADER]: frameOf(headerPayload(shapes)),
        [FRAME_BODY]: frameOf(Parser.start().buffer('body', { length: 'size' })),
        [FRAME_HEARTBEAT]: frameOf(Parser.start()),
        [LETTER_A]: protocolHeader(),
      },
    })
    .saveOffset('end')
}

const LETTER_A = 0x41
const TABLE = 'amqpTable'
const ARRAY = 'amqpArray'

type FieldShapes = Record<WireType, (parser: Parser, name: string) => Parser>

function frameOf(payload: Parser): Parser {
  return Parser.start()
    .uint16be('channel')
    .uint32be('size')
    .nest({ type: payload })
    .saveOffset('payloadEnd')
    .uint8('frameEnd', { assert: FRAME_END })
}

function protocolHeader(): Parser {
  const letters = Parser.start()
    .uint8('m', { assert: 0x4d })
    .uint8('q', { assert: 0x51 })
    .uint8('p', { assert: 0x50 })
  return Parser.start()
    .nest({ type: letters })
    .uint8('protocolId')
    .uint8('major')
    .uint8('minor')
    .uint8('revision')
}

function methodPayload(shapes: FieldShapes): Parser {
  const choices = Object.fromEntries(
    methodInfos.map(({ id, fields }) => [id, methodArguments(fields, shapes)]),
  )
  return Parser.start().uint32be('id').choice('args', { tag: 'id', choices })
}

/** Consecutive bits make up an octet, the first in the lowest bit, which is what little-endian means to this parser. */
function methodArguments(fields: readonly FieldInfo[], shapes: FieldShapes): Parser {
  return fields.reduce(
    (parser, { type, name }) => shapes[type](parser, name),
    Parser.start().endianness('little'),
  )
}

function headerPayload(shapes: FieldShapes): Parser {
  return Parser.start()
    .uint16be('classId')
    .uint16be('weight', { assert: isZero })
    .uint64be('bodyBytes', { formatter: longestNumber })
    .uint16be('flags')
    .nest('properties', { type: propertyList(shapes) })
}

/** As a function, because the parser takes an `assert: 0` for none. */
function isZero(value: number | string): boolean {
  return value === 0
}

/** A property is there where its flag is set: bit 15 for the first, and so on down. */
function propertyList(shapes: FieldShapes): Parser {
  return propertyInfos.reduce((parser, { type, name }, index) => {
    const field =
      type === 'shortstr'
        ? Parser.start().nest(name, { type: shortstr(), formatter: lenientText })
        : shapes[type](Parser.start(), name)
    const isThere = (frame: { flags: number }): number => (frame.flags >> (15 - index)) & 1
    return parser.choice({ tag: isThere, choices: { 0: Parser.start(), 1: field } })
  }, Parser.start())
}

function fieldShapes(): FieldShapes {
  declareTables()
  return {
    bit: (parser, name) => parser.bit1(name, { formatter: truth }),
    octet: (parser, name) => parser.uint8(name),
    short: (parser, name) => parser.uint16be(name),
    long: (parser, name) => parser.uint32be(name),
    longlong: (parser, name) => parser.uint64be(name, { formatter: exactNumber }),
    timestamp: (parser, name) => parser.uint64be(name, { formatter: longestNumber }),
    shortstr: (parser, name) => parser.nest(name, { type: shortstr(), formatter: strictText }),
    longstr: (parser, name) => parser.nest(name, { type: longstr(), formatter: textBytes }),
    table: (parser, name) => parser.nest(name, { type: TABLE, formatter: tableValue }),
  }
}

function shortstr(): Parser {
  return Parser.start().uint8('length').buffer('bytes', { length: 'length' })
}

function longstr(): Parser {
  return Parser.start().uint32be('length').buffer('bytes', { length: 'length' })
}

/** Tables and arrays hold each other, so both get their names before either gets its fields. */
function declareTables(): void {
  const table = new Parser().namely(TABLE)
  const array = new Parser().namely(ARRAY)
  const value = {
    tag: 'tag',
    choices: Object.fromEntries(
      Object.entries(taggedShapes()).map(([tag, shape]) => [tag.charCodeAt(0), shape]),
    ),
  }
  const entry = Parser.start().nest('name', { type: shortstr() }).uint8('tag').choice('value', value)
  const element = Parser.start().uint8('tag').choice('value', value)
  table
    .uint32be('size')
    .saveOffset('from')
    .array('items', { type: entry, lengthInBytes: 'size' })
    .saveOffset('to')
  array
    .uint32be('size')
    .saveOffset('from')
    .array('items', { type: element, lengthInBytes: 'size' })
    .saveOffset('to')
}

/** What follows each tag, in RabbitMQ's reading of the tags. */
function taggedShapes(): Record<string, string | Parser> {
  return {
    t: 'uint8',
    b: 'int8',
    B: 'uint8',
    s: 'int16be',
    u: 'uint16be',
    I: 'int32be',
    i: 'uint32be',
    l: 'int64be',
    L: 'int64be',
    f: 'floatbe',
    d: 'doublebe',
    D: Parser.start().uint8('scale').uint32be('unscaled'),
    S: longstr(),
    x: longstr(),
    T: 'uint64be',
    V: Parser.start(),
    A: ARRAY,
    F: TABLE,
  }
}
