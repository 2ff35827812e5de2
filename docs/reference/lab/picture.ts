// Program: the picture of docs/reference/lab.md, `npx tsx docs/reference/lab/picture.ts` after a build. It takes Chromium.

import { fileURLToPath } from 'node:url'
import { labScene } from '../../../test/lab/scene.ts'
import { startBrowser } from '../../../test/support/chromium.ts'

const scene = await labScene()
const browser = await startBrowser()
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await page.goto(scene.lab.pageUrl)
  await page.getByLabel('Lesson', { exact: true }).selectOption('hello')
  const publish = page.locator('.row', { hasText: 'basic.publish' })
  const goOn = page.getByRole('button', { name: 'Go on' })
  while ((await publish.count()) === 0) {
    await goOn.click()
    await goOn.or(page.getByRole('button', { name: 'Once more' })).waitFor()
  }
  await publish.click()
  await page.locator('.field', { hasText: 'routing-key' }).first().hover()
  await page.locator('aside', { hasText: 'Tells the exchange where' }).waitFor()
  await page.screenshot({ path: fileURLToPath(new URL('page.png', import.meta.url)) })
} finally {
  await browser.close()
  await scene.close()
}
