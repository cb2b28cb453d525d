import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PropertyTest } from '../../contract/segment/values.ts'
import { Judged } from '../../server/live/judged.ts'
import { look } from '../../server/live/look.ts'
import { type LiveSegment, liveSegment } from '../../server/live/segments.ts'
import { unitStart } from '../../server/segment/calendar.ts'
import { explain } from '../../server/segment/explain.ts'
import { matchPerson, matchSession } from '../../server/segment/match.ts'
import { narrowed, needsOf } from '../../server/segment/needs.ts'
import type { ResolvedCondition } from '../../server/segment/question.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import type { Store } from '../../server/store/port.ts'
import { openSqlite } from '../../server/store/sqlite/open.ts'
import { DAY, type Data, data, NOW, names, one } from '../segment/generated.ts'
import { question } from '../segment/generated-questions.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'

const RUNS = Number(process.env.LIVE_RUNS ?? 25)
const PAGE = 1_000

const unit = one('day', 'week', 'month')
const window = fc.record({
  ...{ kind: one('calendar'), unit, back: fc.nat({ max: 2 }), whole: fc.boolean() },
})
const count = fc.record({ op: one('at-least', 'at-most', 'exactly'), n: fc.nat({ max: 3 }) })
const session: ResolvedCondition = {
  kind: 'field',
  field: 'pageCount',
  is: { op: 'at-least', number: 1 },
}
const turning = fc.oneof(
  fc.record({
    kind: one('event'),
    event: names,
    where: fc.constant([]).map((): PropertyTest[] => []),
    count,
    window,
  }),
  fc.record({
    ...{ kind: one('did'), of: one({ act: 'any' }, { act: 'session', where: null }), count, window },
  }),
  fc.record({ kind: one('session'), where: fc.constant(session), count, window }),
  fc.record({
    ...{ kind: one('regularly'), of: one({ act: 'any' }), unit: one('day', 'week') },
    ...{ least: fc.integer({ min: 1, max: 2 }), last: fc.integer({ min: 1, max: 3 }) },
  }),
)
const segments = fc
  .tuple(
    fc.array(question, { minLength: 2, maxLength: 2 }),
    fc.array(turning, { minLength: 4, maxLength: 4 }),
  )
  .map(([asks, turns]): Pick<LiveSegment, 'segment' | 'zone' | 'name'>[] => [
    ...asks.map(({ segment, zone = 'UTC' }, i) => ({ segment, zone, name: `s${i}` })),
    ...turns.map((where, i) => ({
      segment: { subject: 'person' as const, where },
      zone: i % 2 ? 'Europe/Berlin' : 'Asia/Beirut',
      name: `t${i}`,
    })),
  ])
  .map(all => all.map(one => liveSegment({ ...one, id: one.name, problems: [] })))

/** When it is looked again: about the beginning of a unit, or so long after. */
const later = fc
  .record({ unit, ahead: fc.integer({ min: 1, max: 2 }), zone: one('Europe/Berlin', 'Asia/Beirut') })
  .chain(({ unit, ahead, zone }) =>
    one(-1, 0, 1, 4_000, DAY / 3).map(by => unitStart(NOW, zone, unit, -ahead) + by),
  )

let folder: string
let sqlite: Store
let made = 0
let turned = 0
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
  test('[N12] those asked for as a set become what judging everyone one by one makes of them', async () => {
    const property = fc.asyncProperty(data, segments, later, async ({ arrivals }, all, then) => {
      made += 1
      const [set, each] = [open(), open()]
      const [ofSet, ofEach] = [`set-${made}`, `each-${made}`]
      for (const [store, project] of [
        [set, ofSet],
        [each, ofEach],
      ] as const) {
        for (const arrival of arrivals) await put(store, project, arrival)
        while (await look(store, project, all, () => NOW + 1));
        await judgeEach(store, project, all, NOW + 1)
      }
      await judgeEach(each, ofEach, all, then)
      while (await look(set, ofSet, all, () => then));
      const found = await kept(set, ofSet, all)
      turned += found.changes.length
      expect(found).toEqual(await kept(each, ofEach, all))
    })
    await fc.assert(property, { numRuns: RUNS, interruptAfterTimeLimit: 20_000 })
    expect(turned).toBeGreaterThan(5)
  }, 60_000)
})

test('[N13] what is needed of a history gives the answers, and the explanations, of the whole', async () => {
  const property = fc.asyncProperty(data, question, async ({ arrivals }, asked) => {
    const store = openMemory()
    for (const arrival of arrivals) await put(store, 'shop', arrival)
    const { sessions, ...rest } = needsOf([asked.segment])
    // As of each session they are needed anyway.
    const needs = { ...rest, sessions: sessions || asked.asOf.kind === 'session' }
    const { items } = await store.members('shop', undefined, { limit: PAGE })
    for (const { id } of items) {
      const whole = (await store.history('shop', id, true))!
      const part = narrowed(whole, needs)
      expect(explain(asked, part, null)).toEqual(explain(asked, whole, null))
      expect(matchPerson(asked, part)).toBe(matchPerson(asked, whole))
      for (const session of part.sessions) {
        const all = whole.sessions.find(one => one.id === session.id)!
        expect(matchSession(asked, part, session)).toBe(matchSession(asked, whole, all))
      }
    }
  })
  await fc.assert(property, { numRuns: 4 * RUNS, interruptAfterTimeLimit: 20_000 })
}, 60_000)

/** Everyone, against all segments. */
async function judgeEach(
  store: Store,
  project: string,
  all: readonly LiveSegment[],
  now: number,
): Promise<void> {
  const { lines } = await store.liveState(project)
  const judging = all.map(segment => ({ segment, line: lines.find(one => one.segment === segment.id)! }))
  const { items } = await store.members(project, undefined, { limit: PAGE })
  await new Judged(store, project, judging, () => now).add(new Set(items.map(({ id }) => id)))
}

async function put(store: Store, project: string, arrival: Data['arrivals'][number]): Promise<void> {
  if ('event' in arrival) {
    await store.putEvents(project, [arrival.event])
    return
  }
  const { batch, derived } = arrival.visit
  await store.putBatch({ ...batch, project })
  if (derived) await store.putDerived({ ...derived, project })
}

/** Everything kept of a project, without what hangs on its id. */
async function kept(store: Store, project: string, all: readonly LiveSegment[]) {
  const { items } = await store.members(project, undefined, { limit: PAGE })
  const nameOf = new Map(items.map(one => [one.id, JSON.stringify([one.userIds, one.anonymousIds])]))
  const plain = (value: unknown) => {
    const text = [...nameOf].reduce((said, [id, name]) => said.replaceAll(id, name), JSON.stringify(value))
    return text.replaceAll(project, 'project')
  }
  const changes = await Promise.all(
    all.map(async ({ id }) => {
      const found = await store.membershipChanges({ project, segment: id, limit: PAGE })
      return found.items.map(one => plain([id, one]))
    }),
  )
  const announced = await store.announcements(project, 0, PAGE)
  const due = await Promise.all(
    items.map(async ({ id }) => {
      let [early, late] = [NOW - DAY, NOW + 4_000 * DAY]
      const isDue = async (until: number) => (await store.duePersons(project, until, PAGE)).includes(id)
      if (!(await isDue(late))) return plain([id, null])
      while (late - early > 1) {
        const middle = Math.floor((early + late) / 2)
        if (await isDue(middle)) late = middle
        else early = middle
      }
      return plain([id, late])
    }),
  )
  const sessions = await store.sessions({ project, limit: PAGE })
  const tags = await Promise.all(
    sessions.items.map(async ({ session }) => [session, await store.sessionTags({ project, session })]),
  )
  const { lines } = await store.liveState(project)
  return {
    changes: changes.flat().sort(),
    told: announced.map(({ event }) => plain(event)).sort(),
    members: lines.map(({ segment, members }) => `${segment} ${members}`).sort(),
    due: due.sort(),
    tags: tags.map(plain).sort(),
  }
}
