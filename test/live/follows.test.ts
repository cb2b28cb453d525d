import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { look } from '../../server/live/look.ts'
import { asked, type LiveSegment, liveSegment } from '../../server/live/segments.ts'
import { matchPerson } from '../../server/segment/match.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import type { Store } from '../../server/store/port.ts'
import { openSqlite } from '../../server/store/sqlite/open.ts'
import { DAY, type Data, data, NOW, one } from '../segment/generated.ts'
import { question } from '../segment/generated-questions.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'

const RUNS = Number(process.env.LIVE_RUNS ?? 25)
const SEGMENTS = 8

/** What happens between two looks: so many arrivals, or time. `due`: the very ms at which the next answer may change. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ arrive: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 4, arbitrary: fc.record({ due: one(0, -1, 0) }) },
  { weight: 2, arbitrary: fc.record({ pass: one(1, 3_600_000, DAY, 7 * DAY) }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.nat() }) },
)

let folder: string
let sqlite: Store
let made = 0
let turns = 0

beforeAll(async () => {
  folder = await makeFolder()
  sqlite = await openSqlite(folder, { readers: 1 })
})
afterAll(async () => {
  await sqlite.close()
  await removeFolder(folder)
})

describe.each([
  ['memory', () => openMemory()],
  ['sqlite', () => sqlite],
])('%s', (_, open) => {
  test('[N1] whatever arrives and however time passes: the members kept are those the definition gives', async () => {
    const questions = fc.array(question, { minLength: SEGMENTS, maxLength: SEGMENTS })
    const property = fc.asyncProperty(
      data,
      questions,
      fc.array(step, { minLength: 6, maxLength: 14 }),
      fc.nat({ max: 30 }),
      async ({ arrivals }, asks, steps, before) => {
        made += 1
        const project = `live-${made}`
        const store = open()
        const segments = asks.map(({ segment, zone = 'UTC' }, i) =>
          liveSegment({ id: `s${i}`, name: `S${i}`, segment, zone, problems: [] }),
        )
        const waiting = [...arrivals]
        // Before the segments were saved.
        for (const arrival of waiting.splice(0, before)) await put(store, project, arrival)
        let now = NOW + 1
        for (const todo of [{ pass: 0 }, ...steps]) {
          if ('arrive' in todo)
            for (const arrival of waiting.splice(0, todo.arrive)) await put(store, project, arrival)
          if ('pass' in todo) now += todo.pass
          if ('due' in todo) now = Math.max(now, (await nextDue(store, project, now)) + todo.due)
          if ('remove' in todo) {
            const { items } = await store.members(project, undefined, { limit: 100 })
            const chosen = items[todo.remove % Math.max(1, items.length)]
            if (chosen) await store.deletePerson(project, chosen.id)
          }
          while (await look(store, project, segments, () => now));
          await expectSame(store, project, segments, now)
        }
        await expectAlternating(store, project, segments)
      },
    )
    await fc.assert(property, { numRuns: RUNS, interruptAfterTimeLimit: 20_000 })
    expect(turns).toBeGreaterThan(5)
  }, 60_000)
})

async function put(store: Store, project: string, arrival: Data['arrivals'][number]): Promise<void> {
  if ('event' in arrival) {
    await store.putEvents(project, [arrival.event])
    return
  }
  const { batch, derived } = arrival.visit
  await store.putBatch({ ...batch, project })
  if (derived) await store.putDerived({ ...derived, project })
}

/** The first time someone is due, found by halving. */
async function nextDue(store: Store, project: string, now: number): Promise<number> {
  let [early, late] = [now, now + 400 * DAY]
  if ((await store.duePersons(project, late, 1)).length === 0) return now
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2)
    if ((await store.duePersons(project, middle, 1)).length > 0) late = middle
    else early = middle
  }
  return late
}

async function expectSame(
  store: Store,
  project: string,
  segments: LiveSegment[],
  now: number,
): Promise<void> {
  const { items } = await store.members(project, undefined, { limit: 1_000 })
  const { lines } = await store.liveState(project)
  const counts = new Map<string, number>()
  for (const { id } of items) {
    const history = (await store.history(project, id, true))!
    const [kept] = await store.judgedPersons(project, [id])
    for (const segment of segments) {
      const inside = matchPerson(asked(segment, now), history)
      const found = kept?.memberships.find(membership => membership.segment === segment.id)?.inside ?? false
      expect({ segment: segment.segment, id, inside: found }).toEqual({
        segment: segment.segment,
        id,
        inside,
      })
      if (inside) counts.set(segment.id, (counts.get(segment.id) ?? 0) + 1)
    }
  }
  for (const { segment, members } of lines) expect(members).toBe(counts.get(segment) ?? 0)
}

/** Nobody enters twice without leaving. */
async function expectAlternating(store: Store, project: string, segments: LiveSegment[]): Promise<void> {
  for (const { id: segment } of segments) {
    const { items } = await store.membershipChanges({ project, segment, limit: 1_000 })
    turns += items.length
    const last = new Map<string, { entered: boolean; nth: number }>()
    for (const { person, entered, nth, at, noticedAt } of items.reverse()) {
      expect(at).toBeLessThanOrEqual(noticedAt)
      const before = last.get(person)
      if (before) expect({ entered, nth }).toEqual({ entered: !before.entered, nth: before.nth + 1 })
      last.set(person, { entered, nth })
    }
  }
}
