import { expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'

test('the Chromium of the tests starts and runs a page', async () => {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.setContent('<p>visible</p>')
    expect(await page.locator('p').textContent()).toBe('visible')
  } finally {
    await browser.close()
  }
})
