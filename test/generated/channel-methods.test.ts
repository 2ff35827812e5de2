/** The methods of AMQP that a channel has: each that a client sends of its own accord, generated or by hand. */
import { describe, expect, it } from 'vitest'
import { BY_HAND } from '../../codegen/emit/channel-methods.ts'
import { Channel } from '../../src/client/channel.ts'
import { ChannelMethods } from '../../src/generated/channel-methods.ts'
import { classInfos, type MethodInfo, methodInfos } from '../../src/generated/metadata.ts'
import type { Method } from '../../src/wire/method.ts'
import { methodOf } from '../wire/pipe.ts'

const answers = new Set(methodInfos.flatMap(({ replies }) => replies))
const onChannels = new Set(classInfos.filter(({ handler }) => handler === 'channel').map(({ id }) => id))
const requests = methodInfos.filter(
  ({ id, classId, from }) => onChannels.has(classId) && from.includes('client') && !answers.has(id),
)
const generated = requests.filter(({ name }) => !BY_HAND.has(name))

/** A method by hand stands under its name in the API; those of the class channel, which is this, under their own. */
const NAMES_BY_HAND: Record<string, keyof Channel> = {
  'channel.open': 'open',
  'channel.close': 'close',
  'basic.publish': 'basicPublish',
  'basic.get': 'basicGet',
  'basic.consume': 'basicConsume',
}

interface Sent {
  readonly how: 'call' | 'send'
  readonly method: unknown
  readonly args: unknown
  readonly options?: unknown
}

/** A channel that only notes what it should do. */
class NotingChannel extends ChannelMethods<object> {
  readonly sent: Sent[] = []

  protected override call<Args extends object, Reply>(
    method: Method<Args, Reply>,
    args: Args,
    options: object | undefined,
  ): Promise<Reply> {
    this.sent.push({ how: 'call', method, args, options })
    return Promise.resolve('the reply' as Reply)
  }

  protected override send<Args extends object>(method: Method<Args, void>, args: Args): void {
    this.sent.push({ how: 'send', method, args })
  }
}

type Member = (...args: unknown[]) => unknown

describe('the generated methods of a channel', () => {
  it('are all that a client sends of its own accord, except those by hand', () => {
    const members = Object.getOwnPropertyNames(ChannelMethods.prototype).filter(
      (name) => name !== 'constructor',
    )
    expect(members.sort()).toEqual(generated.map(({ apiName }) => apiName).sort())
  })

  it.each(generated.filter(({ synchronous }) => synchronous))(
    '$name is called, and gives its reply',
    async (info) => {
      const channel = new NotingChannel()
      const [args, options] = [{ arbitrary: true, type: 'direct' }, { timeoutMs: 1 }]
      const takesArgs = info.fields.some(({ reserved }) => !reserved)
      const reply = memberOf(channel, info)(...(takesArgs ? [args, options] : [options]))
      await expect(reply).resolves.toBe('the reply')
      expect(channel.sent).toEqual([
        { how: 'call', method: methodOf(info), args: takesArgs ? args : {}, options },
      ])
      if (takesArgs) expect(channel.sent[0]?.args).toBe(args)
    },
  )

  it.each(generated.filter(({ synchronous }) => !synchronous))('$name is sent, and has no reply', (info) => {
    const channel = new NotingChannel()
    const args = {}
    expect(memberOf(channel, info)(args)).toBeUndefined()
    expect(channel.sent).toEqual([{ how: 'send', method: methodOf(info), args }])
    expect(channel.sent[0]?.args).toBe(args)
  })

  it.each(generated.filter(({ fields }) => !fields.some(({ required }) => required)))(
    '$name needs no arguments',
    (info) => {
      const channel = new NotingChannel()
      void memberOf(channel, info)()
      expect(channel.sent).toMatchObject([{ method: methodOf(info), args: {} }])
    },
  )
})

describe('the methods by hand', () => {
  it('are requests of the specification', () => {
    expect([...BY_HAND].filter((name) => !requests.some((request) => request.name === name))).toEqual([])
  })

  it.each([...BY_HAND])('%s stands on the channel', (name) => {
    const member = NAMES_BY_HAND[name]
    expect(member).toBeDefined()
    expect(Channel.prototype).toHaveProperty(member as string)
    expect(ChannelMethods.prototype).not.toHaveProperty(member as string)
  })
})

describe('the types', () => {
  it('ask for what has to be given, and take nothing else', () => {
    const channel = new NotingChannel()
    void channel.queueDeclare()
    void channel.exchangeDeclare({ exchange: 'e', type: 'topic' })
    // @ts-expect-error: an exchange without a name
    void channel.exchangeDeclare({ type: 'topic' })
    // @ts-expect-error: a misspelt argument
    void channel.queueDeclare({ durabel: true })
    // @ts-expect-error: a text where true or false is due
    void channel.queueDeclare({ durable: 'yes' })
    // @ts-expect-error: a call of a method that has no answer
    void channel.basicAck({ deliveryTag: 1 }, { timeoutMs: 1 })
    expect(channel.sent).toHaveLength(6)
  })

  it('say that with noWait there is no reply', async () => {
    const channel = new NotingChannel()
    const none: undefined = await channel.queueDeclare({ queue: 'q', noWait: true })
    const reply: { readonly messageCount: number } = await channel.queueDeclare({ queue: 'q' })
    expect([none, reply]).toEqual(['the reply', 'the reply'])
  })
})

function memberOf(channel: NotingChannel, { apiName }: MethodInfo): Member {
  return (channel[apiName as keyof NotingChannel] as unknown as Member).bind(channel)
}
