import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, expectReplayed, signIn, soon, startBrowsing } from './browse.ts'
import { minuteOfEvents } from './fake-data.ts'

let server: RunningServer
let browsing: Browsing
let page: Page

beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})

afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const go = (address: string) => page.goto(server.origin + address)
const importMinute = async (start: number, user: string): Promise<string> => {
  const events = minuteOfEvents(start)
  const { session } = await server.api<{ session: { id: string } }>(`/sessions/import?user=${user}`, {
    method: 'POST',
    body: events,
  })
  return session.id
}

describe('[V1] nobody sees anything before signing in', () => {
  it('a wrong token is refused in words, the right one leads to the address asked for', async () => {
    const other = await browsing.browser.newPage()
    await other.goto(`${server.origin}/segments`)
    await other.getByLabel('Admin token').fill('wrong-token')
    await other.getByRole('button', { name: 'Sign in' }).click()
    await other.getByText('This is not the admin token.').waitFor()
    await other.getByLabel('Admin token').fill(server.token)
    await other.getByRole('button', { name: 'Sign in' }).click()
    await other.getByRole('heading', { name: 'Segments', exact: true }).waitFor()
    expect(other.url()).toBe(`${server.origin}/segments`)
    await other.close()
  })

  it('the link of the first start signs in, and leaves no token in the address', async () => {
    const context = await browsing.browser.newContext()
    const other = await context.newPage()
    await signIn(other, server.origin, server.token)
    expect(other.url()).toBe(`${server.origin}/sessions`)
    await other.getByRole('button', { name: 'Account and appearance' }).click()
    await other.getByRole('button', { name: 'Sign out' }).click()
    await other.getByRole('heading', { name: 'Sign in to Segreel' }).waitFor()
    await context.close()
  })
})

describe('[V10] an empty project says how to fill it', () => {
  it('shows the script tag with its key, the demo shop and the sample data', async () => {
    await go('/sessions')
    await page.getByText(`data-write-key="${server.writeKey}"`).waitFor()
    await page.getByRole('link', { name: 'Open the demo shop' }).waitFor()
    await page.getByRole('button', { name: 'Load sample data' }).waitFor()
  })
})

describe('[V11] the list shows visits as they come', () => {
  it('a visit appears by itself, and opens by keyboard', async () => {
    const start = Date.UTC(2026, 9, 1, 12)
    await importMinute(start, 'ada@example.org')
    await page.getByText('ada@example.org').first().waitFor()
    await importMinute(start + 3_600_000, 'lin@example.org')
    await page.getByText('lin@example.org').first().waitFor()
    expect(await page.locator('a.session-row').count()).toBe(2)
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await soon(() => page.locator('a.session-row:focus').textContent()).toContain('ada@example.org')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'ada@example.org' }).first().waitFor()
    await expectReplayed(page, 'Second 2')
  })
})

describe('[V13] a segment is written, counted while writing, saved, applied', () => {
  it('by keyboard alone', async () => {
    await go('/segments/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Ada')
    const add = page.getByRole('button', { name: /^Add a condition/ })
    await add.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('duration')
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: 'Field' }).selectOption({ label: 'duration' })
    await page.getByRole('spinbutton', { name: 'Number for Duration' }).fill('5')
    await soon(() => page.locator('.preview-numbers b').first().textContent()).toBe('2')
    await page.getByRole('button', { name: 'Save segment' }).click()
    await page.getByText('“Ada” saved').waitFor()
    await soon(() => page.url()).toMatch(/segments\/seg_\w+$/)
    await page.getByRole('link', { name: 'Watch its sessions' }).click()
    await soon(() => page.locator('a.session-row').count()).toBe(2)
    expect(page.url()).toMatch(/sessions\?segment=seg_\w+$/)
  })

  it('[V33] suggests what really arrived', async () => {
    await go('/segments/new')
    await page.getByRole('button', { name: /^Add a condition/ }).click()
    await page.getByRole('button', { name: /^Saw a page/ }).click()
    await page.getByRole('combobox', { name: 'Value of the path' }).fill('/ca')
    await page.getByRole('option', { name: '/cart' }).click()
    await soon(() => page.locator('.preview-numbers b').first().textContent()).toBe('2')
    await page.getByRole('button', { name: 'not', exact: true }).click()
    await soon(() => page.locator('.preview-numbers b').first().textContent()).toBe('0')
    await page.getByRole('button', { name: 'Undo' }).click()
    await soon(() => page.locator('.preview-numbers b').first().textContent()).toBe('2')
  })

  it('survives a reload before it is saved', async () => {
    await page.reload()
    await page.getByRole('button', { name: 'Without /cart' }).waitFor()
  })

  it('narrows every screen from the bar, in the address', async () => {
    await go('/sessions')
    await page.getByRole('button', { name: /^Segment/ }).click()
    await page.getByRole('link', { name: 'Ada', exact: true }).click()
    await soon(() => page.url()).toContain('segment=seg_')
    await page.getByRole('link', { name: 'Segments' }).click()
    await soon(() => page.url()).toMatch(/segments\?segment=seg_/)
    await page.getByText('in the bar').waitFor()
    await page.getByRole('link', { name: 'Show everyone' }).click()
    await soon(() => page.url()).not.toContain('segment=')
  })
})

describe('[V5] every screen is free of serious axe violations, light and dark', () => {
  const screens = ['/sessions', '/segments', '/segments/new', '/settings', '/nowhere', '/sessions/none']

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`in ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme })
      const { items } = await server.api<{ items: { id: string }[] }>('/sessions')
      const { items: segments } = await server.api<{ items: { id: string }[] }>('/segments')
      const all = [...screens, `/sessions/${items[0]?.id}?t=24000`, `/segments/${segments[0]?.id}`]
      for (const address of all) {
        await page.goto(server.origin + address, { waitUntil: 'networkidle' })
        expect(await seriousOn(page), address).toEqual([])
      }
    })
  }
})

describe('[V6] every screen can be used at 390 px', () => {
  it('nothing is wider than the screen', async () => {
    await page.setViewportSize({ width: 390, height: 800 })
    for (const address of ['/sessions', '/segments', '/segments/new', '/settings']) {
      await page.goto(server.origin + address, { waitUntil: 'networkidle' })
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBe(390)
    }
    await page.setViewportSize({ width: 1280, height: 800 })
  })
})

describe('[V14] a recording is imported by hand', () => {
  it('and plays; what is no recording is refused in words', async () => {
    await go('/settings')
    const json = (value: unknown) => Buffer.from(JSON.stringify(value))
    await page.getByLabel('Recordings').setInputFiles([
      { name: 'good.json', mimeType: 'application/json', buffer: json(minuteOfEvents(Date.UTC(2026, 8, 1))) },
      { name: 'bad.json', mimeType: 'application/json', buffer: json({ not: 'a recording' }) },
    ])
    await page.getByText(/^bad\.json: .{10,}/).waitFor()
    await page.getByRole('link', { name: 'Watch good.json' }).click()
    await expectReplayed(page, 'Second 1')
  })
})

describe('[V15] sample data comes and goes by one button', () => {
  // Some hundred sessions are written and derived, which a loaded machine takes its time for.
  const slow = { timeout: 120_000 }

  it('and leaves the own data alone', async () => {
    await go('/settings')
    await page.getByRole('button', { name: 'Load sample data' }).click()
    await page.getByRole('button', { name: 'Remove sample data' }).waitFor(slow)
    await page.getByRole('link', { name: 'Sessions', exact: true }).click()
    await page.locator('.session-when', { hasText: 'sample' }).first().waitFor(slow)
    // What is asked for while something else is still loading is seen, too.
    const waiting: Route[] = []
    await page.route('**/api/projects*', route => void waiting.push(route))
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Remove sample data' }).click()
    await page.getByRole('button', { name: 'Load sample data' }).waitFor(slow)
    for (const route of waiting) await route.continue()
    await page.unroute('**/api/projects*')
    await page.getByRole('link', { name: 'Sessions', exact: true }).click()
    await soon(() => page.locator('a.session-row').count()).toBe(3)
  }, 300_000)
})
