import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../../running-server.ts'
import { seriousOn } from '../axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from '../browse.ts'

let server: RunningServer
let browsing: Browsing
let page: Page

const when = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString()

const send = (...batch: object[]) => server.send(batch)

const identify = (userId: string, traits: object) => ({
  type: 'identify',
  userId,
  traits,
  messageId: `who-${userId}`,
  timestamp: when(60),
})

beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  await send(
    identify('ann', { plan: 'pro' }),
    identify('bob', { plan: 'free' }),
    identify('cleo', { plan: 'free' }),
    { type: 'group', userId: 'ann', groupId: 'acme', traits: { tier: 'gold' }, timestamp: when(50) },
    { type: 'group', userId: 'bob', groupId: 'initech', traits: { tier: 'iron' }, timestamp: when(50) },
  )
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const people = () => page.locator('.preview-numbers > div').nth(1).locator('b').textContent()
const box = (name: string) => page.getByRole('combobox', { name, exact: true })

/** Searches in the menu at the end of the outermost group, and takes the first found. */
async function add(search: string, menu = -1): Promise<void> {
  const menus = page.getByRole('button', { name: /^Add a condition/ })
  await (menu < 0 ? menus.last() : menus.nth(menu)).press('Enter')
  await page.keyboard.type(search)
  await page.keyboard.press('Enter')
}

/** What is offered for what was typed so far. */
const offered = () => page.getByRole('option').locator('.cut').allTextContents()

describe('[V99] a link with a segment as text', () => {
  it('opens in the builder as a sentence', async () => {
    await page.goto(
      `${server.origin}/segments/new?q=${encodeURIComponent('person where trait "plan" is "free"')}`,
    )
    await soon(people).toBe('2')
    await soon(() => box('Trait').inputValue()).toBe('plan')
    await soon(() => new URL(page.url()).searchParams.has('draft')).toBe(true)
    expect(new URL(page.url()).searchParams.has('q')).toBe(false)
  })

  it('shows what cannot be read at its place, and goes on once it is mended', async () => {
    await page.goto(
      `${server.origin}/segments/new?q=${encodeURIComponent('person where trait "plan" si "free"')}`,
    )
    await page.locator('.text-error mark').getByText('si', { exact: true }).waitFor()
    const text = page.getByRole('textbox', { name: 'The segment as text' })
    await text.fill((await text.inputValue()).replace(' si ', ' is '))
    await soon(people).toBe('2')
    await soon(() => seriousOn(page)).toEqual([])
  })
})

describe('[V100] a link with what cannot be asked', () => {
  it.each([
    [
      'where.of[0].field',
      'There is no such field.',
      { kind: 'field', field: 'shoeSize', is: { op: 'exists' } },
      1,
    ],
    ['version', 'newer version (2)', { kind: 'moonphase' }, 2],
  ])(
    'says where and why, counts nobody, and can be written anew: %s',
    async (at, why, condition, version) => {
      const draft = JSON.stringify({ version, subject: 'session', where: { kind: 'and', of: [condition] } })
      await page.goto(`${server.origin}/segments/new?draft=${encodeURIComponent(draft)}`)
      const said = page.getByText('What this link says cannot be asked.')
      await said.waitFor()
      expect(await said.textContent()).toContain(at)
      expect(await said.textContent()).toContain(why)
      expect(await page.locator('.preview-numbers').count()).toBe(0)
      await page.getByRole('radio', { name: 'People' }).check({ force: true })
      await add('trait')
      await box('Trait').fill('plan')
      await box('Value of plan').fill('pro')
      await page.keyboard.press('Enter')
      await soon(people).toBe('1')
      await soon(() => said.count()).toBe(0)
    },
  )

  it('is refused in the condition that refers to itself through another one', async () => {
    const make = (name: string, where: object) =>
      server.api<{ id: string }>('/segments', {
        method: 'POST',
        body: { name, definition: { version: 1, subject: 'person', where } },
      })
    const a = await make('Round A', { kind: 'trait', trait: 'plan', is: { op: 'exists' } })
    await make('Round B', { kind: 'not', of: { kind: 'segment', id: a.id } })
    await page.goto(`${server.origin}/segments/${a.id}`)
    await soon(people).toBe('3')
    await add('segment')
    const other = page.getByRole('combobox', { name: 'Segment', exact: true })
    await other.selectOption({ label: 'Round B' })
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('where.of[1]: This leads back: the segment refers to itself.').waitFor()
  })
})

describe('[V99] a list of ids', () => {
  it('is uploaded in the condition, and counted', async () => {
    await page.goto(`${server.origin}/segments/new`)
    await page.getByRole('radio', { name: 'People' }).check({ force: true })
    await add('list')
    await page.getByRole('button', { name: 'Upload a CSV file' }).click()
    await page.getByLabel('CSV file').setInputFiles({
      name: 'asked us.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('user id,since\nann,1\ncleo,2\nnobody,3\n'),
    })
    await soon(() =>
      page.getByRole('combobox', { name: 'List', exact: true }).locator('option:checked').textContent(),
    ).toBe('asked us (3 users)')
    await soon(people).toBe('2')
    await soon(() => seriousOn(page)).toEqual([])
  })

  it('says what is wrong with a file', async () => {
    await page.getByRole('button', { name: 'Upload a CSV file' }).click()
    await page.getByLabel('CSV file').setInputFiles({
      name: 'empty.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('\n'),
    })
    await page.getByRole('alert').waitFor()
  })
})

describe('[V33] what arrived is suggested', () => {
  it('of traits of accounts, too', async () => {
    await page.goto(`${server.origin}/segments/new`)
    await page.getByRole('radio', { name: 'Accounts' }).check({ force: true })
    await add('trait')
    await box('Trait').focus()
    await soon(offered).toEqual(['tier'])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await box('Value of tier').focus()
    await soon(offered).toEqual(['gold', 'iron'])
    await page.keyboard.type('ro')
    await soon(offered).toEqual(['iron'])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await soon(people).toBe('1')
  })
})

describe('[V30] undo', () => {
  it('takes back step after step with the keyboard, and does them again', async () => {
    await page.goto(
      `${server.origin}/segments/new?q=${encodeURIComponent('person where trait "plan" is "free"')}`,
    )
    await soon(people).toBe('2')
    await page.getByRole('button', { name: 'Without free' }).click()
    await box('Value of plan').fill('pro')
    await page.keyboard.press('Enter')
    await soon(people).toBe('1')
    await page.getByRole('button', { name: 'Save segment' }).focus()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await soon(people).toBe('2')
    await page.keyboard.press('Control+Shift+z')
    await page.keyboard.press('Control+y')
    await soon(people).toBe('1')
    await page.keyboard.press('Control+y')
    await soon(people).toBe('1')
  })
})

describe('[V99] the size of a saved segment', () => {
  it('is drawn over time, and who comes is listed with why', async () => {
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Pro people')
    await page.getByRole('button', { name: 'Save segment' }).click()
    const chart = page.getByRole('figure').filter({ hasText: 'People in it' })
    await chart.getByText('1 person now').waitFor()
    await send({ ...identify('dora', { plan: 'pro' }), timestamp: when(0) })
    await expect.poll(() => chart.textContent(), { timeout: 30_000 }).toContain('2 people now')
    const came = page.getByRole('region', { name: 'Came and went' })
    await came.getByRole('link', { name: 'dora' }).waitFor()
    expect(await came.textContent()).toContain('entered')
    await page.getByRole('radio', { name: 'By day' }).check({ force: true })
    await soon(() => new URL(page.url()).searchParams.get('size')).toBe('day')
    await chart.getByText('As a table').click()
    await soon(() => chart.getByRole('cell', { name: '2', exact: true }).count()).toBe(1)
    await soon(() => seriousOn(page)).toEqual([])
  })
})

describe('[V101] two segments side by side', () => {
  it('are chosen in the bar over a list, kept in the address, and change places', async () => {
    const make = (name: string, plan: string) =>
      server.api<{ id: string }>('/segments', {
        method: 'POST',
        body: {
          name,
          definition: {
            version: 1,
            subject: 'person',
            where: { kind: 'trait', trait: 'plan', is: { op: 'is', values: [plan] } },
          },
        },
      })
    const [free, pro] = await Promise.all([make('On free', 'free'), make('On pro', 'pro')])
    await page.goto(`${server.origin}/people?segment=${free.id}`)
    const told = page.locator('.screen-head p')
    await soon(() => told.textContent()).toBe('2 people · judged now')
    const choose = async (name: string) => {
      await page.getByRole('button', { name: /^Compared with/ }).click()
      await page.getByRole('link', { name, exact: true }).click()
    }
    await choose('Everyone else')
    await soon(() => told.textContent()).toMatch(
      /^2 people · judged now · Everyone else: \d (person|people)$/,
    )
    await choose('On pro')
    await soon(() => told.textContent()).toMatch(/^2 people · judged now · On pro: \d (person|people)$/)
    expect(new URL(page.url()).searchParams.get('compare')).toBe(pro.id)
    expect(await seriousOn(page)).toEqual([])
    await told.getByRole('link').click()
    await soon(() => told.textContent()).toMatch(/^\d (person|people) · judged now · On free: 2 people$/)
    expect(new URL(page.url()).searchParams.get('compare')).toBe(free.id)
    await page.reload()
    await soon(() => told.textContent()).toMatch(/^\d (person|people) · judged now · On free: 2 people$/)
  })
})
