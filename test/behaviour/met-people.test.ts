import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Contrast, ContrastRow } from '../../contract/behaviour/funnel.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import { openSqlite } from '../../server/store/sqlite/open.ts'
import { openApp } from '../app.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'
import { batch, derived, event } from '../store/make.ts'
import { press } from './generated.ts'

const [SECOND, HOUR] = [1_000, 3_600_000]
const NOON = Date.UTC(2026, 9, 5, 12)

/**
 * Forty sign up a second into their visit, and every other one pays a minute later. Of those who do not, most look at
 * the help and press a button twice, and some rage; of those who pay, a few, and more once they have paid. Two who sign
 * up are not recorded.
 */
async function fill({ store }: Awaited<ReturnType<typeof openApp>>): Promise<void> {
  for (let n = 0; n < 42; n++) {
    const at = NOON + n * HOUR
    const ids = { anonymousId: `visitor-${n}`, sessionId: `session-${n}` }
    const pays = n % 2 === 0 && n < 40
    await store.putEvents('main', [
      event({ ...ids, event: 'Signed Up', at: at + SECOND }),
      ...(n % 3 ? [event({ ...ids, event: 'Helped', at: at + 20 * SECOND })] : []),
      ...(pays ? [event({ ...ids, event: 'Paid', at: at + 60 * SECOND })] : []),
      ...(pays ? [event({ ...ids, event: 'Thanked', at: at + 60 * SECOND })] : []),
    ])
    if (n >= 40) continue
    const made = {
      ...batch({ session: ids.sessionId, anonymousId: ids.anonymousId, from: at, to: at + 2 * HOUR }),
      project: 'main',
    }
    const helped = pays ? (n % 8 === 0 ? 30 : 90) : 40
    const result = derived(made, { country: n % 5 ? 'AT' : 'DE', release: pays ? '2.0' : '1.0' }, [
      { at, path: '/' },
      { at: at + helped * SECOND, path: '/help' },
    ])
    const facts = result.tabs[0]?.facts
    if (facts)
      facts.clicks = [10, 15].map(s => press(0, at + (s + (n % 4 ? 0 : 100)) * SECOND, 'button[Buy]'))
    const rage = { kind: 'rage' as const, at: at + 12 * SECOND, page: '/', element: '', name: '' }
    result.verdict = { rules: 1, found: n % 4 === 1 ? [rage] : [] }
    await store.putBatch(made)
    await store.putDerived(result)
  }
}

const DATES = `from=${NOON}&to=${NOON + 60 * HOUR}`
const funnel = {
  steps: [
    { kind: 'event', event: 'Signed Up' },
    { kind: 'event', event: 'Paid' },
  ],
}

describe.each(['memory', 'sqlite'] as const)('what differs leads to the visits behind it: %s', engine => {
  let app: Awaited<ReturnType<typeof openApp>>
  let folder: string
  beforeAll(async () => {
    folder = await makeFolder()
    app = await openApp(engine === 'memory' ? openMemory() : await openSqlite(folder, { readers: 1 }))
    await fill(app)
  })
  afterAll(async () => {
    await app.close()
    await removeFolder(folder)
  })
  const post = (path: string, more: string) =>
    app.ask(`/api/behaviour/funnel/${path}?${DATES}&step=0${more}`, {
      method: 'POST',
      body: JSON.stringify(funnel),
    })
  const who = async (
    { kind, name, detail }: Pick<ContrastRow, 'kind' | 'name' | 'detail'>,
    which: string,
  ) => {
    const met = encodeURIComponent(JSON.stringify({ kind, name, detail }))
    return (await post('people', `&which=${which}&limit=100&met=${met}`)).body
  }

  test('[U16] each number has as many visits behind it, of those who left and of those who went on', async () => {
    const { body }: { body: Contrast } = await post('differences', '')
    expect([body.first, body.second]).toEqual([20, 20])
    expect(new Set(body.rows.map(({ kind }) => kind))).toEqual(
      new Set(['event', 'page', 'element', 'frustration', 'property']),
    )
    for (const row of body.rows) {
      const [left, wentOn, all] = [
        await who(row, 'dropped'),
        await who(row, 'went-on'),
        await who(row, 'reached'),
      ]
      expect([row.name, left.total, wentOn.total]).toEqual([row.name, row.first, row.second])
      expect(left.items).toHaveLength(row.first)
      expect(all.total).toBe(row.first + row.second)
    }
    // Without anything met, all of either side: two of those who left were not recorded.
    expect((await post('people', '&which=dropped')).body.total).toBe(22)
    expect((await post('people', '&which=went-on')).body.total).toBe(20)
    expect((await post('people', '&which=dropped&recorded=true')).body.total).toBe(body.first)
    expect((await post('people', '&which=went-on&recorded=true')).body.total).toBe(body.second)
  })

  test('[U16] each visit opens when it was met first, where it is known of the visit at the step', async () => {
    const at = async (kind: ContrastRow['kind'], name: string, detail = '', which = 'dropped') => {
      const { items } = await who({ kind, name, detail }, which)
      return new Set(items.map(({ url }: { url: string }) => url.replace(/^.*\?t=/, '')))
    }
    expect(await at('event', 'Helped')).toEqual(new Set(['20000']))
    expect(await at('page', '/help')).toEqual(new Set(['40000']))
    expect(await at('page', '/help', '', 'went-on')).toEqual(new Set(['30000']))
    expect(await at('element', '[Buy]', 'button[Buy]')).toEqual(new Set(['10000']))
    expect(await at('frustration', 'rage')).toEqual(new Set(['12000']))
    expect(await at('property', 'country', 'DE')).toEqual(new Set(['1000']))
    // What was met as they went on, or behind it, is not what made them go on.
    expect((await who({ kind: 'event', name: 'Thanked', detail: '' }, 'went-on')).total).toBe(0)
  })

  test('[U16] what nothing can be is refused in a sentence', async () => {
    const refused = async (met: string, more = '') => {
      const { status, body } = await post('people', `${more}&met=${encodeURIComponent(met)}`)
      expect(status).toBe(400)
      return body.error.message
    }
    expect(await refused('/help')).toMatch(/^Give “met” as a row of the differences names it: /)
    expect(await refused('{"kind":"text","name":"x"}')).toMatch(/^Give “met” as/)
    expect(await refused('{"kind":"frustration","name":"anger"}')).toMatch(
      /^There is no frustration called “anger” to meet: give “name” in “met” as one of rage, dead, /,
    )
    expect(await refused('{"kind":"property","name":"plan","detail":"pro"}')).toMatch(/one of country, /)
    expect(await refused('{"kind":"element","name":"Buy"}')).toMatch(/^Give “detail” in “met”/)
  })
})
