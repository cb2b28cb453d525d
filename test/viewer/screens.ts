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

interface Screen {
  name: string
  path: string
  act?: (page: Page) => Promise<unknown>
}

/** `SESSION` and `SEGMENT` stand for the first of each that the server has. */
const SCREENS: Screen[] = [
  { name: 'sessions', path: '/sessions' },
  { name: 'sessions-segment', path: '/sessions?segment=SEGMENT' },
  { name: 'player', path: '/sessions/SESSION?t=24000' },
  { name: 'player-network', path: '/sessions/SESSION?t=24000&panel=network&segment=SEGMENT' },
  { name: 'player-person', path: '/sessions/SESSION?t=24000&panel=person&segment=SEGMENT' },
  { name: 'segments', path: '/segments' },
  { name: 'segment', path: '/segments/SEGMENT' },
  {
    name: 'segment-new',
    path: '/segments/new',
    act: page => page.getByRole('button', { name: 'Add a condition' }).click(),
  },
  { name: 'settings', path: '/settings' },
  { name: 'bar', path: '/sessions', act: page => page.getByRole('button', { name: /^Segment/ }).click() },
  {
    name: 'hand-over',
    path: '/sessions/SESSION?t=24000',
    act: page => page.getByRole('button', { name: 'Hand over' }).click(),
  },
  { name: 'failed', path: '/sessions/nowhere-to-be-found' },
  { name: 'keys', path: '/sessions/SESSION?t=24000', act: page => page.keyboard.press('?') },
]

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'segreel-screens-'))
const only = process.argv[3] ?? ''
mkdirSync(folder, { recursive: true })

const { SEGREEL_ORIGIN: running, SEGREEL_ADMIN_TOKEN: token = 'fake' } = process.env
const fakes = running ? [] : [await startFake(fakeData()), await startFake(fakeData({ sessions: 0 }))]
const origin = running ?? fakes[0]?.origin ?? ''
const emptyOrigin = fakes[1]?.origin
const browser = await launchChromium()
for (const look of LOOKS) await photograph(look)
await browser.close()
await Promise.all(fakes.map(fake => fake.close()))
console.log(folder)

async function photograph({ name: look, width, height, colorScheme }: (typeof LOOKS)[number]): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme })
  page.on('pageerror', error => console.error(look, error.message))
  page.on('console', message => {
    if (message.type() === 'error') console.error(look, page.url(), message.text())
  })
  await page.goto(`${origin}/sign-in`, { waitUntil: 'networkidle' })
  await shoot(page, 'sign-in', look)
  await page.goto(`${origin}/sign-in#token=${token}`)
  await page.reload({ waitUntil: 'networkidle' })
  const [session, segment] = await Promise.all([first(page, 'sessions'), first(page, 'segments')])
  for (const { name, path, act } of SCREENS.filter(one => one.name.includes(only))) {
    await page.goto(origin + path.replace('SESSION', session).replace('SEGMENT', segment), {
      waitUntil: 'networkidle',
    })
    await act?.(page)
    await shoot(page, name, look)
  }
  if (emptyOrigin) {
    await page.goto(`${emptyOrigin}/sessions`, { waitUntil: 'networkidle' })
    await shoot(page, 'empty', look)
  }
  await page.close()
}

async function shoot(page: Page, name: string, look: string): Promise<void> {
  if (!name.includes(only)) return
  // Pictures are for looking at: let transitions end.
  await page.waitForTimeout(500)
  await page.screenshot({ path: join(folder, `${name}-${look}.png`) })
}

async function first(page: Page, what: string): Promise<string> {
  const answer = await page.request.get(`${origin}/api/${what}`)
  const { items } = await answer.json()
  return items[0]?.id ?? 'none'
}
