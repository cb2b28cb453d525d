import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ShareAnswer } from '../../contract/share.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, expectReplayed, replayedText, signIn, soon, startBrowsing } from './browse.ts'
import { minuteOfEvents } from './fake-data.ts'

let server: RunningServer
let browsing: Browsing
let page: Page
let session = ''
let link = ''

beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  const imported = await server.api<{ session: { id: string } }>('/sessions/import?user=ada@example.org', {
    method: 'POST',
    body: minuteOfEvents(Date.UTC(2026, 9, 1, 12)),
  })
  session = imported.session.id
  page = await browsing.open(`${server.origin}/sign-in`)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(page, server.origin, server.token)
})

afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const tab = (name: string) => page.getByRole('tab', { name, exact: true })
const slider = (name: string) => page.getByRole('slider', { name, exact: true })
const clipboard = () => page.evaluate(() => navigator.clipboard.readText())

const openPlayer = async (t: number, more = '') => {
  await page.goto(`${server.origin}/sessions/${session}?t=${t}${more}`)
  await expectReplayed(page, `Second ${t / 1000}`)
}
/** Somebody else, on another machine: no cookie. */
const asOutsider = async (address: string): Promise<{ context: BrowserContext; other: Page }> => {
  const context = await browsing.browser.newContext()
  const other = await context.newPage()
  other.setDefaultTimeout(15_000)
  await other.goto(address)
  return { context, other }
}

describe('[H9] one button hands over what was seen', () => {
  it('the moment, as a link for colleagues', async () => {
    await openPlayer(24_000)
    await button('Hand over').click()
    await button('Copy link').click()
    await soon(clipboard).toBe(`${server.origin}/sessions/${session}?t=24000`)
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Console' }).waitFor()
    expect(await button('Hand over').evaluate(it => it === document.activeElement)).toBe(true)
  })

  it('a public link to a range, which begins and ends where the replay stands', async () => {
    await button('Hand over').click()
    await tab('Public link').click()
    await button('From here').click()
    await slider('Time in the session').fill('41000')
    await expectReplayed(page, 'Second 41')
    await button('To here').click()
    await page.getByText('0:24 to 0:41').waitFor()
    await page.getByLabel('Title').fill('The basket <b>grows</b>')
    await page.getByLabel('With console and errors').check()
    await button('Make public link').click()
    link = await page.getByLabel('The new link, shown only now').inputValue()
    expect(link).toMatch(new RegExp(`^${server.origin}/s/[\\w-]{20,}#t=0$`))
    await button('Copy public link').click()
    await soon(clipboard).toBe(link)
  })

  it('by keyboard alone', async () => {
    await openPlayer(24_000)
    await button('Hand over').focus()
    await page.keyboard.press('Enter')
    await soon(() => tab('Moment').evaluate(it => it === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowRight')
    await soon(() => tab('Public link').getAttribute('aria-selected')).toBe('true')
    await slider('From').focus()
    await page.keyboard.press('Home')
    await page.getByText(/^0:00 to /).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Console' }).waitFor()
  })
})

describe('[H6] a public link opens for who has it and nothing else', () => {
  it('at its moment, without signing in, with the range alone', async () => {
    const { context, other } = await asOutsider(link.replace('#t=0', '#t=6000'))
    const asked: string[] = []
    other.on('request', request => asked.push(new URL(request.url()).pathname))
    await other.getByRole('heading', { name: 'The basket <b>grows</b>' }).waitFor()
    await expectReplayed(other, 'Second 30', 'Second 31')
    expect(await other.locator('.controls-time').textContent()).toBe('0:06 / 0:17')
    await other.getByText('Console', { exact: true }).click()
    await other.getByText('second 33 <b>not markup</b>').waitFor()
    expect(await other.getByText('Network', { exact: true }).count()).toBe(0)
    await other.getByRole('slider', { name: 'Time in the session' }).fill('12000')
    await expectReplayed(other, 'Second 36')
    await soon(() => new URL(other.url()).hash).toBe('#t=12000')
    await other.evaluate(() => {
      location.hash = '#t=2000'
    })
    await soon(() => replayedText(other)).not.toContain('Second 27')
    expect(await replayedText(other)).toContain('Second 26')
    expect(await other.getByText('ada@example.org').count()).toBe(0)
    expect(asked.filter(path => path.startsWith('/api'))).toEqual([])
    await context.close()
  })

  it('[H7] asks for its password, and says when it is the wrong one', async () => {
    const { url } = await server.api<{ url: string }>('/shares', {
      method: 'POST',
      body: { session, from: 3_000, to: 9_000, password: 'open sesame', title: 'Behind a door' },
    })
    const { context, other } = await asOutsider(url)
    await other.getByRole('heading', { name: 'This link asks for a password' }).waitFor()
    expect(await other.content()).not.toContain('Behind a door')
    expect(await seriousOn(other)).toEqual([])
    await other.getByLabel('Password').fill('open barley')
    await other.getByRole('button', { name: 'Open', exact: true }).click()
    await other.getByText('This is not the password.').waitFor()
    await other.getByLabel('Password').fill('open sesame')
    await other.keyboard.press('Enter')
    await other.getByRole('heading', { name: 'Behind a door' }).waitFor()
    await expectReplayed(other, 'Second 3', 'Second 4')
    await context.close()
  })

  it('[H11] its page tells its title and nothing else, and nothing of what is not there', async () => {
    const known = await fetch(link)
    expect(known.status).toBe(200)
    const html = await known.text()
    expect(html).toContain('<meta property="og:title" content="The basket &#60;b&#62;grows&#60;/b&#62;" />')
    expect(html).not.toContain(session)
    const unknown = await fetch(`${server.origin}/s/${'A'.repeat(32)}`)
    expect(unknown.status).toBe(404)
    expect(await unknown.text()).not.toContain('og:title')
    const { items } = await server.api<{ items: ShareAnswer[] }>(`/shares?session=${session}`)
    // A look at the page is no view of the recording.
    expect(items.find(one => one.title.startsWith('The basket'))?.views).toBe(1)
  })

  it('[H7] is over when it is revoked', async () => {
    await openPlayer(24_000, '&hand=public')
    await page.getByText('1 view, last just now').first().waitFor()
    await button('Revoke “The basket <b>grows</b>”').click()
    await button('Revoke for good').click()
    await soon(() => page.locator('.hand-over-links', { hasText: 'The basket' }).count()).toBe(0)
    const { context, other } = await asOutsider(link)
    await other.getByRole('heading', { name: 'This link is over or was never made' }).waitFor()
    expect(await other.content()).not.toContain('The basket')
    expect(await seriousOn(other)).toEqual([])
    await context.close()
  })
})

describe('[H10] a report and a test are shown before they leave', () => {
  it('the report, copied, and opened in the tracker of the project', async () => {
    await openPlayer(30_000, '&hand=report')
    const text = page.getByLabel('The report, Markdown')
    await soon(() => text.inputValue()).toContain('### Environment')
    await page.getByLabel('What is wrong').fill('The basket grows by itself')
    await soon(() => text.inputValue()).toContain('The basket grows by itself')
    await button('Copy').click()
    await soon(clipboard).toMatch(/^# The basket grows by itself\n\n\[Watch the moment\]/)
    await button('Open in a tracker …').click()
    await page.getByLabel('Address').fill('nowhere')
    await button('Keep').click()
    await page.getByText(/Give an address that begins with/).waitFor()
    await page.getByLabel('Address').fill('https://github.example/acme/shop/')
    await button('Keep').click()
    const href = await page.getByRole('link', { name: 'Open in GitHub' }).getAttribute('href')
    const address = new URL(href ?? '')
    expect(address.origin + address.pathname).toBe('https://github.example/acme/shop/issues/new')
    expect(address.searchParams.get('title')).toBe('The basket grows by itself')
    expect(address.searchParams.get('body')).toBe(await text.inputValue())
  })

  it('[H22] the page in a picture, and an address of the project, which a private one is refused as', async () => {
    await page.getByRole('img', { name: 'The page at 0:30' }).waitFor()
    await button('Copy picture').click()
    await page.getByText('Picture copied').waitFor()
    await button('Send to an address …').click()
    await page.getByLabel('Address to send to').fill('http://127.0.0.1:9/bugs')
    await page.getByLabel('Secret').fill('long enough')
    await button('Keep address').click()
    await page.getByText(/This address is private/).waitFor()
    await page.getByLabel('Address to send to').fill('https://bugs.example/incoming')
    await button('Keep address').click()
    await button('Send to bugs.example').waitFor()
    await page.getByLabel('Send the picture, too').uncheck()
  })

  it('the test, for both expectations, downloaded', async () => {
    await tab('Test').click()
    const text = page.getByLabel('The Playwright test')
    await soon(() => text.inputValue()).toContain("from '@playwright/test'")
    await page.getByText('Passes while it exists').click()
    await soon(() => text.inputValue()).toContain('await page.goto')
    const [file] = await Promise.all([page.waitForEvent('download'), button('Download .spec.ts').click()])
    expect(file.suggestedFilename()).toBe(`${session}.spec.ts`)
  })
})

describe('[V5] [V6] its screens are free of serious axe violations, and as wide as a phone', () => {
  it.each(['light', 'dark'] as const)('in %s', async colorScheme => {
    const { url } = await server.api<{ url: string }>('/shares', {
      method: 'POST',
      body: { session, from: 3_000, to: 9_000, console: true, network: true },
    })
    await page.emulateMedia({ colorScheme })
    for (const open of ['moment', 'public', 'report', 'test']) {
      await page.goto(`${server.origin}/sessions/${session}?t=24000&hand=${open}`, {
        waitUntil: 'networkidle',
      })
      await tab('Moment').waitFor()
      expect(await seriousOn(page), open).toEqual([])
    }
    const { context, other } = await asOutsider(url)
    await other.emulateMedia({ colorScheme })
    await expectReplayed(other, 'Second 3')
    expect(await seriousOn(other)).toEqual([])
    for (const one of [page, other]) {
      await one.setViewportSize({ width: 390, height: 800 })
      expect(await one.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    }
    await page.setViewportSize({ width: 1280, height: 800 })
    await context.close()
  })
})
