import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browsing, expectReplayed, soon, startBrowsing } from './browse.ts'
import { type Fake, startFake } from './fake-api.ts'
import { fakeData } from './fake-data.ts'

let browsing: Browsing
let fake: Fake
let page: Page

beforeAll(async () => {
  browsing = await startBrowsing()
})
afterAll(() => browsing?.close())
beforeEach(async () => {
  fake = await startFake(fakeData())
})
afterEach(async () => {
  await page?.close()
  await fake?.close()
})

const open = async (address: string) => {
  page = await browsing.open(`${fake.origin}/sessions/${address}`)
}
const batches = () =>
  fake.data.asked.flatMap(
    asked => /session0001.*tabs\/(\w+)\/batches\/(\d+)/.exec(asked)?.slice(1).join(' ') ?? [],
  )
const time = () => page.locator('.controls-time b').textContent()

describe('[V20] replay begins at the nearest full snapshot before the target', () => {
  it('opens at the moment of its link, standing still', async () => {
    await open('session0001?t=24000')
    await expectReplayed(page, 'Second 24', 'Second 25')
    expect(await time()).toBe('0:24')
    await soon(() => page.getByRole('button', { name: 'Play' }).isVisible()).toBe(true)
  })

  it('shows the first frame from the batch with the snapshot on', async () => {
    const session = fake.data.sessions[1]
    const tab = session?.recordings[0]
    // Long enough that the console's reading of all batches waits until asked for.
    for (const batch of tab?.batches ?? []) batch.bytes = 1_000_000
    await open('session0001?t=45000')
    await expectReplayed(page, 'Second 45', 'Second 46')
    const needed = tab?.batches.findLastIndex(
      batch => batch.snapshot && batch.from <= (session?.startedAt ?? 0) + 45_000,
    )
    expect(Number(batches()[0]?.split(' ')[1])).toBe(needed)
    expect(batches()).not.toContain('tab000000 0')
  })

  it('seeks back, on, and across snapshots by the same way', async () => {
    await open('session0001?t=24000')
    await expectReplayed(page, 'Second 24')
    const slider = page.getByRole('slider', { name: 'Time in the session' })
    for (const [second, absent] of [
      [3, 4],
      [50, 51],
      [21, 22],
    ]) {
      await slider.fill(String((second ?? 0) * 1000))
      await expectReplayed(page, `Second ${second}`)
      await soon(() => page.url()).toContain(`t=${(second ?? 0) * 1000}`)
      await expectReplayed(page, `Second ${second}`, `Second ${absent}`)
    }
  })

  it('plays from the start when no moment is asked for, and stops at the end', async () => {
    await open('session0001')
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    await expectReplayed(page, 'Second 1')
    await page.getByRole('slider', { name: 'Time in the session' }).fill('57000')
    await expectReplayed(page, 'Second 59')
    await page.getByRole('button', { name: 'Play' }).waitFor()
  })
})

describe('[V21] replay follows the person from tab to tab', () => {
  it('shows the tab of the latest activity, and stays on one that is pinned', async () => {
    await open('session0000?t=24000')
    await expectReplayed(page, 'Second 24')
    await page.getByRole('slider', { name: 'Time in the session' }).fill('34000')
    await expectReplayed(page, 'Second 3', 'Second 30')
    await page.getByRole('button', { name: /^Tab 1/ }).click()
    await expectReplayed(page, 'Second 33')
    expect(page.url()).toContain('tab=tab000000')
  })
})

describe('[V22] idle time is skipped, activity never', () => {
  it('jumps over it and says how much', async () => {
    await open('session0001?t=14500')
    await expectReplayed(page, 'Second 14')
    await page.keyboard.press(' ')
    await page.getByText(/Skipped \d+ s without activity/).waitFor()
    await expectReplayed(page, 'Second 29')
  })
})

describe('[V24] the panels are in step with the replay', () => {
  it('a press on a row goes there, and marks it', async () => {
    await open('session0001?t=2000')
    await expectReplayed(page, 'Second 2')
    await page
      .getByRole('button', { name: /Cannot read properties/ })
      .first()
      .click()
    await expectReplayed(page, 'Second 23', 'Second 24')
    await expect
      .poll(() => page.locator('.entry-main[aria-current=true]').textContent())
      .toContain('Cannot read')
  })

  it('console and network show what the recording holds, as text', async () => {
    await open('session0001?t=2000&panel=console')
    await page.getByText('second 23 <b>not markup</b>').waitFor()
    await page.getByRole('tab', { name: 'Network' }).click()
    await page.getByRole('button', { name: /GET \/api\/cart\?n=28.*500/ }).click()
    await expectReplayed(page, 'Second 28')
    await page.getByRole('searchbox').fill('n=4')
    await soon(() => page.locator('.entry').count()).toBe(2)
  })
})

describe('[V26] the keyboard alone suffices', () => {
  it('plays, seeks, changes speed, goes from mark to mark and session to session', async () => {
    await open('session0001?t=24000')
    await expectReplayed(page, 'Second 24')
    await page.keyboard.press('ArrowLeft')
    await expectReplayed(page, 'Second 19', 'Second 20')
    await page.keyboard.press(']')
    await expectReplayed(page, 'Second 23', 'Second 24')
    await page.keyboard.press('>')
    await page.getByRole('button', { name: 'Speed: 2×' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await soon(() => page.url()).toContain('session0002')
  })
})

describe('[V25] a recording is untrusted: what is shown of it is text', () => {
  it('its frame is sandboxed without scripts', async () => {
    await open('session0001?t=1000')
    await expectReplayed(page, 'Second 1')
    expect(await page.locator('.tab-replay iframe').getAttribute('sandbox')).toBe('allow-same-origin')
  })
})

describe('[V4] what fails says so, with a way on', () => {
  it('a session that is not there', async () => {
    await open('nowhere')
    await page.getByText('There is no such session.').waitFor()
    await page.getByRole('link', { name: 'All sessions', exact: true }).waitFor()
  })

  it('a batch that cannot be read, until it can', async () => {
    fake.data.failing.set('sessions/session0001/tabs', 500)
    await open('session0001?t=24000')
    await page.getByText('This part could not be loaded').waitFor()
    fake.data.failing.clear()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expectReplayed(page, 'Second 24')
  })
})

describe('[V28] the next session of the list plays by itself', () => {
  it('after one that was played through, unless told to stay', async () => {
    await open('session0001')
    await expectReplayed(page, 'Second 0')
    await page.getByRole('slider', { name: 'Time in the session' }).fill('57000')
    await page.getByRole('button', { name: 'Stay' }).click()
    await page.getByRole('link', { name: 'Watch now' }).click()
    await soon(() => page.url()).toContain('session0002')
  })
})
