import { describe, expect, it } from 'vitest'
import { SpecError } from '../../codegen/xml.ts'
import { changed, SMALL, smallModel } from './documents.ts'

const METHOD = '<method name="ask" index="10" synchronous="1" label="ask for a thing">'
const ANSWER = '<method name="ask-ok" index="11" synchronous="1" label="here it is">'

describe('a specification without mistakes', () => {
  const model = smallModel()

  it('has its version, port and constants', () => {
    expect(model).toMatchObject({
      version: [0, 9, 1],
      port: 5672,
      constants: [
        {
          name: 'not-found',
          value: 404,
          severity: 'soft-error',
          docs: { label: 'no such thing', purpose: 'Says no.' },
        },
      ],
    })
  })

  it('has its methods, with senders instead of receivers', () => {
    expect(model.classes[0]?.methods).toMatchObject([
      {
        name: 'ask',
        index: 10,
        className: 'thing',
        classIndex: 7,
        handler: 'channel',
        from: ['client'],
        responses: ['ask-ok'],
      },
      {
        name: 'ask-ok',
        index: 11,
        synchronous: true,
        content: false,
        deprecated: false,
        from: ['server'],
        responses: [],
      },
    ])
  })

  it('has its fields, with the type of their domain and whether they have to be given', () => {
    expect(model.classes[0]?.methods[0]?.fields).toMatchObject([
      { name: 'reserved-1', domain: 'short', type: 'short', reserved: true, required: false },
      { name: 'wanted-name', domain: 'name', type: 'shortstr', reserved: false, required: true },
      { name: 'no-wait', domain: 'no-wait', type: 'bit', reserved: false, required: false },
    ])
  })

  it('knows what has to be given only unless a bit is set', () => {
    const { source } = changed(
      '<doc>Which one.</doc>',
      '<doc>Which.</doc><assert check="notnull" unless="no-wait"/>',
    )
    expect(
      smallModel(source.replace('<assert check="notnull"/>', '')).classes[0]?.methods[0]?.fields,
    ).toMatchObject([
      { name: 'reserved-1', requiredUnless: undefined },
      { name: 'wanted-name', required: false, requiredUnless: 'no-wait' },
      { name: 'no-wait', requiredUnless: undefined },
    ])
  })

  it('tells prose on one line, and a grammar line by line', () => {
    expect(model.classes[0]?.methods[0]?.docs.purpose).toBe('Asks for a thing.')
    expect(model.classes[0]?.docs.grammar).toBe('thing = C:ask\n        S:ask-ok')
  })

  it('may say its prose as CDATA', () => {
    const { source } = changed('<doc>Says no.</doc>', '<doc>Says <![CDATA[<no>]]>.</doc>')
    expect(smallModel(source).constants[0]?.docs.purpose).toBe('Says <no>.')
  })
})

/** What was changed, into what, and the message with which the specification is refused. */
const MISTAKES: [from: string, to: string, message: string][] = [
  ['<amqp ', '<amqp colour="red" ', '<amqp> has no attribute "colour"'],
  ['major="0"', '', '<amqp> lacks the attribute "major"'],
  ['minor="9"', 'minor="256"', 'minor="256" is not a whole number from 0 to 255'],
  ['port="5672"', 'port="amqp"', 'port="amqp" is not a whole number from 0 to 65535'],
  ['<constant name="not-found"', '<constant', '<constant> lacks the attribute "name"'],
  ['value="404"', 'value="-1"', 'value="-1" is not a whole number from 0 to 65535'],
  ['class="soft-error"', 'class="soft"', 'class="soft" is neither soft-error nor hard-error'],
  ['label="no such thing"', '', '<constant> lacks the attribute "label"'],
  ['label="no such thing"', 'label=""', '<constant> lacks the attribute "label"'],
  [
    '<constant name="not-found"',
    '<constant name="x" value="404" label="l"><doc>d</doc></constant><constant name="y"',
    'value="404" stands here twice',
  ],
  [
    '<constant name="not-found"',
    '<constant name="not-found" value="1" label="l"><doc>d</doc></constant><constant name="not-found"',
    'name="not-found" stands here twice',
  ],
  ['type="short" label', 'type="int16" label', '"int16" is not a type of the wire'],
  ['<domain name="bit"', '<domain name="short"', 'name="short" stands here twice'],
  ['<domain name="bit" type="bit"', '<domain name="bit"', '<domain> lacks the attribute "type"'],
  [' index="7"', '', '<class> lacks the attribute "index"'],
  ['handler="channel"', 'handler="both"', 'handler="both" is neither connection nor channel'],
  [
    '<doc>Works with things.</doc>',
    '<doc>x</doc></class><class name="thing" index="8" handler="channel" label="l"><doc>d</doc>',
    'name="thing" stands here twice',
  ],
  [
    '<doc>Works with things.</doc>',
    '<doc>x</doc></class><class name="other" index="7" handler="channel" label="l"><doc>d</doc>',
    'index="7" stands here twice',
  ],
  [METHOD, METHOD.replace(' index="10"', ''), '<method> lacks the attribute "index"'],
  [METHOD, METHOD.replace('10', '0x0a'), 'index="0x0a" is not a whole number from 0 to 65535'],
  [METHOD, METHOD.replace('10', '010'), 'index="010" is not a whole number from 0 to 65535'],
  [METHOD, METHOD.replace('10', '70000'), 'index="70000" is not a whole number from 0 to 65535'],
  [METHOD, METHOD.replace('synchronous="1"', 'synchronous="yes"'), 'synchronous="yes" is neither 0 nor 1'],
  [METHOD, METHOD.replace('synchronous="1"', 'content="2"'), 'content="2" is neither 0 nor 1'],
  [METHOD, METHOD.replace('synchronous', 'syncronous'), '<method> has no attribute "syncronous"'],
  [METHOD, METHOD.replace(' synchronous="1"', ''), '<method name="ask"> has a <response>, but asks for none'],
  [ANSWER, ANSWER.replace('ask-ok', 'ask'), 'name="ask" stands here twice'],
  [ANSWER, ANSWER.replace('11', '10'), 'index="10" stands here twice'],
  [
    '<chassis name="server" implement="MUST"/>',
    '<chassis name="broker"/>',
    'name="broker" is neither client nor server',
  ],
  [
    '<chassis name="server" implement="MUST"/>',
    '<chassis name="server"/><chassis name="server"/>',
    'name="server" stands here twice',
  ],
  ['<response name="ask-ok"/>', '<response name="told"/>', 'the class thing has no method "told"'],
  ['<response name="ask-ok"/>', '<response/>', '<response> lacks the attribute "name"'],
  [
    '<response name="ask-ok"/>',
    '<response name="ask-ok"/><response name="ask-ok"/>',
    'name="ask-ok" stands here twice',
  ],
  ['<response name="ask-ok"/>', '<reply name="ask-ok"/>', '<reply> has no place in <method>'],
  [
    '<field name="reserved-1"',
    '<field name="reserved-1" type="short" reserved="1"/><field name="reserved-1"',
    'name="reserved-1" stands here twice',
  ],
  [
    '<field name="wanted-name" domain="name"',
    '<field name="wanted-name" domain="nam"',
    'the domain "nam" of the field "wanted-name" is not defined',
  ],
  [
    '<field name="wanted-name" domain="name"',
    '<field name="wanted-name"',
    '<field> lacks the attribute "type"',
  ],
  ['reserved="1"', 'reserved="true"', 'reserved="true" is neither 0 nor 1'],
  ['<doc type="grammar">', '<doc type="grammer">', '<doc type="grammer"> is none that is known'],
  ['<doc>Which one.</doc>', '<doc>Which <b>one</b>.</doc>', '<b> has no place in <doc>'],
  ['<domain name="short"', '<domains name="short"', 'unexpected close tag.'],
]

describe('a mistake is told with its file and line', () => {
  it.each(MISTAKES)('%s → %s', (from, to, message) => {
    const { source, line } = changed(from, to)
    if (message === 'unexpected close tag.')
      return expect(() => smallModel(source)).toThrow(/^small\.xml:8: unexpected close tag\.$/)
    expect(() => smallModel(source)).toThrow(new SpecError({ file: 'small.xml', line }, message))
  })

  it('also a bit that there is not, at the method', () => {
    const { source } = changed(
      '<doc>Which one.</doc>',
      '<doc>Which one.</doc><assert check="notnull" unless="wait"/>',
    )
    expect(() => smallModel(source)).toThrow(/^small\.xml:25: unless="wait": there is no such bit in "ask"$/)
  })

  it.each([
    ['<doc>Says no.</doc>', 3, '<constant name="not-found"> has no <doc>'],
    ['<doc>A number.</doc>', 6, '<domain name="short"> has no <doc>'],
    ['<doc>Works with things.</doc>', 19, '<class name="thing"> has no <doc>'],
    [
      '<doc type="reply">The thing.</doc>',
      25,
      '<method name="ask"> lacks <doc type="reply"> or <doc type="errors">',
    ],
    [
      '<doc type="errors">None.</doc>',
      25,
      '<method name="ask"> lacks <doc type="reply"> or <doc type="errors">',
    ],
    ['<doc>Which one.</doc>', 33, '<field name="wanted-name"> has no <doc>'],
    ['<chassis name="server" implement="MUST"/>', 25, '<method name="ask"> names no receiver'],
    ['<response name="ask-ok"/>', 25, '<method name="ask"> is synchronous, but no <response> answers it'],
  ])('without %s, at the element that lacks it', (left, line, message) => {
    expect(() => smallModel(SMALL.replace(left, ''))).toThrow(
      new SpecError({ file: 'small.xml', line }, message),
    )
  })

  it('as is an element that holds text, for nobody would read it', () => {
    const { source } = changed('<doc>Says no.</doc>', 'By the way: <doc>Says no.</doc>')
    expect(() => smallModel(source)).toThrow('small.xml:3: <constant> holds text, which belongs in <doc>')
  })

  it('as is another root', () => {
    expect(() => smallModel('<amqp10/>')).toThrow('small.xml:1: the root is <amqp10>, not <amqp>')
  })
})
