// What the lab's server gives to its page, and to nobody else.

import { request } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import type { Lab } from '../../src/lab/lab.ts'
import type { Row } from '../../src/lab/row.ts'
import { eventsOf, labAt, labScene, rowsUntil } from './scene.ts'

let lab: Lab
let brokerUrl: string

beforeAll(async () => {
  const scene = await labScene()
  lab = scene.lab
  brokerUrl = scene.broker.url
  await using connection = await connect(lab.amqpUrl)
  const channel = await connection.openChannel()
  await channel.queueDeclare({ queue: 'hello', exclusive: true })
  channel.basicPublish({ routingKey: 'hello' }, { messageId: '7' }, 'hi')
  await channel.queueDeclare({ queue: 'hello', passive: true })
  await channel.queueDelete({ queue: 'missing', ifEmpty: true }).catch(() => {})
  await channel.queueDeclare({ queue: 'missing', passive: true }).catch(() => {})
  return scene.close
})

const isClosed = ({ name }: Row): boolean => name === 'connection.close-ok'

const asked = async (
  path: string,
  init?: RequestInit,
): Promise<{ status: number; text: string; headers: Headers }> => {
  const response = await fetch(new URL(path, lab.pageUrl), init)
  return { status: response.status, text: await response.text(), headers: response.headers }
}

describe('the page', () => {
  test('is a file, with what it loads, and loads nothing from elsewhere', async () => {
    for (const [path, type] of [
      ['/', 'text/html'],
      ['/lab.js', 'text/javascript'],
      ['/lab.css', 'text/css'],
    ] as const) {
      const { status, headers, text } = await asked(path)
      expect({ path, status }).toEqual({ path, status: 200 })
      expect(headers.get('content-type')).toBe(`${type}; charset=utf-8`)
      expect(headers.get('content-security-policy')).toContain("default-src 'self'")
      expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org\/)/)
    }
  })

  test('knows where it is; a password that not everybody knows is not shown', async () => {
    expect(JSON.parse((await asked('/place')).text)).toEqual({ url: lab.amqpUrl, broker: brokerUrl })
    const secret = new URL(brokerUrl)
    secret.username = 'anna'
    secret.password = 'opensesame'
    await using other = await labAt(secret.href)
    const { url, broker } = (await (await fetch(`${other.pageUrl}place`)).json()) as {
      url: string
      broker: string
    }
    expect(url).toMatch(/^amqp:\/\/anna@127\.0\.0\.1:\d+$/)
    expect(broker).toBe(secret.href.replace(':opensesame', ''))
    expect(other.amqpUrl).toContain('anna:opensesame@')
  })

  test('gets nothing else', async () => {
    for (const path of ['/nothing', '/../package.json', '/closeups/999999', '/closeups/x', '/lab.ts'])
      expect({ path, status: (await asked(path)).status }).toEqual({ path, status: 404 })
    expect((await asked('/', { method: 'PUT' })).status).toBe(405)
  })
})

describe('pages from elsewhere get nothing', () => {
  test('where their name was made to mean this machine', async () => {
    const { port } = new URL(lab.pageUrl)
    const status = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const asking = request({ port, path: '/place', headers: { host } }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
        asking.on('error', reject).end()
      })
    expect(await status(`evil.example:${port}`)).toBe(403)
    expect(await status('127.0.0.1.evil.example')).toBe(403)
    expect(await status(`localhost:${port}`)).toBe(200)
    expect(await status(`[::1]:${port}`)).toBe(200)
  })

  test('where they send what needs no asking', async () => {
    expect((await asked('/lessons/hello', { method: 'POST' })).status).toBe(403)
    expect((await asked('/go-on', { method: 'POST' })).status).toBe(403)
  })
})

describe('the conversation', () => {
  test('comes row by row, with what answers what, and what is bad', async () => {
    const rows = await rowsUntil(lab, isClosed)
    expect(rows.map(({ id }) => id)).toEqual(rows.map((_, at) => at + 1))
    const [note, header, ...commands] = rows as Row[]
    expect(note).toMatchObject({
      connection: 1,
      name: '',
      isBad: false,
      text: expect.stringMatching(/^127\.0\.0\.1:\d+ → /),
    })
    expect(header).toMatchObject({ number: 1, name: 'protocol header', isOut: true })
    const declare = commands.find(({ name }) => name === 'queue.declare') as Row
    expect(declare).toMatchObject({ connection: 1, channel: 1, isOut: true, text: "queue='hello' exclusive" })
    const ok = commands.find(({ name }) => name === 'queue.declare-ok') as Row
    expect(ok).toMatchObject({ isOut: false, answers: [declare.number], isBad: false })
    expect(ok.latencyMs).toBeGreaterThan(0)
    expect(commands.find(({ name }) => name === 'basic.publish')?.text).toContain("2 bytes 'hi'")
    expect(commands.find(({ name }) => name === 'channel.close')).toMatchObject({ isBad: true, isOut: false })
  })

  test('is filtered, and a filter that cannot be read is told of', async () => {
    const rows = await rowsUntil(lab, () => true, {
      filter: "method == basic.publish and routingKey == 'hello'",
    })
    expect(rows.map(({ name }) => name)).toEqual(['basic.publish'])
    const { status, text } = await asked(
      `/events?filter=${encodeURIComponent('method == basic.publish and')}`,
    )
    expect(status).toBe(400)
    expect(text).not.toBe('')
  })

  test('goes on where a page had come to, in this lab and not in another', async () => {
    const all = await rowsUntil(lab, isClosed)
    let fifth: string | undefined
    for await (const { event, id, data } of eventsOf(lab)) {
      if (event === 'row' && data.id === 5) fifth = id
      if (fifth !== undefined) break
    }
    expect(await rowsUntil(lab, isClosed, { after: fifth as string })).toEqual(all.slice(5))
    expect(await rowsUntil(lab, isClosed, { after: 'another.5' })).toEqual(all)
  })

  test('goes on while it lasts', async () => {
    let isReady = false
    let connecting: Promise<unknown> = Promise.resolve()
    for await (const { event, data } of eventsOf(lab, { filter: 'method == queue.purge' })) {
      if (event === 'ready') {
        isReady = true
        connecting = connect(lab.amqpUrl).then(async (connection) => {
          const channel = await connection.openChannel()
          const { queue } = await channel.queueDeclare({ exclusive: true })
          await channel.queuePurge({ queue })
          await connection.close()
        })
      }
      if (event === 'row') {
        expect({ isReady, name: data.name }).toEqual({ isReady: true, name: 'queue.purge' })
        break
      }
    }
    await connecting
  })

  test('shows a row from near: every octet has a field, and no password is there', async () => {
    const rows = (await rowsUntil(lab, isClosed)) as Row[]
    for (const { id, number } of rows) {
      const { status, text } = await asked(`/closeups/${id}`)
      expect(status).toBe(number === undefined ? 404 : 200)
      expect(text).not.toMatch(/guest.{0,20}guest/)
    }
    const publish = rows.find(({ name }) => name === 'basic.publish') as Row
    const closeup = JSON.parse((await asked(`/closeups/${publish.id}`)).text)
    expect(closeup).toMatchObject({ id: publish.id, name: 'basic.publish' })
    expect(closeup.docs.purpose).not.toBe('')
    expect(closeup.frames.map(({ kind }: { kind: string }) => kind)).toEqual(['method', 'header', 'body'])
  })
})
