import { describe, expect, it } from 'vitest'
import { deferred } from '../../src/util/deferred.ts'

describe('a deferred promise', () => {
  it('is resolved from outside', async () => {
    const { promise, resolve } = deferred<string>()
    resolve('done')
    await expect(promise).resolves.toBe('done')
  })

  it('is rejected from outside', async () => {
    const { promise, reject } = deferred<string>()
    const error = new Error('broken')
    reject(error)
    await expect(promise).rejects.toBe(error)
  })

  it('settles once: what comes later changes nothing', async () => {
    const { promise, resolve, reject } = deferred<number>()
    resolve(1)
    resolve(2)
    reject(new Error('too late'))
    await expect(promise).resolves.toBe(1)
  })
})
