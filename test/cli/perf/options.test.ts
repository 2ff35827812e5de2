import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import {
  addOptions,
  checkTogether,
  type PerfOptions,
  rateOf,
  sizeOf,
  timeOf,
  workOf,
} from '../../../src/cli/perf/options.ts'
import { shareOut, topologyOf } from '../../../src/cli/perf/topology.ts'

/** The options that a command line comes to. */
function options(...args: string[]): PerfOptions {
  const command = new Command('perf').exitOverride().configureOutput({ writeErr: () => {} })
  addOptions(command)
  return command.parse(args, { from: 'user' }).opts<PerfOptions>()
}

describe('options', () => {
  it('reads values for a time, one after the other', () => {
    const given = options('--variable-rate', '100:10', '--variable-rate', '0:0.5', '--variable-size', '20:1')
    expect(rateOf(given)?.steps).toEqual([
      { value: 100, durationMs: 10_000 },
      { value: 0, durationMs: 500 },
    ])
    expect(sizeOf(given).at(5)).toBe(20)
  })

  it('reads an interval between messages as a rate', () => {
    expect(rateOf(options('--publishing-interval', '0.25'))?.at(0)).toBe(4)
    expect(rateOf(options())).toBeUndefined()
  })

  it('has a consumer busy for its latency, and for as long as its rate asks', () => {
    expect(workOf(options())).toBeUndefined()
    expect(workOf(options('-R', '100'))?.at(0)).toBe(10)
    expect(workOf(options('-R', '100', '-L', '25'))?.at(0)).toBe(25)
    expect(
      workOf(options('-R', '100', '--variable-latency', '2:1', '--variable-latency', '30:1'))?.at(1500),
    ).toBe(30)
  })

  it('ends after ten seconds, unless something else is said', () => {
    expect(timeOf(options())).toBe(10_000)
    expect(timeOf(options('-C', '5'))).toBeUndefined()
    expect(timeOf(options('-C', '5', '-z', '2'))).toBe(2000)
  })

  it('reads arguments, headers and properties', () => {
    const given = options(
      ...['--queue-argument', 'x-max-length=5', '--queue-argument', 'x-overflow=reject-publish'],
      ...['--header', 'a=b=c', '--header', 'on=true', '--property', 'priority=3', '--property', 'appId=7'],
    )
    expect(given).toMatchObject({
      queueArgument: { 'x-max-length': 5, 'x-overflow': 'reject-publish' },
      header: { a: 'b=c', on: true },
      property: { priority: 3, appId: '7' },
    })
  })

  it.each([
    ['--variable-rate', '100'],
    ['--variable-rate', '100:0'],
    ['--variable-rate', 'x:1'],
    ['--variable-rate', ':1'],
    ['--variable-rate', '1:2:3'],
    ['--rate', '-1'],
    ['--size', '11'],
    ['--confirm', '1.5'],
    ['--header', 'a'],
    ['--property', 'colour=red'],
    ['--property', 'priority=256'],
    ['--time', '0'],
    ['--client', 'other'],
  ])('refuses %s %s', (...args) => {
    expect(() => options(...args)).toThrow(/^error: /)
  })

  it.each([
    ['-x 0 -y 0', /nothing to do/],
    ['-u a --queue-pattern b%d', /--queue or --queue-pattern/],
    ['--queue-pattern b', /%d/],
    ['--queue-pattern b%d --queue-from 2 --queue-to 1', /before/],
    ['-k key', /needs --exchange/],
    ['-p', /needs --queue/],
    ['--stream-queue -a', /acks and a prefetch/],
    ['-r 1 --publishing-interval 1', /one of/],
    ['--variable-rate 0:1', /0 all the time/],
    ['--variable-size 5:1', /below 12/],
    ['-c 1 -m 1', /confirms or transactions/],
    ['-a -n 5', /no transactions/],
    ['-q 10 -A 11', /prefetch/],
    ['-q 10 -n 11', /prefetch/],
    ['--client amqplib -m 1', /amqplib has no transactions/],
    ['--report x.png', /\.html or \.svg/],
  ])('refuses together: %s', (line, words) => {
    expect(() => checkTogether(options(...line.split(' ')))).toThrow(words)
  })

  it('takes what goes together', () => {
    for (const line of ['-q 0 -A 50', '-a -A 2000', '-e x -k key', '-p -u a', '--polling -A 2000 -q 5'])
      expect(() => checkTogether(options(...line.split(' ')))).not.toThrow()
  })
})

describe('topology', () => {
  it('shares out, so that each has one and none is left over', () => {
    expect(shareOut(['a', 'b', 'c'], 2)).toEqual([['a', 'c'], ['b']])
    expect(shareOut(['a', 'b'], 3)).toEqual([['a'], ['b'], ['a']])
    expect(shareOut(['a'], 0)).toEqual([])
  })

  it('names the queues of a pattern', () => {
    const { queues, routingKeys, isOwn } = topologyOf(options('--queue-pattern', 'q-%d', '--queue-to', '3'))
    expect([queues, routingKeys, isOwn]).toEqual([['q-1', 'q-2', 'q-3'], ['q-1', 'q-2', 'q-3'], false])
  })

  it.each([
    ['', 1],
    ['-e x', 1],
    ['-e x -k key', 3],
    ['-e x -t fanout', 3],
    ['-e x -t headers', undefined],
    ['-e x -p', undefined],
    ['-p', 1],
  ])('knows how many queues a message reaches with %j', (line, expected) => {
    const pattern = ['--queue-pattern', 'q%d', '--queue-to', '3']
    const given = options(...pattern, ...line.split(' ').filter((word) => word !== ''))
    expect(topologyOf(given).queuesPerMessage).toBe(expected)
  })
})
