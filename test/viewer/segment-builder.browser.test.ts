import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { element, START, Tape, words } from '../derive/tape.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

let server: RunningServer
let browsing: Browsing
let page: Page

const HOUR_MS = 3_600_000
/** Eve and Max are on the enterprise plan and signed up three days ago; Max is activated. Zoe came yesterday. */
const PEOPLE = [
  { user: 'eve', plan: 'enterprise', hours: 72, rage: true, activated: false },
  { user: 'max', plan: 'enterprise', hours: 72, rage: true, activated: true },
  { user: 'zoe', plan: 'enterprise', hours: 24, rage: true, activated: false },
  { user: 'ben', plan: 'enterprise', hours: 72, rage: false, activated: false },
  { user: 'ida', plan: 'free', hours: 72, rage: true, activated: false },
]

/** Presses "Pay" on the checkout, with rage or once. */
function checkout(start: number, clicks: number) {
  const form = element(9, 'form', { id: 'pay' }, element(10, 'button', { type: 'button' }, words(11, 'Pay')))
  const tape = new Tape().page(0, 'https://x.test/checkout', form)
  for (let i = 0; i < clicks; i++) tape.click(5_000 + i * 300, 10)
  return tape.on(20_000).events.map(event => ({ ...event, timestamp: event.timestamp - START + start }))
}

const send = (batch: object[]) => server.send(batch)

const track = (userId: string, event: string, hoursAgo: number) => ({
  type: 'track',
  userId,
  event,
  messageId: `${event}-${userId}`,
  timestamp: new Date(Date.now() - hoursAgo * HOUR_MS).toISOString(),
})

beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  await send(
    PEOPLE.flatMap(({ user, plan, hours, activated }) => [
      {
        type: 'identify',
        userId: user,
        messageId: `who-${user}`,
        traits: { plan },
        timestamp: new Date(Date.now() - hours * HOUR_MS).toISOString(),
      },
      track(user, 'Signed Up', hours),
      ...(activated ? [track(user, 'Activated', hours - 1)] : []),
    ]),
  )
  for (const [i, { user, rage }] of PEOPLE.entries()) {
    const start = Date.now() - (10 - i) * 60_000
    await server.api(`/sessions/import?user=${user}`, { method: 'POST', body: checkout(start, rage ? 6 : 1) })
  }
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

/** Address of the segment, once it is saved. */
let saved = ''
const people = () => page.locator('.preview-numbers > div').nth(1).locator('b').textContent()

/** Opens the menu at the end of the outermost group, searches, takes the first found; all by keyboard. */
async function add(search: string): Promise<void> {
  const menus = page.getByRole('button', { name: /^Add a condition/ })
  await menus.last().focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type(search)
  await page.keyboard.press('Enter')
}

/** Types a value and takes it as it stands. */
async function choose(label: string | RegExp, value: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).last().fill(value)
  await page.keyboard.press('Enter')
}

describe('[V95] enterprise, not activated after 48 h, rage on checkout', () => {
  it('is built by keyboard, and counted while it is', async () => {
    await page.goto(`${server.origin}/segments/new`)
    await page.getByRole('radio', { name: 'People' }).check({ force: true })
    await add('trait')
    await page.getByRole('combobox', { name: 'Trait', exact: true }).fill('plan')
    await choose('Value of plan', 'enterprise')
    await soon(people).toBe('4')
    await add('did not do')
    await page.getByRole('combobox', { name: 'Event', exact: true }).fill('Activated')
    await soon(people).toBe('3')
    await add('first or last')
    await page.getByRole('combobox', { name: 'First or last', exact: true }).selectOption('first')
    await page.getByRole('spinbutton', { name: 'Days for the day' }).fill('2')
    await soon(people).toBe('2')
    await add('rage')
    await page.getByRole('button', { name: 'on the page …' }).click()
    await choose('Value of on the page', '/checkout')
    await soon(people).toBe('1')
    expect(await seriousOn(page)).toEqual([])
  })

  it('is undone and done again', async () => {
    await page.getByRole('button', { name: 'Undo' }).click()
    await soon(people).not.toBe('1')
    await page.getByRole('button', { name: 'Redo' }).click()
    await soon(people).toBe('1')
  })

  it('reads as text, which can be changed; what cannot be read is shown at its place', async () => {
    await page.getByRole('radio', { name: 'As text' }).check({ force: true })
    const text = page.getByRole('textbox', { name: 'The segment as text' })
    await soon(() => text.inputValue()).toContain('trait "plan" is "enterprise"')
    const written = await text.inputValue()
    await text.fill(written.replace('"enterprise"', '"free"'))
    await soon(people).toBe('1')
    await text.fill(`${written} and nonsense`)
    await page.locator('.text-error mark').getByText('nonsense').waitFor()
    await text.fill(written)
    await soon(people).toBe('1')
    expect(await seriousOn(page)).toEqual([])
    await page.getByRole('radio', { name: 'As a sentence' }).check({ force: true })
  })

  it('says what it is for, and is saved with it', async () => {
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Enterprise, stuck and angry')
    await page.getByRole('textbox', { name: 'Goal', exact: true }).fill('They get through the checkout')
    await page.getByRole('textbox', { name: 'If', exact: true }).fill('Pay answers')
    await page.getByRole('textbox', { name: 'then', exact: true }).fill('they activate')
    await page.getByRole('button', { name: 'Choose the number that tells' }).click()
    await page
      .getByRole('region', { name: 'Goal', exact: true })
      .getByRole('combobox', { name: 'Event', exact: true })
      .fill('Activated')
    await page.getByRole('button', { name: 'Save segment' }).click()
    await soon(() => page.url()).toMatch(/segments\/seg_\w+$/)
    await page.getByText('Only 1 person: with fewer than 10').waitFor()
    // Who leaves before it is known who is in it has not left it.
    const size = `${new URL(page.url()).pathname}/size`
    await expect
      .poll(() => server.api(size), { timeout: 30_000 })
      .toMatchObject({ state: 'live', members: 1 })
  })

  it('opens a member at the moment that decided it', async () => {
    saved = page.url()
    await page.getByRole('link', { name: 'Watch its sessions' }).click()
    await soon(() => page.locator('a.session-row').count()).toBe(1)
    await soon(() => page.locator('.screen-head').textContent()).toContain('1 session · judged now')
    await soon(() => page.locator('a.session-row').getAttribute('href')).toMatch(/[?&]t=5000/)
    await page.locator('a.session-row').click()
    await soon(() => page.locator('.controls-time b').textContent()).toBe('0:05')
  })

  it('is left by the person once the missing event arrived', async () => {
    await send([track('eve', 'Activated', 0)])
    await page.goBack()
    await page.reload()
    await soon(() => page.locator('a.session-row').count()).toBe(0)
    // A change is noticed within 10 s.
    await page.goto(saved)
    const came = page.getByRole('region', { name: 'Came and went' })
    await expect.poll(() => came.textContent(), { timeout: 30_000 }).toMatch(/left\s*eve/)
    await soon(people).toBe('0')
  })
})

describe('[V96] a template becomes a segment', () => {
  it('asks, guesses from what arrived, and opens the builder with a goal', async () => {
    await page.goto(`${server.origin}/segments/templates?template=not-activated`)
    await soon(() => page.getByRole('combobox', { name: 'Which event means signed up?' }).inputValue()).toBe(
      'Signed Up',
    )
    expect(await seriousOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Make the segment' }).click()
    await soon(people).toBe('2')
    expect(await page.getByRole('textbox', { name: 'Goal', exact: true }).inputValue()).toContain(
      'first success',
    )
    await page.getByRole('button', { name: 'Save segment' }).click()
    await soon(() => page.url()).toMatch(/segments\/seg_\w+$/)
  })
})

describe('[V97] the overlap of segments is a matrix', () => {
  it('with people in both, and what is too small', async () => {
    await page.goto(`${server.origin}/segments/overlap`)
    await page.getByText('is too small for its metric').first().waitFor()
    await soon(() => page.locator('.overlap-cell').first().textContent()).toMatch(/^0/)
    expect(await seriousOn(page)).toEqual([])
  })
})
