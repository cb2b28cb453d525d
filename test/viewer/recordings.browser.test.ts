import { existsSync, readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Session, SessionDetail } from '../../contract/api.ts'
import { launchChromium } from '../chromium.ts'
import { type RunningServer, startServer } from '../running-server.ts'

const FOLDER = new URL('../../../shared/recordings/', import.meta.url)
const there = existsSync(FOLDER)
const files: string[] = there
  ? JSON.parse(readFileSync(new URL('manifest.json', FOLDER), 'utf8')).recordings.map(
      (one: { file: string }) => one.file,
    )
  : []

let browser: Browser
let server: RunningServer
beforeAll(async () => {
  ;[browser, server] = await Promise.all([launchChromium(), startServer()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test.skipIf(!there)(
  '[V30] recordings of other tools play in the viewer, from their start and at their end',
  async () => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
    page.setDefaultTimeout(20_000)
    const errors: string[] = []
    // rrweb's player starts a recorded video and stands still before it has loaded: the browser says so.
    const interrupted = /^The play\(\) request was interrupted/
    page.on('pageerror', error => {
      if (!interrupted.test(error.message)) errors.push(error.message)
    })
    await page.goto(`${server.origin}/sign-in#token=${server.token}`)
    await page.waitForURL(url => url.pathname !== '/sign-in')

    expect(files.length).toBe(42)
    for (const file of files) {
      const recording: unknown = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))
      const { session } = await server.api<{ session: Session }>('/sessions/import', {
        method: 'POST',
        body: recording,
      })
      const detail = await server.api<SessionDetail>(`/sessions/${session.id}`)
      const shown = detail.recordings.some(tab => tab.batches.some(batch => batch.snapshot))
      for (const t of [0, detail.endedAt - detail.startedAt]) {
        await page.goto(`${server.origin}${session.url}?t=${t}`)
        await page.locator('.controls').waitFor()
        await page.locator('.stage-waiting').waitFor({ state: 'detached' })
        expect(await page.getByText('could not be loaded').count(), file).toBe(0)
        if (!shown) continue
        const elements = () =>
          page.evaluate(
            () =>
              document.querySelector<HTMLIFrameElement>('.replayer-wrapper iframe')?.contentDocument?.all
                .length ?? 0,
          )
        await expect.poll(elements, { message: `${file} at ${t}`, timeout: 30_000 }).toBeGreaterThan(0)
      }
    }
    expect(errors).toEqual([])
  },
  300_000,
)
