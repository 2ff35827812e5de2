import { readFile } from 'node:fs/promises'
import type { LoadClient } from './client.ts'
import { notInstalled } from './failures.ts'

/** The client libraries that can do the work. */
export const CLIENTS = ['wirehare', 'amqplib'] as const

export type ClientName = (typeof CLIENTS)[number]

/**
 * Loads a client library.
 * @throws {AmqpError} `NOT_INSTALLED` where it is not there
 */
export async function loadClient(name: ClientName): Promise<LoadClient> {
  if (name === 'wirehare') return (await import('./client-wirehare.ts')).client
  const { amqplibClient } = await import('./client-amqplib.ts')
  try {
    const amqplib = await import('amqplib')
    const manifest = await readFile(new URL('package.json', import.meta.resolve('amqplib')), 'utf8')
    return amqplibClient(amqplib, (JSON.parse(manifest) as { version: string }).version)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw notInstalled('amqplib', error)
  }
}
