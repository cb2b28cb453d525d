import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { List, Session } from '../../contract/api.ts'
import { chromiumPath, FLAGS, launchChromium } from '../chromium.ts'
import { eventually, type RunningServer, startServer } from '../running-server.ts'

// Inside the project, so that the exported test finds @playwright/test as it would in the team's own.
const FOLDER = fileURLToPath(new URL('../../.cache/exported/', import.meta.url))
let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[browser, server] = await Promise.all([launchChromium(), startServer()])
  mkdirSync(FOLDER, { recursive: true })
  const config = {
    use: { launchOptions: { executablePath: await chromiumPath(), args: FLAGS } },
    timeout: 40_000,
    outputDir: join(FOLDER, 'results'),
    workers: 1,
  }
  writeFileSync(join(FOLDER, 'playwright.config.ts'), `export default ${JSON.stringify(config)}\n`)
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(FOLDER, { recursive: true, force: true })
})

/** Whether Playwright's own runner passes the test. */
function passes(source: string): Promise<{ passed: boolean; output: string }> {
  writeFileSync(join(FOLDER, 'exported.spec.ts'), source)
  const cli = fileURLToPath(new URL('../../node_modules/@playwright/test/cli.js', import.meta.url))
  return new Promise(resolve => {
    const args = [cli, 'test', '--config', join(FOLDER, 'playwright.config.ts'), '--reporter=line']
    execFile(process.execPath, args, { cwd: FOLDER }, (error, stdout, stderr) => {
      resolve({ passed: error === null, output: stdout + stderr })
    })
  })
}

async function record(
  visit: (page: Page) => Promise<void>,
  done: (session: Session) => boolean,
): Promise<Session> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 } })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await visit(page)
  await page.waitForTimeout(500)
  await page.close({ runBeforeUnload: true })
  const session = await eventually(async () => {
    const { items } = await server.api<List<Session>>('/sessions')
    return items.find(done)
  }, 'the visit to be derived')
  await context.close()
  return session
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${server.origin}${path}`)
  await recording(page)
}

/** The recorder takes over when the page is idle; a click before is not in the recording. */
async function recording(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName(`${location.origin}/capture.js`).length > 0)
  await page.waitForTimeout(500)
}

const exported = (session: Session, mode: string) =>
  server.api<{ source: string }>(`/sessions/${session.id}/test?expect=${mode}`)

test('[K1] a purchase, exported as a test, runs against the shop and passes', async () => {
  const session = await record(
    async page => {
      await open(page, '/demo/products')
      await page.getByRole('link', { name: 'Harbour mug' }).first().click()
      await recording(page)
      await page.getByRole('button', { name: 'Add to cart' }).click()
      await page.getByRole('link', { name: 'Cart' }).click()
      await recording(page)
      await page.getByRole('link', { name: 'Go to checkout' }).click()
      await recording(page)
      await page.getByLabel('Full name').fill('Grace Secret')
      await page.getByLabel('E-mail').fill('grace@secret.example')
      await page.getByRole('button', { name: 'Continue to delivery' }).click()
      await page.getByLabel('Street and number').fill('9 Secret Road')
      await page.getByLabel('Postcode').fill('98765')
      await page.getByLabel('City').fill('Secret City')
      await page.getByRole('button', { name: 'Continue to payment' }).click()
      await page.getByLabel('Card number').fill('4242 4242 4242 4242')
      await page.getByLabel('Expires').fill('11/31')
      await page.getByLabel('CVC').fill('987')
      await page.getByRole('button', { name: 'Place order' }).click()
      await page.waitForURL('**/demo/confirmation')
      await recording(page)
    },
    // Batches of the last pages may overtake each other: every click must have arrived.
    session => session.fields.exitPath === '/demo/confirmation' && Number(session.fields.clickCount) >= 7,
  )
  const { source } = await exported(session, 'until-fixed')
  expect(source).toContain("import { expect, test } from '@playwright/test'")
  expect(source).not.toContain('Secret')
  expect(source).toMatch(/fullName: 'Ada Example'/)
  const run = await passes(source)
  expect(run.passed, `${run.output}\n${source}`).toBe(true)
})

test('[K2] a bug, exported, fails until it is fixed, or passes while it is there', async () => {
  const session = await record(
    async page => {
      await open(page, '/demo/products')
      await page.getByRole('link', { name: 'Harbour mug' }).first().click()
      await recording(page)
      await page.getByRole('button', { name: 'Add to cart' }).click()
      await page.getByRole('link', { name: 'Cart' }).click()
      await recording(page)
      await page.getByLabel('Coupon code').fill('SPRING25')
      await page.getByRole('button', { name: 'Apply coupon' }).click()
      await page.waitForTimeout(1_000)
    },
    session =>
      session.fields.exitPath === '/demo/cart' &&
      Number(session.fields.failureCount) > 0 &&
      Number(session.fields.clickCount) >= 4,
  )
  const report = await server.api<{ title: string; markdown: string }>(`/sessions/${session.id}/report`)
  expect(report.markdown).toMatch(/\d\. Click 'Apply coupon'/)
  expect(report.markdown).toMatch(/\d\. Type in 'Coupon code' \(masked\)/)
  expect(report.markdown).toMatch(/- request .*500/)
  expect(report.markdown).toContain(`${server.origin}${session.url}`)

  const { source } = await exported(session, 'while-it-exists')
  // The code is masked: whoever takes the test fills in the one that hurts.
  const filled = (text: string) => text.replace(/couponCode: '[^']*'/, "couponCode: 'SPRING25'")
  const there = await passes(filled(source))
  expect(there.passed, `${there.output}\n${source}`).toBe(true)
  const fixed = await passes(filled((await exported(session, 'until-fixed')).source))
  expect(fixed.passed).toBe(false)
  expect(fixed.output).toContain('toBeLessThan')
})
