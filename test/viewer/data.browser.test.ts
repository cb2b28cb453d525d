import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, expectReplayed, signIn, startBrowsing } from './browse.ts'
import { minuteOfEvents } from './fake-data.ts'

const START = Date.UTC(2026, 9, 1, 12)
const RULE = {
  type: 'TRACK',
  key: 'Signup Completed',
  jsonSchema: {
    type: 'object',
    properties: { properties: { type: 'object', required: ['country'], properties: { country: {} } } },
  },
}

let server: RunningServer
let browsing: Browsing
let page: Page
let session: string

beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  page = await browsing.open(server.origin)
  await signIn(page, server.origin, server.token)
  const imported = await server.api<{ session: { id: string } }>('/sessions/import?user=ada', {
    method: 'POST',
    body: minuteOfEvents(START),
  })
  session = imported.session.id
  await server.api('/plan', { method: 'PUT', body: { name: 'Shop', rules: [RULE] } })
  await server.api('/segments', {
    method: 'POST',
    body: {
      name: 'Signed up',
      definition: {
        version: 1,
        subject: 'person',
        where: {
          kind: 'event',
          event: 'Signup Completed',
          where: [],
          count: { op: 'at-least', n: 1 },
          window: { kind: 'ever' },
        },
      },
    },
  })
})

afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const go = (address: string) => page.goto(server.origin + address)
const send = (event: object) => server.send([event])

describe('[Y4] the live tail answers whether an event arrives', () => {
  it('says how to send one, and shows it when it was sent', async () => {
    await go('/data/live')
    await page.getByText('Listening').waitFor()
    await page.locator('pre', { hasText: `-u ${server.writeKey}:` }).waitFor()
    await send({ type: 'track', event: 'Hello There', userId: 'ada', messageId: 'm1', properties: { n: 1 } })
    const line = page.getByRole('button', { name: /Hello There/ })
    await line.waitFor()
    await line.click()
    await page.locator('.live-whole pre', { hasText: '"messageId": "m1"' }).waitFor()
  })

  it('is narrowed by any value in the address, and stands still when paused', async () => {
    await page.getByRole('searchbox', { name: /Is my event arriving/ }).fill('needle')
    await expect.poll(() => page.url()).toContain('q=needle')
    await page.getByText('Nothing with “needle” so far').waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await send({ type: 'track', event: 'Found', userId: 'a needle', messageId: 'm2' })
    await page.getByRole('button', { name: 'Go on (1 new)' }).click()
    await page.getByRole('button', { name: /Found/ }).waitFor()
  })

  it('tells of what was refused meanwhile', async () => {
    await expect(send({ type: 'track', event: 'Whose', messageId: 'm3' })).rejects.toThrow('missing-field')
    await page.getByText(/Refused since you opened this: .+ \(1\)/).waitFor()
  })
})

describe('[Y6] a violation opens the replay at its moment', () => {
  it('names what it damages, by a slip of the name sent from a server', async () => {
    const timestamp = new Date(START + 24_000).toISOString()
    await send({
      type: 'track',
      event: 'signup completed',
      userId: 'ada',
      messageId: 'm4',
      timestamp,
      properties: { country: 'DE' },
    })
    await eventually(async () => {
      const { items } = await server.api<{ items: { examples: { url: string | null }[] }[] }>(
        '/plan/violations?kind=near-miss-name',
      )
      return items.some(one => one.examples.some(({ url }) => url !== null))
    }, 'the violation with its moment')
    await go('/data/violations?kind=near-miss-name')
    await page.getByText('"signup completed" is not in the plan; "Signup Completed" is.').waitFor()
    await page.getByRole('link', { name: 'Signed up' }).first().waitFor()
    await page.getByRole('link', { name: /^Watch the moment of signup completed, / }).click()
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/sessions/${session}`)
    await expectReplayed(page, 'Second 24')
  })

  it('and the segment says that its data is not sound, in the list and where it is open', async () => {
    await go('/segments')
    const unsound = page.getByRole('link', { name: /violations in the events this segment asks for/ })
    await unsound.waitFor()
    const { items } = await server.api<{ items: { id: string }[] }>('/segments')
    await go(`/segments/${items[0]?.id}`)
    await unsound.click()
    await expect.poll(() => page.url()).toContain('/data/violations?damages=')
    await page.getByText('"signup completed" is not in the plan; "Signup Completed" is.').waitFor()
  })

  it('of the chosen dates and people alone', async () => {
    await go('/data/violations?kind=near-miss-name&from=2026-10-02')
    await page.getByText('None of this kind').waitFor()
    const nobody = {
      version: 1,
      subject: 'person',
      where: { kind: 'trait', trait: 'x', is: { op: 'exists' } },
    }
    await go(`/data/violations?definition=${encodeURIComponent(JSON.stringify(nobody))}`)
    await page.getByText('Nothing is wrong here').waitFor()
    await page.getByRole('link', { name: 'Everyone, all time' }).click()
    await page.getByText('"signup completed" is not in the plan; "Signup Completed" is.').waitFor()
  })
})

describe('[Y1] events by name, and [Y3] what they carry', () => {
  it('lists what came and what the plan waits for', async () => {
    await go('/data')
    await page.getByRole('row', { name: /Signup Completed 0 .*planned, none here/ }).waitFor()
    await page.getByRole('link', { name: 'Hello There' }).click()
    await expect.poll(() => page.url()).toContain('event=Hello')
    await page.getByRole('listitem').filter({ hasText: 'number' }).getByText('100%').waitFor()
  })
})

describe('[Y5] [Y9] a person shows what tied its ids together, and the project', () => {
  it('with what was refused and why, found by name', async () => {
    await send({
      type: 'identify',
      userId: 'ada',
      anonymousId: 'd1',
      messageId: 'i1',
      traits: { name: 'Ada L' },
    })
    await send({ type: 'identify', userId: 'bob', anonymousId: 'd1', messageId: 'i2' })
    await go('/people')
    await page.getByRole('searchbox').fill('Ada')
    await page.getByRole('link', { name: 'Ada L' }).click()
    await page.getByText(/that d1 is ada: what it did before belongs to this person/).waitFor()
    await page.getByText(/that d1 is bob: refused, since another user had it first/).waitFor()
    await page.getByRole('link', { name: /^Watch signup completed/ }).waitFor()
    await go('/data/identity?outcome=refused')
    await page.getByText(/that d1 is bob: refused, since another user had it first/).waitFor()
  })
})

describe('[Y8] an account shows its traits and members', () => {
  it('from the person, and among the people', async () => {
    await send({
      type: 'group',
      userId: 'ada',
      groupId: 'acme',
      messageId: 'g1',
      traits: { name: 'Acme', seats: 9 },
    })
    const { id } = await server.api<{ id: string }>('/persons?user=ada')
    await go(`/people/${id}`)
    await page.getByRole('link', { name: 'Acme' }).click()
    await expect.poll(() => new URL(page.url()).pathname).toBe('/accounts/acme')
    await page.getByText('seats').waitFor()
    await page.getByRole('link', { name: 'Ada L' }).waitFor()
    await page.getByRole('link', { name: 'Accounts' }).click()
    await page.getByRole('searchbox').fill('acm')
    await page.getByRole('row', { name: /Acme acme 1/ }).waitFor()
    await page.getByRole('searchbox').fill('nobody')
    await page.getByText('No account is called “nobody”').waitFor()
  })
})

describe('[X2] a destination is added, and its books are shown', () => {
  it('refuses a private address in words, takes a public one', async () => {
    await go('/data/destinations')
    await page.getByRole('link', { name: 'Add a destination' }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Hook')
    await page.getByRole('textbox', { name: /^Shared secret/ }).fill('secret')
    await page.getByRole('textbox', { name: /^Address/ }).fill('http://127.0.0.1:1/hook')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('textbox', { name: /^Address/ }).fill('https://hook.invalid/')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('heading', { name: /^Hook/ }).waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('stopped', { exact: true }).waitFor()
  })
})

describe('[T1] a plan is drafted, put in force, and an older version brought back', () => {
  it('refuses what is no plan in words, and says what becomes of violating events', async () => {
    await go('/data/plan')
    await page.getByRole('button', { name: 'Draft again' }).click()
    const text = page.getByRole('textbox', { name: 'The plan as JSON' })
    const draft = await text.inputValue()
    expect(draft).toContain('Hello There')
    await text.fill('{"rules": [')
    await page.getByRole('button', { name: 'Put in force' }).click()
    await page.getByText(/This is not JSON/).waitFor()
    await text.fill(draft)
    await page.getByRole('button', { name: 'Put in force' }).click()
    await page.getByText(/^Version 2, \d+ rules/).waitFor()
    await page.getByRole('link', { name: 'Version 1' }).click()
    await expect.poll(() => page.url()).toContain('version=1')
    await page.getByRole('button', { name: 'Put in force again' }).click()
    await page.getByText('Version 1 is in force again, as version 3').waitFor()
  })

  it('keeps violating events apart when told to, and takes them in', async () => {
    await go('/data/plan')
    await page.getByRole('combobox', { name: 'Segment clients' }).selectOption({ value: 'drop' })
    await page.getByText(/^Version 4, /).waitFor()
    // The door may go by the plan of a second ago.
    await eventually(async () => {
      await send({ type: 'track', event: 'Unheard Of', userId: 'ada' })
      return (await server.api<{ items: unknown[] }>('/plan/blocked')).items.length > 0
    }, 'an event kept apart')
    await page.reload()
    await page.getByRole('button', { name: 'Take in Unheard Of' }).click()
    await page.getByText('1 taken in').waitFor()
    await page.getByRole('heading', { name: 'Kept apart' }).waitFor({ state: 'detached' })
  })
})

describe('[V5] data and people are free of serious axe violations, light and dark', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`in ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme })
      const { id } = await server.api<{ id: string }>('/persons?user=ada')
      const { items } = await server.api<{ items: { id: string }[] }>('/destinations')
      const screens: [string, string][] = [
        ['/data?event=Hello%20There', 'Hello There'],
        ['/data/live', 'Listening'],
        ['/data/plan', 'Segment clients'],
        ['/data/violations', 'Misspelt name'],
        ['/data/identity', 'another user had it first'],
        [`/data/destinations?of=${items[0]?.id}`, 'Given up'],
        ['/data/destinations?add=1', 'Shared secret'],
        ['/people', 'Ada L'],
        [`/people/${id}`, 'Traits'],
        ['/accounts', 'Acme'],
        ['/accounts/acme', 'Members'],
      ]
      for (const [address, shown] of screens) {
        await go(address)
        await page.getByText(shown).first().waitFor()
        expect(await seriousOn(page), address).toEqual([])
      }
    })
  }
})
