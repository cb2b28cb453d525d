import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, type RunningServer, startServer } from '../running-server.ts'
import { type Browsing, signIn, startBrowsing } from './browse.ts'

const PLAN = {
  name: 'Sign-up',
  rules: [
    {
      type: 'TRACK',
      key: 'Signup Completed',
      version: 1,
      jsonSchema: {
        $schema: 'http://json-schema.org/draft-07/schema#',
        labels: { owner: 'growth' },
        description: 'Once an account is open',
        type: 'object',
        properties: {
          properties: {
            type: 'object',
            properties: { country: { type: 'string' }, planCode: { enum: ['starter', 'growth'] } },
            required: ['country'],
          },
        },
      },
    },
  ],
}

let server: RunningServer
let browsing: Browsing
let page: Page
/** A webhook that refuses everything until it is told to take it. */
let hook: Server
let takes = false
const taken: { body: string; signature: string }[] = []

beforeAll(async () => {
  hook = createServer(async (request, answer) => {
    let body = ''
    for await (const part of request) body += part
    if (takes) taken.push({ body, signature: String(request.headers['x-signature']) })
    answer.statusCode = takes ? 200 : 400
    answer.end()
  })
  hook.listen(0, '127.0.0.1')
  const env = { SEGREEL_ALLOW_PRIVATE_DESTINATIONS: '1' }
  ;[server, browsing] = await Promise.all([startServer(env), startBrowsing(), once(hook, 'listening')])
  page = await browsing.open(server.origin)
  await signIn(page, server.origin, server.token)
})

afterAll(async () => {
  await browsing?.close()
  await server?.stop()
  hook?.close()
})

const send = (event: object) => server.send([event])

describe('[T1] a plan travels through the viewer', () => {
  it('from a file into force, shown as rules, and out again unchanged', async () => {
    await page.goto(`${server.origin}/data/plan`)
    await page.getByRole('button', { name: 'Import' }).waitFor()
    const file = {
      name: 'plan.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(PLAN)),
    }
    await page.getByLabel('Tracking plan').setInputFiles(file)
    await page.getByRole('button', { name: 'Put in force' }).click()
    await page.getByText('Signup Completed').click()
    for (const said of ['planCode', '"starter", "growth"', 'required']) {
      await page.locator('.plan-fields').getByText(said, { exact: true }).first().waitFor()
    }
    await page.getByText('owner: growth').waitFor()
    await page.locator('.plan-description', { hasText: 'Once an account is open' }).waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export' }).click()
    expect(JSON.parse(readFileSync(await (await download).path(), 'utf8'))).toEqual(PLAN)
  })
})

describe('[X3] dead letters are sent again', () => {
  it('one destination takes only what was chosen among what arrived, and its refusals are shown and repeated', async () => {
    await send({ type: 'track', event: 'Order Placed', userId: 'ada', messageId: 'before' })
    await page.goto(`${server.origin}/data/destinations?add=1`)
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Hook')
    await page.getByRole('textbox', { name: /^Shared secret/ }).fill('secret')
    const address = hook.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await page.getByRole('textbox', { name: /^Address/ }).fill(`http://127.0.0.1:${port}/`)
    await page.getByRole('combobox', { name: 'Add a track event' }).click()
    await page.getByRole('option', { name: /Order Placed/ }).click()
    await page.getByRole('button', { name: 'Not only Order Placed' }).waitFor()
    const renames = page.getByRole('textbox', { name: /^Send under another name/ })
    await renames.fill('total = value\nnothing')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('“nothing” is no pair of names').waitFor()
    await renames.fill('total = value')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('heading', { name: /^Hook/ }).waitFor()
    await page.getByText('Order Placed, with total as value.').waitFor()
    await send({ type: 'track', event: 'Something Else', userId: 'ada', messageId: 'else' })
    await send({ type: 'track', event: 'Order Placed', userId: 'ada', messageId: 'wanted' })
    const { items } = await server.api<{ items: { id: string }[] }>('/destinations')
    await page.goto(`${server.origin}/data/destinations?of=${items[0]?.id}`)
    await page.getByText('It answered 400.').first().waitFor()
    takes = true
    await page.getByRole('button', { name: 'Send again wanted' }).click()
    await eventually(async () => taken.length > 0, 'the event sent again')
    expect(JSON.parse(taken[0]?.body ?? '')).toMatchObject({ messageId: 'wanted', event: 'Order Placed' })
    expect(taken[0]?.signature).toBe(
      createHmac('sha1', 'secret')
        .update(taken[0]?.body ?? '')
        .digest('hex'),
    )
    await page.getByText('Nothing was given up.').waitFor()
    const books = await server.api<{ items: { ledger: object }[] }>('/destinations')
    expect(books.items[0]?.ledger).toMatchObject({
      received: 1,
      delivered: 1,
      waiting: 0,
      failed: 0,
      filtered: 1,
    })
  })
})
