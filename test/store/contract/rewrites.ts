import { expect, test } from 'vitest'
import type { Current } from '../contract.ts'
import { batch, derived, event, PROJECT, putVisit, T0 } from '../make.ts'

const key = () => ({ project: PROJECT, session: 'session-1' })
const tab = () => ({ ...key(), tab: 'session-1-tab' })
const masked = new TextEncoder().encode('masked')

export function rewriteRules(current: Current): void {
  test('[S49] a batch put in the place of another is served once the session is derived again', async () => {
    const store = current()
    const first = batch({ session: 'session-1' })
    await putVisit(store, first)
    expect(await store.replaceBatch(tab(), 0, masked)).toBe(true)
    expect(await store.batch(tab(), 0)).toBeNull()
    expect(await store.backlog(9_999)).toContainEqual(expect.objectContaining(key()))
    const [stored] = await store.tabBatches(tab(), 0)
    expect(new TextDecoder().decode(stored?.bytes)).toBe('masked')
    await store.putDerived(derived(first))
    expect(new TextDecoder().decode((await store.batch(tab(), 0)) ?? undefined)).toBe('masked')
    expect((await store.tabs(key()))[0]?.batches).toMatchObject([{ seq: 0, bytes: masked.byteLength }])
    expect(await store.backlog(9_999)).not.toContainEqual(expect.objectContaining(key()))
  })

  test('[S49] what is not there, or was set aside, stays as it is', async () => {
    const store = current()
    const first = batch({ session: 'session-1' })
    expect(await store.replaceBatch(tab(), 0, masked)).toBe(false)
    await putVisit(store, first)
    expect(await store.replaceBatch(tab(), 7, masked)).toBe(false)
    expect(await store.replaceBatch({ ...tab(), project: `${PROJECT}-other` }, 0, masked)).toBe(false)
    const aside = [{ tab: tab().tab, facts: null, checked: [], aside: [{ seq: 0, reason: 'not-json' }] }]
    await store.putDerived({ ...derived(first), tabs: aside })
    expect(await store.replaceBatch(tab(), 0, masked)).toBe(false)
  })

  test('[S50] words of an event are replaced; what it is, whose it is and when stays, and traits follow', async () => {
    const store = current()
    const context = {
      page: { title: 'Mara', url: 'https://shop.test/' },
      segreel: { sessionId: 's', tabId: 't' },
    }
    const said = event({
      type: 'identify',
      userId: 'u1',
      anonymousId: 'a',
      traits: { name: 'Mara', plan: 'pro' },
    })
    const viewed = event({
      ...{ type: 'page', name: 'Order of Mara', userId: 'u1', properties: { of: 'Mara', n: 1 }, context },
      ...{ sessionId: 's', tabId: 't', at: T0 + 1 },
    })
    const bought = event({
      event: 'Bought by Mara',
      anonymousId: 'a',
      at: T0 + 2,
      sentAt: '2026-11-02T12:00:00.000Z',
    })
    await store.putEvents(PROJECT, [said, viewed, bought])
    const before = (await store.events({ project: PROJECT, limit: 9 })).items
    const words = [
      { ...said, traits: { name: '****', plan: 'pro' } },
      {
        ...viewed,
        name: 'Order of ****',
        properties: { of: '****', n: 1 },
        context: { ...context, page: { title: '****' } },
      },
      { ...bought, event: 'Bought by ****' },
    ]
    const gone = { ...bought, messageId: 'gone' }
    expect(await store.replaceEvents(PROJECT, [...words, gone])).toBe(3)
    expect(await store.replaceEvents(PROJECT, words)).toBe(3)
    const after = (await store.events({ project: PROJECT, limit: 9 })).items
    expect(after).toEqual(
      before.map(row => ({ ...row, ...words.find(one => one.messageId === row.messageId) })),
    )
    const person = (await store.findPerson(PROJECT, { user: 'u1' }))!
    expect(person).toMatchObject({ anonymousIds: ['a'], traits: { name: '****', plan: 'pro' } })
    const history = await store.history(PROJECT, person.id)
    expect(history?.events.map(one => one.name)).toEqual(['Viewed Order of **** Page', 'Bought by ****'])
    const names = await store.suggest(PROJECT, { of: 'event', prefix: '', limit: 9 })
    expect(names.map(one => one.value).sort()).toEqual(['Bought by ****', 'Viewed Order of **** Page'])
    expect(
      JSON.stringify(await store.suggest(PROJECT, { of: 'traitValue', name: 'name', prefix: '', limit: 9 })),
    ).not.toContain('Mara')
    expect(await store.putEvents(PROJECT, [bought])).toEqual(['duplicate'])
  })

  test('[S50] who is looked at again: a person whose words were replaced', async () => {
    const store = current()
    const said = event({ type: 'identify', userId: 'u1', traits: { name: 'Mara' } })
    await store.putEvents(PROJECT, [said])
    const place = await store.touchedEnd(PROJECT)
    await store.replaceEvents(PROJECT, [{ ...said, traits: { name: '****' } }])
    const person = (await store.findPerson(PROJECT, { user: 'u1' }))!
    expect((await store.touched(PROJECT, place, 9)).persons).toEqual([person.id])
  })

  test('[S50] what says again what stood there is told, and replaced: why somebody is in a segment', async () => {
    const store = current()
    const line = { project: PROJECT, segment: 'seg', fingerprint: 'f', begunAt: T0, problems: [] }
    await store.beginLine(line)
    await store.fillLine({ ...line, line: 1, persons: [], cursor: null, filled: true, at: T0 })
    const verdict = { segment: 'seg', line: 1, inside: true, at: T0, event: null }
    const persons = ['p', 'q', 'r'].map(person => ({
      ...{ person, due: null, gone: false, tags: [] },
      verdicts: [{ ...verdict, why: { words: `is Mara, ${person}` } }],
    }))
    await store.putJudged({ project: PROJECT, at: T0, persons })
    const first = await store.echoes(PROJECT, null, 2)
    const rest = await store.echoes(PROJECT, first.at(-1)!.id, 2)
    expect([...first, ...rest].map(one => JSON.parse(one.json).words).sort()).toEqual([
      'is Mara, p',
      'is Mara, q',
      'is Mara, r',
    ])
    expect(await store.echoes(`${PROJECT}-other`, null, 9)).toEqual([])
    await store.replaceEchoes(PROJECT, [{ id: first[0]!.id, json: '{"words":"is ****"}' }])
    const { items } = await store.membershipChanges({ project: PROJECT, segment: 'seg', limit: 9 })
    expect(items.map(one => one.why.words).filter(words => words === 'is ****')).toHaveLength(1)
  })
}
