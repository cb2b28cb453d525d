/**
 * `npm run docs:pictures [-- NAME]`: the pictures of the guides, from the running product with the sample data, as
 * WebP; those whose names hold NAME.
 */
import { writeFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { LOOKS, look, openCamera } from '../../test/viewer/pictures/camera.ts'
import { MOMENT, QUESTIONS, SESSION } from '../../test/viewer/pictures/fill-in.ts'
import { startProduct } from '../../test/viewer/pictures/product.ts'

/** Of WebP, 0 to 1: letters stay crisp, and a screen takes about 60 kB. */
const QUALITY = 0.8

const only = process.argv[2] ?? ''
const product = await startProduct()
const { stuck, board, share } = product.made
const camera = await openCamera(product.browser, { token: product.server.token, scale: 1 })
const paper = await product.browser.newPage()
const player = `/sessions/${SESSION}?t=${MOMENT}`
const versus = `segment=${stuck}&compare=everyone-else`

await take('install', '/settings', page => page.locator('main .card').first())
await take('sessions', '/sessions')
await take('template', '/segments/templates?template=not-activated')
await take('segment', `/segments/${stuck}`)
await take('queue', `/sessions?segment=${stuck}&queue=20`)
await take('why', `${player}&segment=${stuck}&panel=person`)
await take('frustration', '/frustration')
await take('heatmap-difference', `/behaviour/heatmaps?page=/demo/checkout&width=desktop&${versus}`)
const funnel = encodeURIComponent(JSON.stringify(QUESTIONS.funnels))
await take('funnel', `/behaviour/funnels?range=28d&q=${funnel}`)
await take('funnel-left', `/behaviour/funnels?range=28d&q=${funnel}&show=dropped.2.0`, page =>
  page.getByRole('region', { name: /^Left after/ }),
)
await take('compare', `/behaviour/compare?${versus}`)
await take('board', `/behaviour/boards?board=${board}`)
await take('notes', `${player}&panel=notes`)
await take('share', `${share}#t=20000`)
await take('deletion', '/settings/deletion')
await take('moment', `${player}&panel=failures`)
await take('console', `${player}&panel=console`)
await take('network', `${player}&panel=network`)
await take('report', `${player}&hand=report`)
await take('test', `${player}&hand=test`)
await take('tokens', '/settings/team')
await take('export', '/settings/export')
await take('destinations', '/data/destinations?add=')
await product.close()

/** The whole screen, or the part of it that `of` finds. */
async function take(name: string, address: string, of?: (page: Page) => Locator): Promise<void> {
  if (!name.includes(only)) return
  await look(camera.page, LOOKS[0])
  await camera.show(address)
  await camera.settle()
  const shot = { animations: 'disabled', caret: 'hide' } as const
  const png = of ? await of(camera.page).screenshot(shot) : await camera.page.screenshot(shot)
  writeFileSync(new URL(`${name}.webp`, import.meta.url), await webp(png))
}

async function webp(png: Buffer): Promise<Buffer> {
  const encoded = await paper.evaluate(
    async ([source, quality]) => {
      const image = new Image()
      image.src = source
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.naturalWidth
      canvas.height = image.naturalHeight
      canvas.getContext('2d')?.drawImage(image, 0, 0)
      return canvas.toDataURL('image/webp', quality)
    },
    [`data:image/png;base64,${png.toString('base64')}`, QUALITY] as const,
  )
  return Buffer.from(encoded.slice(encoded.indexOf(',') + 1), 'base64')
}
