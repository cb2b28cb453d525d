/** Every screen looks as it did: light and dark, wide and on a phone. Renew: `PICTURES=renew npm run test:pictures`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compare, keep, keepFonts, keptFonts, renewing } from './baseline.ts'
import { type Camera, LOOKS, look, looksOf, openCamera, photograph } from './camera.ts'
import { fontsOf } from './fonts.ts'
import { type Product, startProduct } from './product.ts'
import { type Screen, screensOf } from './screens.ts'

let product: Product
const cameras: Record<'in' | 'out', Camera | null> = { in: null, out: null }
const screens = new Map<string, Screen>()
let fonts = ''

beforeAll(async () => {
  product = await startProduct()
  for (const screen of screensOf(product.made)) screens.set(screen.name, screen)
  const { browser, server } = product
  cameras.in = await openCamera(browser, { token: server.token, scale: 0.5 })
  cameras.out = await openCamera(browser, { token: null, scale: 0.5 })
  fonts = await fontsOf(cameras.in.page)
  if (renewing) keepFonts(fonts)
}, 240_000)
afterAll(() => product?.close())

const LIST = /\/api\/sessions\?/
const NO_SESSIONS = { items: [], next: null, total: 0 }
/** As before anything was recorded: no sample data either. */
const SAMPLE = /\/api\/sample(\?|$)/
const NO_SAMPLE = { state: 'absent', done: 0, total: 0 }
/** Names stand before anything is made. */
const unmade = { stuck: '', phones: '', board: '', share: '', invitation: '', person: '', account: '' }
const folder = join(tmpdir(), 'segreel-pictures')

test.for(screensOf(unmade).map(({ name }) => name))('%s looks as it did', async (name, { skip }) => {
  // Without any kept, each screen fails for want of its picture.
  const kept = keptFonts()
  if (!renewing && kept !== null && fonts !== kept) {
    skip(
      'Letters look different here than where the pictures were kept: renew them to compare on this machine.',
    )
  }
  const screen = screens.get(name)
  const camera = screen?.signedOut ? cameras.out : cameras.in
  if (!screen || !camera) throw new Error(`${name} is no screen.`)
  const wrong: string[] = []
  if (screen.empty) {
    await camera.page.route(LIST, answer => answer.fulfill({ json: NO_SESSIONS }))
    await camera.page.route(SAMPLE, answer => answer.fulfill({ json: NO_SAMPLE }))
  }
  await look(camera.page, LOOKS[0])
  await camera.show(screen.address)
  await camera.settle()
  for (const one of looksOf(screen)) {
    await look(camera.page, one)
    await camera.settle()
    const said = judge(`${name}-${one.name}`, await photograph(camera.page))
    if (said) wrong.push(said)
  }
  await camera.page.unroute(LIST)
  await camera.page.unroute(SAMPLE)
  expect(wrong).toEqual([])
})

/** Null, or what is wrong and where it can be looked at. */
function judge(name: string, picture: Buffer): string | null {
  if (renewing) {
    keep(name, picture)
    return null
  }
  const verdict = compare(name, picture)
  if (verdict.same) return null
  mkdirSync(folder, { recursive: true })
  const file = join(folder, name)
  writeFileSync(`${file}.actual.png`, verdict.actual)
  if (verdict.difference) writeFileSync(`${file}.difference.png`, verdict.difference)
  return `${name}: ${verdict.why}. See ${file}.actual.png and .difference.png`
}
