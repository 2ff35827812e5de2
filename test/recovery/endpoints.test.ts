import { expect, test } from 'vitest'
import { AbortedError, ConnectionError, type ErrorDetails } from '../../src/errors.ts'
import { Endpoints } from '../../src/recovery/endpoints.ts'

const DETAILS: ErrorDetails = {
  code: 'ECONNREFUSED',
  scope: 'connection',
  initiator: 'transport',
  retriable: true,
}

function endpointsAt(...ports: number[]): Endpoints {
  return new Endpoints(
    ports.map((port) => ({ port })),
    {},
  )
}

/** Tries them, where those at these ports are there; tells which were tried. */
async function tryAll(endpoints: Endpoints, there: readonly number[]): Promise<number[]> {
  const tried: number[] = []
  await endpoints
    .first(async ({ port }) => {
      tried.push(port)
      if (!there.includes(port)) throw new ConnectionError(`nobody at ${port}`, DETAILS)
    })
    .catch(() => tried.push(0))
  return tried
}

test('each time the one behind the last that was taken is the first', async () => {
  const endpoints = endpointsAt(1, 2, 3)
  expect(await tryAll(endpoints, [2, 3])).toEqual([1, 2])
  expect(await tryAll(endpoints, [2, 3])).toEqual([3])
  expect(await tryAll(endpoints, [2])).toEqual([1, 2])
  expect(await tryAll(endpoints, [])).toEqual([3, 1, 2, 0])
  expect(await tryAll(endpoints, [1, 2, 3])).toEqual([3])
})

test('the failure of all names each', async () => {
  const refused = endpointsAt(1, 2).first(async ({ port }) => {
    throw new ConnectionError(`nobody at localhost:${port}`, {
      ...DETAILS,
      code: `CODE_${port}`,
      retriable: port === 2,
    })
  })
  const error = await refused.catch((error: unknown) => error)
  expect(error).toMatchObject({ code: 'NO_BROKER', retriable: true, scope: 'connection' })
  expect((error as Error).message).toBe(
    'none of 2 brokers can be connected to: nobody at localhost:1; nobody at localhost:2',
  )
  expect((error as { cause: AggregateError }).cause.errors).toHaveLength(2)
})

test('the code of all is that of each, where it is the same', async () => {
  const refused = endpointsAt(1, 2).first(async () => {
    throw new ConnectionError('nobody', DETAILS)
  })
  await expect(refused).rejects.toMatchObject({
    code: 'ECONNREFUSED',
    message: 'none of 2 brokers can be connected to: localhost:1: nobody; localhost:2: nobody',
  })
})

test('the failure of the only one is its own', async () => {
  const own = new ConnectionError('nobody', DETAILS)
  await expect(endpointsAt(1).first(() => Promise.reject(own))).rejects.toBe(own)
})

test.each([new TypeError('a wrong option'), new AbortedError('given up', { ...DETAILS, code: 'ABORTED' })])(
  '%s ends it at once',
  async (error) => {
    const tried: number[] = []
    const failing = endpointsAt(1, 2).first(({ port }) => {
      tried.push(port)
      return Promise.reject(error)
    })
    await expect(failing).rejects.toBe(error)
    expect(tried).toEqual([1])
  },
)
