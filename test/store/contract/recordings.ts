import { expect, test } from 'vitest'
import type { Current } from '../contract.ts'
import { batch, derived, facts, PROJECT, T0 } from '../make.ts'

const HOUR = 3_600_000
const S = 'session-1'
const TAB = `${S}-tab`
const key = () => ({ project: PROJECT, session: S })
const tab = () => ({ ...key(), tab: TAB })

export function recordingRules(current: Current): void {
  test('[S1] a batch sent twice is stored once', async () => {
    const store = current()
    expect(await store.putBatch(batch({ session: S }))).toBe('stored')
    expect(await store.putBatch(batch({ session: S }, { bytes: new Uint8Array([1]) }))).toBe('duplicate')
    const stored = await store.tabBatches(tab(), 0)
    expect(stored.map(one => new TextDecoder().decode(one.bytes))).toEqual([`bytes of ${S} ${S}-tab 0`])
  })

  test('[S1] the same batch twenty times in parallel is stored once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => current().putBatch(batch({ session: S }))),
    )
    expect(answers.filter(answer => answer === 'stored')).toHaveLength(1)
    expect(answers.filter(answer => answer === 'duplicate')).toHaveLength(19)
  })

  test('[S1] the same session, tab and number in another project is another batch', async () => {
    expect(await current().putBatch(batch({ session: S }))).toBe('stored')
    expect(await current().putBatch(batch({ session: S }, { project: 'other' }))).toBe('stored')
  })

  test('[S1] another tab, and another number, is another batch; tabs come in order of their first event', async () => {
    const store = current()
    await store.putBatch(batch({ session: S, tab: 'second-tab', from: T0 + 10, startedAt: T0 }))
    await store.putBatch(batch({ session: S, tab: 'first-tab', from: T0, seq: 1 }))
    await store.putBatch(batch({ session: S, tab: 'first-tab', from: T0 + 5, seq: 2, lost: 4 }))
    const tabs = await store.tabs(key())
    expect(tabs).toEqual([
      { tab: 'first-tab', from: T0, to: T0 + 1_005, lost: 4, batches: [], fresh: [1, 2], aside: [] },
      { tab: 'second-tab', from: T0 + 10, to: T0 + 1_010, lost: 0, batches: [], fresh: [0], aside: [] },
    ])
  })

  test('[S2] a session begins with its first batch, on the clock of the server', async () => {
    const store = current()
    const ahead = batch(
      { session: S, startedAt: T0, from: T0, to: T0 + 1_000, sentAt: T0 + 1_000 },
      { receivedAt: T0 + 6_000 },
    )
    await store.putBatch(ahead)
    await store.putBatch(
      batch({ session: S, seq: 1, startedAt: T0, from: T0, to: T0 + 2_000, sentAt: T0 + 99_000 }),
    )
    expect(await store.session(key())).toMatchObject({
      startedAt: T0 + 5_000,
      endedAt: T0 + 7_000,
      clockOffset: 5_000,
      source: 'recorder',
      anonymousId: 'anon-1',
      tabs: 0,
    })
  })

  test('[S2] clocks that differ by up to 2 s agree', async () => {
    await current().putBatch(batch({ session: S, sentAt: T0 }, { receivedAt: T0 + 2_000 }))
    expect(await current().session(key())).toMatchObject({ clockOffset: 0, startedAt: T0 })
  })

  test('[S3] a recorded batch that ends over 24 h after the start stores nothing', async () => {
    const store = current()
    await store.putBatch(batch({ session: S }))
    const at = (to: number) => batch({ session: S, seq: 1, startedAt: T0, from: to, to })
    expect(await store.putBatch(at(T0 + 24 * HOUR + 1))).toBe('session-too-long')
    expect((await store.tabs(key()))[0]?.fresh).toEqual([0])
    expect(await store.putBatch(at(T0 + 24 * HOUR))).toBe('stored')
  })

  test('[S3] an import keeps whatever length it has', async () => {
    const long = batch({ session: S, startedAt: T0, from: T0, to: T0 + 30 * HOUR }, { source: 'import' })
    expect(await current().putBatch(long)).toBe('stored')
  })

  test('[S5] only batches looked into and whole are served; those set aside never, with the reason', async () => {
    const store = current()
    const first = batch({ session: S })
    await store.putBatch(first)
    for (const seq of [1, 2]) await store.putBatch(batch({ session: S, seq }))
    expect(await store.batch(tab(), 0)).toBeNull()
    const aside = [{ seq: 1, reason: 'not-json' }]
    const mixed = { ...derived(first), tabs: [{ ...derived(first).tabs[0]!, aside }] }
    await store.putDerived(mixed)
    await store.putDerived({
      ...mixed,
      tabs: [{ tab: TAB, facts: null, checked: [{ seq: 1, snapshot: true }], aside: [] }],
    })
    expect(new TextDecoder().decode((await store.batch(tab(), 0))!)).toBe(`bytes of ${S} ${S}-tab 0`)
    expect(await store.batch(tab(), 1)).toBeNull()
    expect(await store.batch(tab(), 2)).toBeNull()
    expect(await store.batch(tab(), 9)).toBeNull()
    const { batches, aside: kept, fresh } = (await store.tabs(key()))[0]!
    expect(batches).toEqual([
      { seq: 0, from: T0, to: T0 + 1_000, events: 3, bytes: first.bytes.byteLength, snapshot: true },
    ])
    expect(kept).toEqual(aside)
    expect(fresh).toEqual([2])
    expect((await store.tabBatches(tab(), 1)).map(one => one.seq)).toEqual([2])
  })

  test('[S4] derivation gets the batches of each tab from a place on, all when one before waits, none set aside', async () => {
    const store = current()
    const first = batch({ session: S })
    for (const seq of [0, 1, 3]) await store.putBatch(batch({ session: S, seq }))
    await store.putBatch(batch({ session: S, tab: 'other-tab', from: T0 + 10, startedAt: T0 }))
    const asked = async (from: Record<string, number>) => {
      const found = await store.toDerive(key(), from)
      let at = 0
      const texts = found?.tabs.map(({ wanted }) =>
        wanted.map(({ size }) => {
          at += size
          return new TextDecoder().decode(found.bytes.subarray(at - size, at))
        }),
      )
      return { ...found, seqs: found?.tabs.map(({ wanted }) => wanted.map(({ seq }) => seq)), texts }
    }
    const whole = await asked({})
    expect(whole).toMatchObject({ clockOffset: 0, source: 'recorder', seqs: [[0, 1, 3], [0]] })
    expect(whole.texts?.[0]).toEqual([0, 1, 3].map(seq => `bytes of ${S} ${TAB} ${seq}`))
    expect(whole.texts?.[1]).toEqual([`bytes of ${S} other-tab 0`])
    const rows = await store.tabs(key())
    expect(whole.tabs?.map(({ wanted: _, ...row }) => row)).toEqual(rows)
    // Neither was looked into: both wait before the place.
    expect(await asked({ [TAB]: 3 })).toMatchObject({ seqs: [[0, 1, 3], [0]] })
    const aside = [{ seq: 1, reason: 'not-json' }]
    await store.putDerived({ ...derived(first), tabs: [{ ...derived(first).tabs[0]!, aside }] })
    expect(await asked({ [TAB]: 2, 'other-tab': 1 })).toMatchObject({ seqs: [[3], [0]] })
    expect(await asked({})).toMatchObject({ seqs: [[0, 3], [0]] })
    expect(await store.toDerive({ project: PROJECT, session: 'never-stored' }, {})).toBeNull()
  })

  test('[S5] facts are the same when they came as JSON', async () => {
    const store = current()
    const first = batch({ session: S })
    await store.putBatch(first)
    const made = derived(first, {}, [{ at: T0, path: '/päge' }])
    const tabs = made.tabs.map(tab => ({ ...tab, facts: JSON.stringify(tab.facts) }))
    await store.putDerived({ ...made, tabs })
    expect(await store.facts(key())).toEqual([{ tab: TAB, facts: facts([{ at: T0, path: '/päge' }]) }])
  })

  test('[S5] facts come back as they were, small and large', async () => {
    const store = current()
    const first = batch({ session: S })
    await store.putBatch(first)
    const many = Array.from({ length: 300 }, (_, i) => ({ at: T0 + i, path: `/päge/${i}` }))
    await store.putDerived(derived(first, {}, many))
    expect(await store.facts(key())).toEqual([{ tab: TAB, facts: facts(many) }])
  })

  test('[S5] what was derived of a session that is gone is let go', async () => {
    await current().putDerived(derived(batch({ session: 'never-stored' })))
    expect(await current().session({ project: PROJECT, session: 'never-stored' })).toBeNull()
    expect(await current().facts({ project: PROJECT, session: 'never-stored' })).toEqual([])
  })
}
