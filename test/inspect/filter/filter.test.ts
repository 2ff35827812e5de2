import { describe, expect, it } from 'vitest'
import { FilterError, parseFilter } from '../../../src/inspect/index.ts'
import { Explicit } from '../../../src/wire/field-value.ts'
import { PROTOCOL_HEADER } from '../../../src/wire/frame.ts'
import { bodyFrame, headerFrame, heartbeatFrame, methodFrame } from '../frames.ts'
import { seenCommands, seenFrames } from '../seen.ts'

const [publish] = seenCommands([
  methodFrame(
    2,
    { apiName: 'basicPublish' },
    { exchange: 'orders', routingKey: 'eu.germany', mandatory: true },
  ),
  headerFrame(2, 13, {
    messageId: '7',
    deliveryMode: 2,
    type: 'order',
    timestamp: 1_700_000_000,
    headers: {
      'x-retries': 3,
      large: 2n ** 60n,
      text: '3',
      nothing: null,
      price: new Explicit('D', { scale: 2, unscaled: 1250 }),
      when: new Date('2024-02-29T12:00:00Z'),
      CC: ['a', 'b', ['c']],
      'x-death': [
        { queue: 'first', count: 1 },
        { queue: 'second', count: 5 },
      ],
      'a.b c': { 'd"e': true },
      none: [],
    },
  }),
  bodyFrame(2, new TextEncoder().encode('{"abc": "ü"}')),
])

const matches = (text: string): boolean => parseFilter(text).matches(publish!, { latencyMs: 12 })

describe('a filter', () => {
  it.each([
    ['method == basic.publish and exchange == "orders"'],
    ['method == basicPublish'],
    ['class == basic'],
    ["exchange == 'orders'"],
    ['exchange == orders'],
    ['routingKey == eu.germany'],
    ['routing-key == eu.germany'],
    ['headers.x-retries > 2'],
    ['headers.x-retries >= 3 and headers.x-retries <= 3 and headers.x-retries < 3.5'],
    ['headers.large > 1000000000000 and headers.large == 1152921504606846976'],
    ['headers.price == 12.5 and headers.price < 13'],
    ['headers.when == "2024-02-29T12:00:00Z" and headers.when > "2024"'],
    ['headers.nothing == null and has headers.nothing and not headers.nothing'],
    ['headers.text == "3" and not headers.text == 3 and not headers.text > 2'],
    ['headers.CC == "c" and headers.CC == a and headers.CC.1 == b'],
    ['headers.x-death.queue == second and headers.x-death.count > 4'],
    ['headers.x-death.0.queue == first and not headers.x-death.0.queue == second'],
    [`headers."a.b c".'d"e' == true`],
    ['has headers.none and not headers.none'],
    ['channel in (1, 2)'],
    ['not channel in (1, 3)'],
    ['messageId in (6, 7) and message-id == 7 and messageId == "7"'],
    ['routingKey matches /^eu\\./'],
    ['routingKey matches /^EU\\./i'],
    ['routingKey matches "eu.*" and routingKey matches "eu.german?"'],
    ['not routingKey matches "eu"'],
    ['body contains "abc" and body contains \'ü\' and not body contains "ABC"'],
    ['has replyTo or has messageId'],
    ['!(has replyTo) && messageId'],
    ['direction == client-to-broker'],
    ['connection == 1 and frame == 1 and frameType == method'],
    ['bytes > 100 and bodyBytes == 13'],
    ['mandatory and not immediate and mandatory == true and immediate == false'],
    ['properties.type == order and type == order and not has args.type'],
    ['args.exchange != customers and properties.deliveryMode == 2'],
    ['latencyMs > 10'],
    ['priority != 3 and not has priority'],
    ['timestamp == 1700000000'],
    ['not problem'],
    ['atSeconds < 1'],
  ])('%s', (text) => {
    expect(matches(text)).toBe(true)
    expect(matches(`not (${text})`)).toBe(false)
    expect(parseFilter(parseFilter(text).toString()).toString()).toBe(parseFilter(text).toString())
  })

  it('judges frames by what each of them holds', () => {
    const frames = seenFrames([
      PROTOCOL_HEADER,
      methodFrame(1, { apiName: 'basicPublish' }, { exchange: 'x' }),
      headerFrame(1, 3, { headers: { body: 'no', bodyBytes: 9 } }),
      bodyFrame(1, new TextEncoder().encode('yes')),
      heartbeatFrame(),
      Uint8Array.of(99, 98),
    ])
    const numbers = (text: string): number[] =>
      frames.filter((seen) => parseFilter(text).matches(seen)).map(({ number }) => number)
    expect(numbers('frameType == protocol-header')).toEqual([1])
    expect(numbers('exchange == x')).toEqual([2])
    expect(numbers('bodyBytes == 3')).toEqual([3])
    expect(numbers('body == yes')).toEqual([4])
    expect(numbers('bytes == 8 and channel == 0')).toEqual([5])
    expect(numbers('problem')).toEqual([6])
    expect(numbers('has latencyMs')).toEqual([])
  })

  it('sees what is wrong with a command as a whole', () => {
    const [alone] = seenCommands([methodFrame(1, { apiName: 'basicPublish' }, {})])
    expect(parseFilter('problem contains "content"').matches(alone!)).toBe(true)
  })
})

describe('a filter that cannot be read says where, and what was expected', () => {
  it.each([
    ['', 1, 'expected a field, not, has or (, it ends here'],
    ['exchange ==', 12, 'expected a value, it ends here'],
    ['exchange = "x"', 10, 'expected =='],
    ['exchange == "x', 13, 'this text does not end'],
    ['exchange == "x" exchange', 17, 'expected and, or or the end, found exchange'],
    ['exchange & x', 10, 'expected &&'],
    ['(exchange == x', 15, 'expected and, or or ), it ends here'],
    ['rutingKey == x', 1, 'there is no field rutingKey; did you mean routingKey?'],
    ['properties.messageID == x', 1, 'there is no property messageID; did you mean messageId?'],
    ['args.nonsense', 1, 'there is no argument nonsense'],
    ['properties == x', 1, 'expected a name behind it, such as properties.type'],
    ['exchange.x == 1', 1, 'exchange is no table'],
    ['headers. == 1', 9, 'expected a name behind the point'],
    ['headers == 1', 12, 'headers is a table: name an entry, such as headers.x-match'],
    ['method == basic.publich', 11, 'no method is basic.publich; did you mean basic.publish?'],
    ['direction == upwards', 14, 'no direction is upwards; it is client-to-broker, broker-to-client'],
    ['channel == one', 12, 'channel is a number'],
    ['durable == 1', 12, 'durable is true or false'],
    ['durable < true', 11, 'expected a number or a text behind <'],
    ['channel in 1, 2', 12, 'expected ( and values with commas between them, found 1'],
    ['channel in (1 2)', 15, 'expected , or ), found 2'],
    ['channel contains 1', 9, 'channel is no text, which contains needs'],
    [
      'body matches x',
      14,
      'expected a regular expression such as /^eu\\./ or a text such as "eu.*" behind matches, found x',
    ],
    ['body matches /x', 14, 'this regular expression does not end'],
    ['body matches /(/', 14, /^no regular expression: /],
    ['body matches /x/g', 14, 'the flags may be of i, m, s, u and v'],
    ['body == "\\u{110000}"', 10, 'expected a character by number, such as \\u{e9}'],
    ['a ~ b', 3, 'expected a field, a value or a sign such as ==; texts stand in quotes'],
  ])('%s', (text, column, message) => {
    const error = errorOf(text)
    expect(error.message).toMatch(/^filter, column \d+: /)
    const words = error.message.replace(/^filter, column \d+: /, '')
    if (typeof message === 'string') expect(words).toBe(message)
    else expect(words).toMatch(message)
    expect(error.column).toBe(column)
    expect(error.excerpt.split('\n')[1]).toMatch(new RegExp(`^ {${column - 1}}\\^+$`))
  })

  it('shows the place', () => {
    expect(errorOf('method == basic.ack and rutingKey == x').excerpt).toBe(
      'method == basic.ack and rutingKey == x\n                        ^^^^^^^^^',
    )
  })

  it('where it is nested too deep', () => {
    expect(errorOf(`${'('.repeat(100_000)}mandatory`).message).toContain('nested deeper than 200')
    expect(errorOf(`${'not '.repeat(100_000)}mandatory`).message).toContain('nested deeper than 200')
  })
})

function errorOf(text: string): FilterError {
  try {
    parseFilter(text)
  } catch (error) {
    if (error instanceof FilterError) return error
    throw error
  }
  throw new Error('it was read')
}
