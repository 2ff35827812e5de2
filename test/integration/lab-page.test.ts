// The page in a browser: what a person sees and does.

import type { Browser, Page } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '../../src/index.ts'
import { labScene } from '../lab/scene.ts'
import { startBrowser, whyNoBrowser } from '../support/chromium.ts'

const skipped = whyNoBrowser()

describe.skipIf(skipped !== undefined)(
  `the page of the lab${skipped === undefined ? '' : ` (skipped: ${skipped})`}`,
  { timeout: 60_000 },
  () => {
    let browser: Browser
    let page: Page
    let scene: Awaited<ReturnType<typeof labScene>>
    let complaints: string[]

    beforeAll(async () => {
      browser = await startBrowser()
      return () => browser.close()
    }, 60_000)

    beforeEach(async () => {
      scene = await labScene()
      page = await browser.newPage()
      complaints = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await page.goto(scene.lab.pageUrl)
    })

    afterEach(async () => {
      await page.close()
      await scene.close()
    })

    const row = (text: string) => page.locator('.row', { hasText: text }).first()

    /** Publishes a message to a queue, as a program would that connects to the lab. */
    async function publish(queue: string, body: string): Promise<void> {
      await using connection = await connect(scene.lab.amqpUrl)
      const channel = await connection.openChannel()
      await channel.queueDeclare({ queue, exclusive: true })
      channel.basicPublish({ routingKey: queue }, undefined, body)
    }

    test('shows what a program does, and each octet of it with its name', async () => {
      await page.getByText('Nothing has travelled yet.').waitFor()
      await publish('hello', 'Hello World!')
      await row('basic.publish').click()
      expect(await row('basic.publish').getAttribute('aria-pressed')).toBe('true')
      const field = page.locator('.field', { hasText: 'routing-key' }).first()
      await field.hover()
      const octets = page.locator('article').first().locator('.hex .pointed')
      expect((await octets.allTextContents()).join(' ')).toBe('05 68 65 6c 6c 6f')
      await expect.poll(() => page.locator('aside').textContent()).toContain('Tells the exchange where')
      // And the other way round: from an octet to its field.
      await page.locator('article').first().locator('.hex span').nth(7).hover()
      await expect.poll(() => page.locator('aside h3').textContent()).toBe('class 60, basic')
      await page.getByRole('button', { name: 'body' }).first().waitFor()
      expect(complaints).toEqual([])
    })

    test('goes from row to row with the arrow keys', async () => {
      await publish('hello', 'x')
      await row('queue.declare queue').click()
      await page.keyboard.press('ArrowDown')
      await expect.poll(() => page.locator('.closeup h2').textContent()).toBe('queue.declare-ok')
      await page.keyboard.press('ArrowUp')
      await expect.poll(() => page.locator('.closeup h2').textContent()).toBe('queue.declare')
    })

    test('leads from an answer to what it answers, and back', async () => {
      await publish('hello', 'x')
      await row('queue.declare-ok').click()
      await page.getByRole('button', { name: /^#\d+ queue\.declare$/ }).click()
      await expect.poll(() => page.locator('.closeup h2').textContent()).toBe('queue.declare')
      await page.getByRole('button', { name: /^#\d+ queue\.declare-ok$/ }).click()
      await expect.poll(() => page.locator('.closeup h2').textContent()).toBe('queue.declare-ok')
    })

    test('filters, and says of a filter that cannot be read what is wrong with it', async () => {
      await publish('hello', 'x')
      await row('basic.publish').waitFor()
      const filter = page.getByLabel('Filter')
      await filter.fill('method == basic.publish')
      await filter.press('Enter')
      await expect.poll(() => page.locator('.row').count()).toBe(1)
      await filter.fill('metod == 1')
      await filter.press('Enter')
      await expect.poll(() => page.getByRole('alert').textContent()).toContain('there is no field metod')
      await filter.fill('')
      await filter.press('Enter')
      await row('connection.start').waitFor()
      expect(await page.getByRole('alert').count()).toBe(0)
    })

    test('plays a lesson, step by step', async () => {
      await page.getByLabel('Lesson', { exact: true }).selectOption('hello')
      await page.getByRole('heading', { name: 'A message there and back' }).waitFor()
      const next = page.getByRole('button', { name: /^Next: / })
      const goOn = page.getByRole('button', { name: 'Go on' })
      while ((await next.count()) === 0) {
        await goOn.or(next).waitFor()
        if ((await goOn.count()) > 0) await goOn.click()
      }
      expect(await page.locator('.printed').allTextContents()).toContain("hi { contentType: 'text/plain' }")
      await row('basic.get-ok').waitFor()
      await next.click()
      await page.locator('.playing h2', { hasNotText: 'A message there and back' }).waitFor()
      expect(complaints).toEqual([])
    })

    test('holds frames on their way, and lets them go, or not', async () => {
      const frames = page.getByLabel('Frames to hold')
      await frames.fill('basic.pubish')
      await frames.press('Enter')
      await expect.poll(() => page.getByRole('alert').textContent()).toContain('basic.pubish')
      await frames.fill('basic.publish from client')
      await frames.press('Enter')
      await page.getByText('Waiting for a frame').waitFor()
      await using connection = await connect(scene.lab.amqpUrl)
      const publisher = await connection.createPublisher()
      const { queue } = await publisher.channel.queueDeclare({ exclusive: true })
      const published = publisher.publish({ routingKey: queue }, undefined, 'x')
      // It is shown from near at once.
      await page.getByRole('heading', { name: 'basic.publish, held' }).waitFor()
      expect(publisher.outstanding).toBe(1)
      await page.getByRole('button', { name: 'Step' }).click()
      await page.getByRole('heading', { name: 'header, held' }).waitFor()
      await page.getByRole('button', { name: 'Let go' }).click()
      await published
      await row('basic.publish').waitFor()
      const lost = publisher.publish({ routingKey: queue }, undefined, 'y')
      await page.getByRole('heading', { name: 'basic.publish, held' }).waitFor()
      await page.getByRole('button', { name: 'Hold none' }).click()
      await lost
      expect(await page.getByRole('button', { name: 'Drop' }).count()).toBe(0)
    })

    test('shows what others send as text, whatever it is', async () => {
      await publish('<img src=x onerror="document.title=\'gone\'">', '<script>document.title="gone"</script>')
      await row('basic.publish').click()
      await page.locator('article').first().waitFor()
      expect(await page.locator('img, .conversation script').count()).toBe(0)
      expect(await page.title()).toBe('wirehare lab')
    })

    test('says that the lab has ended', async () => {
      await scene.lab.close()
      await expect.poll(() => page.getByRole('alert').textContent()).toContain('The lab has ended')
    })
  },
)
