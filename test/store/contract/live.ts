import { expect, test } from 'vitest'
import type { NewEvent } from '../../../contract/event.ts'
import type { Question } from '../../../server/segment/question.ts'
import type { Current } from '../contract.ts'
import { batch, event, PROJECT, putVisit, T0 } from '../make.ts'

const HOUR = 3_600_000

export function liveRules(current: Current): void {
  const line = { segment: 'seg', fingerprint: 'f', begunAt: T0, problems: [] }
  const verdict = (inside: boolean, nth: number) => ({
    ...{ segment: 'seg', line: 1, inside, at: T0, why: { words: 'because' } },
    event: { ...event({ userId: 'ada' }), messageId: `seg.1.p.${nth}` } satisfies NewEvent,
  })
  const judged = (person: string, verdicts: ReturnType<typeof verdict>[], due: number | null = null) => ({
    ...{ project: PROJECT, at: T0 },
    persons: [{ person, due, gone: false, verdicts, tags: [] }],
  })

  test('[N9] who was touched is named once, whatever it was: events, sessions, merges; the place stays good', async () => {
    const store = current()
    await store.putEvents(PROJECT, [event({ anonymousId: 'a' }), event({ anonymousId: 'a' })])
    const start = await store.touchedEnd(PROJECT)
    expect(await store.touched(PROJECT, start, 10)).toMatchObject({ persons: [], gone: false })
    const stranger = (await store.findPerson(PROJECT, { anonymous: 'a' }))!.id
    await store.putEvents(PROJECT, [event({ type: 'identify', userId: 'ada', anonymousId: 'a' })])
    const ada = (await store.findPerson(PROJECT, { user: 'ada' }))!.id
    const merged = await store.touched(PROJECT, start, 10)
    expect(merged.persons.sort()).toEqual([ada, stranger].sort())
    expect((await store.touched(PROJECT, merged.next, 10)).persons).toEqual([])
    await putVisit(store, batch({ session: 'session-l', anonymousId: 'a' }))
    const visited = await store.touched(PROJECT, merged.next, 10)
    expect(visited.persons).toEqual([ada])
    await store.deleteSession({ project: PROJECT, session: 'session-l' })
    const removed = await store.touched(PROJECT, visited.next, 10)
    expect(removed).toMatchObject({ persons: [ada], gone: false })
    await store.deletePerson(PROJECT, ada)
    expect(await store.touched(PROJECT, removed.next, 10)).toMatchObject({ gone: true })
  })

  test('[N10] what was judged may be written again: a change is kept once, and told once', async () => {
    const store = current()
    await store.beginLine({ ...line, project: PROJECT })
    await store.fillLine({
      ...{ project: PROJECT, segment: 'seg', line: 1, persons: ['there'] },
      ...{ cursor: null, filled: true, at: T0 },
    })
    const write = { ...judged('p', [verdict(true, 1)], T0 + HOUR), place: 'place-1', walk: 'walk-1' }
    await store.putJudged(write)
    await store.putJudged(write)
    expect(await store.liveState(PROJECT)).toEqual({
      place: 'place-1',
      walk: 'walk-1',
      lines: [{ ...line, project: PROJECT, line: 1, filled: true, cursor: null, members: 2 }],
    })
    expect(await store.judgedPersons(PROJECT, ['p', 'nobody'])).toEqual([
      { person: 'p', judgedAt: T0, memberships: [{ segment: 'seg', inside: true, nth: 1 }] },
    ])
    expect((await store.membershipChanges({ project: PROJECT, segment: 'seg', limit: 9 })).items).toEqual([
      { line: 1, person: 'p', nth: 1, entered: true, at: T0, noticedAt: T0, why: { words: 'because' } },
    ])
    expect(await store.announcements(PROJECT, 0, 9)).toHaveLength(1)
    expect(await store.duePersons(PROJECT, T0 + HOUR - 1, 9)).toEqual([])
    expect(await store.duePersons(PROJECT, T0 + HOUR, 9)).toEqual(['p'])
    await store.putJudged(judged('p', [verdict(false, 2)]))
    expect(await store.ripen(PROJECT, T0 + 59_999, 9)).toBe(0)
    expect(await store.ripen(PROJECT, T0 + 60_000, 9)).toBe(1)
    expect(await store.ripen(PROJECT, T0 + 60_000, 9)).toBe(0)
    expect((await store.announcements(PROJECT, 0, 9)).map(one => one.event.messageId)).toEqual([
      'seg.1.p.1',
      'seg.1.p.2',
    ])
    expect(await store.duePersons(PROJECT, T0 + 2 * HOUR, 9)).toEqual([])
  })

  test('[N12] of whom a line does not hold what is asked, is named in the order of ids', async () => {
    const store = current()
    const users = ['ada', 'bob', 'cy', 'di']
    await store.putEvents(
      PROJECT,
      users.map(userId =>
        event({ type: 'identify', userId, traits: { plan: userId < 'c' ? 'pro' : 'free' } }),
      ),
    )
    const idOf = async (user: string) => (await store.findPerson(PROJECT, { user }))!.id
    const [ada, bob, cy] = await Promise.all([idOf('ada'), idOf('bob'), idOf('cy')])
    await store.beginLine({ ...line, project: PROJECT })
    await store.fillLine({
      ...{ project: PROJECT, segment: 'seg', line: 1, persons: [bob, cy] },
      ...{ cursor: null, filled: true, at: T0 },
    })
    const place = { project: PROJECT, segment: 'seg', line: 1 }
    const onPro: Question = {
      segment: {
        subject: 'person',
        where: { kind: 'trait', trait: 'plan', is: { op: 'is', values: ['pro'] } },
      },
      asOf: { kind: 'at', time: T0 + HOUR },
    }
    await store.putJudged(judged(cy, [], T0 + HOUR))
    const wrong = [
      { person: ada, judgedAt: 0, memberships: [] },
      { person: cy, judgedAt: T0, memberships: [{ segment: 'seg', inside: true, nth: 0 }] },
    ].sort((a, b) => (a.person < b.person ? -1 : 1))
    expect(await store.differing({ ...place, after: '' }, onPro, 9)).toEqual(wrong)
    expect(await store.differing({ ...place, after: '' }, onPro, 1)).toEqual(wrong.slice(0, 1))
    expect(await store.differing({ ...place, after: wrong[0]!.person }, onPro, 9)).toEqual(wrong.slice(1))
    // Judged by one segment alone, they are due when they were.
    const turned = { person: cy, verdict: verdict(false, 1) }
    await store.putJudged({ project: PROJECT, at: T0 + 1, persons: [], turned: [turned] })
    expect((await store.differing({ ...place, after: '' }, onPro, 9)).map(one => one.person)).toEqual([ada])
    expect(await store.duePersons(PROJECT, T0 + HOUR - 1, 9)).toEqual([])
    expect(await store.duePersons(PROJECT, T0 + HOUR, 9)).toEqual([cy])
  })

  test('[N13] only what is needed of a history is read; of whom something is from neither import nor sample is told', async () => {
    const store = current()
    await putVisit(store, batch({ session: 'session-n', anonymousId: 'a' }))
    await store.putEvents(PROJECT, [
      event({ type: 'identify', userId: 'ada', anonymousId: 'a', traits: { plan: 'pro' } }),
      event({ event: 'Bought', userId: 'ada', properties: { price: 5 } }),
      event({ event: 'Viewed', userId: 'ada', properties: { page: 7 } }),
      event({ event: 'Bought', userId: 'sam', properties: { price: 5 }, source: 'sample' }),
    ])
    const idOf = async (user: string) => (await store.findPerson(PROJECT, { user }))!.id
    const [ada, sam] = await Promise.all([idOf('ada'), idOf('sam')])
    const whole = (await store.history(PROJECT, ada))!
    const all = { events: null, properties: ['Bought', 'Viewed'], traits: true, sessions: true }
    const everything = { ...all, findings: true, recorded: true, accounts: false }
    expect(await store.histories(PROJECT, ['nobody', ada], everything)).toEqual([whole])
    const [bare] = await store.histories(PROJECT, [ada], {
      ...{ events: ['Bought', 'Viewed', 'Unknown'], properties: ['Viewed'], traits: false },
      ...{ sessions: false, findings: false, recorded: false, accounts: false },
    })
    expect(bare).toMatchObject({ id: ada, userIds: ['ada'], anonymousIds: ['a'], traits: [], sessions: [] })
    const properties = bare!.events.map(one => [one.name, one.properties])
    expect(properties.sort()).toEqual([
      ['Bought', {}],
      ['Viewed', { page: 7 }],
    ])
    expect(await store.alive(PROJECT, [ada, sam, 'nobody'])).toEqual([ada])
  })

  test('[N11] a line that is over is taken apart in pieces', async () => {
    const store = current()
    await store.beginLine({ ...line, project: PROJECT })
    const persons = ['p1', 'p2', 'p3']
    const page = { project: PROJECT, segment: 'seg', line: 1, cursor: null, filled: true, at: T0 }
    await store.fillLine({ ...page, persons })
    await store.beginLine({ ...line, project: PROJECT, fingerprint: 'g' })
    // What was judged by the old meaning comes too late.
    await store.putJudged(judged('p9', [verdict(true, 1)]))
    expect((await store.liveState(PROJECT)).lines).toMatchObject([{ line: 2, members: 0, filled: false }])
    expect(await store.sweepLines(PROJECT, 2)).toBe(2)
    expect(await store.sweepLines(PROJECT, 2)).toBe(1)
    expect(await store.segmentSizes(PROJECT, 'seg')).toMatchObject([{ members: 3 }, { members: 0 }])
    await store.endLine(PROJECT, 'seg')
    expect((await store.liveState(PROJECT)).lines).toEqual([])
    await store.sweepLines(PROJECT, 9)
    expect(await store.segmentSizes(PROJECT, 'seg')).toEqual([])
  })
}
