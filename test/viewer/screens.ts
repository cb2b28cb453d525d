/**
 * Pictures of every screen, light and dark, wide and narrow: `node test/viewer/screens.ts [FOLDER [NAME]]`.
 * SEGREEL_ORIGIN and SEGREEL_ADMIN_TOKEN take a running server instead of the fake one.
 */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchChromium } from '../chromium.ts'
import { startFake } from './fake-api.ts'
import { fakeData } from './fake-data.ts'

const LOOKS = [
  { name: 'light', width: 1360, height: 860, colorScheme: 'light' },
  { name: 'dark', width: 1360, height: 860, colorScheme: 'dark' },
  { name: 'phone', width: 390, height: 800, colorScheme: 'light' },
] as const

const SCREENS: { name: string; path: string; act?: (page: Page) => Promise<unknown> }[] = [
  { name: 'sessions', path: '/sessions' },
  { name: 'sessions-segment', path: '/sessions?segment=buyers' },
  { name: 'player', path: '/sessions/session0000?t=24000' },
  { name: 'player-network', path: '/sessions/session0000?t=24000&panel=network&segment=buyers' },
  { name: 'player-person', path: '/sessions/session0001?t=24000&panel=person&segment=buyers' },
  { name: 'segments', path: '/segments' },
  { name: 'segment', path: '/segments/buyers' },
  {
    name: 'segment-new',
    path: '/segments/new',
    act: page => page.getByRole('button', { name: 'Add a condition' }).click(),
  },
  { name: 'settings', path: '/settings' },
  { name: 'bar', path: '/sessions', act: page => page.getByRole('button', { name: /^Segment/ }).click() },
  { name: 'keys', path: '/sessions/session0000?t=24000', act: page => page.keyboard.press('?') },
]

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'segreel-screens-'))
const only = process.argv[3]
mkdirSync(folder, { recursive: true })
const fake = await startFake(fakeData())
const empty = await startFake(fakeData({ sessions: 0 }))
const browser = await launchChromium()
for (const look of LOOKS) {
  const page = await browser.newPage({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.colorScheme,
  })
  page.on('pageerror', error => console.error(look.name, error.message))
  page.on('console', message => {
    if (message.type() === 'error') console.error(look.name, message.text())
  })
  const all = [
    ...SCREENS.map(screen => ({ ...screen, origin: fake.origin })),
    { name: 'empty', path: '/sessions', origin: empty.origin, act: undefined },
    { name: 'failed', path: '/sessions/nowhere', origin: fake.origin, act: undefined },
  ]
  for (const { name, path, act, origin } of all) {
    if (only && !name.includes(only)) continue
    await page.goto(origin + path, { waitUntil: 'networkidle' })
    await act?.(page)
    // Pictures are for looking at: let transitions end.
    await page.waitForTimeout(500)
    await page.screenshot({ path: join(folder, `${name}-${look.name}.png`) })
  }
  await page.close()
}
await browser.close()
await Promise.all([fake.close(), empty.close()])
console.log(folder)
