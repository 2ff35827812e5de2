// Chromium, in which pages are looked at.

import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
)

/** What stands in the name of tests that need a browser, where there is none: why they are skipped. */
export function whyNoBrowser(): string | undefined {
  if (executablePath !== undefined) return undefined
  const words = 'Chromium is not installed'
  if (process.env['WIREHARE_REQUIRE_RABBITMQ'] === '1') throw new Error(words)
  return words
}

/** Starts it without a window, and without the calls home that it makes on its own account. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath as string,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}
