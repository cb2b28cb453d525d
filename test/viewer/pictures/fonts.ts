/** What letters look like on this machine: pictures are compared only where they look the same. */
import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'

const LETTERS = 'Sphinx of black quartz, judge my vow. 0123456789 → · “”'

export async function fontsOf(page: Page): Promise<string> {
  const drawn = await page.evaluate(letters => {
    const body = getComputedStyle(document.body).fontFamily
    const canvas = document.createElement('canvas')
    canvas.width = 600
    canvas.height = 120
    const draw = canvas.getContext('2d')
    for (const [i, family] of [body, 'monospace', 'system-ui'].entries()) {
      if (!draw) break
      draw.font = `${14 + i}px ${family}`
      draw.fillText(letters, 4, 30 * (i + 1))
    }
    return canvas.toDataURL()
  }, LETTERS)
  return createHash('sha256').update(drawn).digest('hex').slice(0, 16)
}
