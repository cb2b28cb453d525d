import { expect, test } from 'vitest'
import type { DocumentRow, OutcomeCount, SegmentRow } from '../../../server/store/control-port.ts'
import type { Current } from '../contract.ts'
import { PROJECT, T0 } from '../make.ts'

export function controlRules(current: Current): void {
  test('[S16] projects are put, put again, and listed in order of their making', async () => {
    const store = current()
    const shop = { id: PROJECT, name: 'Shop', writeKey: 'key-1', createdAt: T0 + 1 }
    const other = { id: 'other', name: 'Other', writeKey: 'key-2', createdAt: T0 }
    await store.putProject(shop)
    await store.putProject(other)
    await store.putProject({ ...shop, name: 'Renamed' })
    expect(await store.projects()).toEqual([other, { ...shop, name: 'Renamed' }])
  })

  test('[S16] segments are put, put again, listed by project, and deleted', async () => {
    const store = current()
    const segment: SegmentRow = {
      id: 'seg-1',
      project: PROJECT,
      name: 'Phones',
      description: '',
      definition: {
        version: 1,
        subject: 'session',
        where: { kind: 'field', field: 'device', is: { op: 'is', values: ['phone'] } },
      },
      createdAt: T0,
      updatedAt: T0,
    }
    await store.putSegment(segment)
    await store.putSegment({ ...segment, project: 'other' })
    const goal = {
      goal: 'Sell on phones',
      hypothesis: { cause: 'it is short', effect: 'they buy' },
      metric: null,
    }
    await store.putSegment({ ...segment, goal })
    expect(await store.segments(PROJECT)).toEqual([{ ...segment, goal }])
    await store.putSegment({ ...segment, name: 'Telephones', updatedAt: T0 + 1 })
    expect(await store.segments(PROJECT)).toEqual([{ ...segment, name: 'Telephones', updatedAt: T0 + 1 }])
    expect(await store.deleteSegment(PROJECT, 'seg-1')).toBe(true)
    expect(await store.deleteSegment(PROJECT, 'seg-1')).toBe(false)
    expect(await store.segments(PROJECT)).toEqual([])
    expect(await store.segments('other')).toHaveLength(1)
  })

  test('[S16] settings are any JSON; what was never put is null', async () => {
    const store = current()
    expect(await store.setting('colour')).toBeNull()
    await store.putSetting('colour', { list: [1, 'ü', null] })
    expect(await store.setting('colour')).toEqual({ list: [1, 'ü', null] })
    await store.putSetting('colour', false)
    expect(await store.setting('colour')).toBe(false)
  })

  test('[S16] documents are put, replaced, listed by kind and oldest first, and deleted', async () => {
    const store = current()
    const note = (id: string, createdAt: number, value: unknown): DocumentRow => ({
      project: PROJECT,
      kind: 'note',
      id,
      createdAt,
      updatedAt: createdAt,
      value,
    })
    await store.putDocument(note('b', T0 + 1, { text: 'later' }))
    await store.putDocument(note('a', T0, ['first', null]))
    await store.putDocument({ ...note('a', T0 + 9, 'again'), kind: 'share' })
    await store.putDocument({ ...note('a', T0 + 9, 'changed') })
    const changed = { ...note('a', T0, 'changed'), updatedAt: T0 + 9 }
    expect(await store.documents(PROJECT, 'note')).toEqual([changed, note('b', T0 + 1, { text: 'later' })])
    expect(await store.document(PROJECT, 'note', 'a')).toEqual(changed)
    expect(await store.document('other', 'note', 'a')).toBeNull()
    expect(await store.deleteDocument(PROJECT, 'note', 'a')).toBe(true)
    expect(await store.deleteDocument(PROJECT, 'note', 'a')).toBe(false)
    expect(await store.documents(PROJECT, 'share')).toHaveLength(1)
  })

  test('[S17] outcomes add up, by project and reason', async () => {
    const store = current()
    const one: OutcomeCount = {
      project: PROJECT,
      kind: 'recording',
      outcome: 'stored',
      reason: '',
      count: 2,
      lastAt: T0 + 5,
    }
    await store.addOutcomes([one, { ...one, project: null, outcome: 'refuse', reason: 'unknown-key' }])
    await store.addOutcomes([
      { ...one, lastAt: T0 },
      { ...one, outcome: 'drop', reason: 'blocked', count: 1 },
    ])
    expect(await store.outcomes(PROJECT)).toEqual([
      { ...one, count: 4 },
      { ...one, outcome: 'drop', reason: 'blocked', count: 1 },
    ])
    expect(await store.outcomes(null)).toEqual([
      { ...one, project: null, outcome: 'refuse', reason: 'unknown-key' },
    ])
  })
}
