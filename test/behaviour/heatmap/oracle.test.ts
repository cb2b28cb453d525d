import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NONE, REACH_PX, WITHIN_PARTS } from '../../../contract/behaviour/heat.ts'
import type { FrustrationBoard } from '../../../server/store/frustration-port.ts'
import type { HeatAnswer, HeatMoments, HeatmapQuery, HeatNumber } from '../../../server/store/heatmap-port.ts'
import { openMemory } from '../../../server/store/memory/open.ts'
import type { Store } from '../../../server/store/port.ts'
import type { Files } from '../../../server/store/sqlite/connection.ts'
import { columnPacker } from '../../../server/store/sqlite/lanes/pack.ts'
import { FINDINGS, HEAT_PAGES } from '../../../server/store/sqlite/lanes/pieces.ts'
import type { Handlers } from '../../../server/store/sqlite/protocol.ts'
import { reads } from '../../../server/store/sqlite/read/reader.ts'
import { type FactWriteName, factWrites } from '../../../server/store/sqlite/write/writer.ts'
import { batch, event } from '../../store/make.ts'
import { openFiles } from '../../store/open-files.ts'
import { behind, GOAL, judgements, type MadeVisit, query, visits } from './generated.ts'
import { naiveHeatmap } from './naive.ts'
import { type NaiveMoment, naiveMoments } from './naive-moments.ts'

const RUNS = Number(process.env.ORACLE_RUNS ?? 120)
let files: Files
let close: () => Promise<void>
let made = 0

beforeAll(async () => {
  ;({ files, close } = await openFiles())
})
afterAll(() => close())

test('[U71] every engine counts what the facts say, with rules written down twice', {
  timeout: 120_000,
}, async () => {
  const writes = factWrites(files).handlers
  const sqlite = reads(files)
  const pack = columnPacker(files.facts, files.lanes)
  // A slice has room for 4,096 sessions, and views are packed of all but the newest.
  const skip = files.facts.prepare(
    `INSERT INTO session (key, project, id) SELECT (max(key) >> 12 << 12) + 8192, 0, 'none-' || max(key) FROM session`,
  )
  const queries = fc.array(query, { minLength: 4, maxLength: 4 })
  const behinds = fc.array(behind, { minLength: 2, maxLength: 2 })
  const property = fc.asyncProperty(
    visits,
    queries,
    judgements,
    behinds,
    async (all, asked, judged, numbers) => {
      const project = `project-${++made}`
      const memory = openMemory()
      for (const visit of all) await put(memory, project, visit)
      files.facts.transaction(() => {
        for (const [nth, visit] of all.entries()) {
          if (nth > 0 && nth === all.length >> 1 && made % 4 === 0) skip.run()
          void put(writes, project, visit)
        }
      })()
      let known = merged(all)
      const remove = async (session: string) => {
        await memory.deleteSession({ project, session })
        writes.deleteSession({ project, session })
        known = known.filter(one => one.session !== session)
      }
      const check = async () => {
        for (const one of asked) {
          const oracle = await memory.heatmap({ ...one, project })
          expect(sqlite.heatmap({ ...one, project })).toEqual(oracle)
          if (isOfFields(one)) compare(oracle, naiveHeatmap(known, one))
          const { goal: _, against, ...scene } = one
          const scenes = { ...scene, project, limit: 3 }
          expect(sqlite.heatScenes(scenes)).toEqual(await memory.heatScenes(scenes))
          const element = oracle.elements[0]?.element ?? 'nothing'
          for (const where of [{ element }, { around: { x: 40, y: 40, radius: 5 } }]) {
            const clicks = { ...scenes, ...where, side: numbers[0]!.side, limit: 5 }
            for (const each of [clicks, { ...clicks, ...(against ? { against } : {}) }]) {
              expect(sqlite.heatClicks(each)).toEqual(await memory.heatClicks(each))
            }
          }
          for (const asked of numbers) {
            const sessions = { ...one, project, ...asked, limit: 3 }
            const told = await memory.heatSessions(sessions)
            expect(sqlite.heatSessions(sessions)).toEqual(told)
            expect(told.total).toEqual(countOf(oracle, asked))
            if (isOfFields(one)) compareMoments(told, naiveMoments(known, one, asked))
          }
          const pages = { ...scenes, search: 'CAR' }
          expect(sqlite.heatPages(pages)).toEqual(await memory.heatPages(pages))
          const board = { ...scenes, limit: 100 }
          expect(boardRows(sqlite.frustrationBoard(board))).toEqual(
            boardRows(await memory.frustrationBoard(board)),
          )
        }
      }
      await remove(all.at(-1)!.session)
      // Of two looks the second packs what stayed as it is; every other time the tables are read.
      if (made % 2 === 0) for (const _look of [1, 2]) pack()
      await check()
      // What was packed and read is judged anew, and one of it goes.
      const verdicts = known.flatMap(({ session }, i) => {
        const found = judged[i]
        return found ? [{ session, rules: 2, found }] : []
      })
      await memory.putVerdicts(project, verdicts)
      writes.putVerdicts(project, verdicts)
      const anew = new Map(verdicts.map(({ session, found }) => [session, found]))
      known = known.map(one => ({ ...one, found: anew.get(one.session) ?? one.found }))
      if (known.length > 1) await remove(known[0]!.session)
      await check()
      await memory.close()
    },
  )
  await fc.assert(property, { numRuns: RUNS })
  const kept = files.lanes.prepare<[number], number>('SELECT count(*) FROM piece WHERE kind = ?').pluck()
  for (const kind of [FINDINGS, HEAT_PAGES]) expect(kept.get(kind)).toBeGreaterThan(0)
})

/** The number that the heatmap shows; of time in view it shows how long. */
function countOf(answer: HeatAnswer, { number, side }: { number: HeatNumber; side: 0 | 1 }): unknown {
  if ('from' in number) {
    const band = Math.floor(number.from / REACH_PX)
    return number.of === 'reached' ? (answer.reached[side][band] ?? 0) : expect.any(Number)
  }
  const counts = answer.elements.find(one => one.element === number.element)?.sides[side]
  if (!counts) return 0
  if (number.of === 'missed') return counts.saw - counts.sessions
  return number.of === 'clicked' ? counts.sessions : counts[number.of]
}

function compareMoments({ total, rows }: HeatMoments, naive: readonly NaiveMoment[]): void {
  expect(total).toBe(naive.length)
  expect(rows.map(({ session, at, ms }) => ({ session, at, ...(ms === undefined ? {} : { ms }) }))).toEqual(
    naive.slice(0, 3),
  )
}

/** The plain way knows no other questions. */
function isOfFields({ question, against }: Omit<HeatmapQuery, 'project'>): boolean {
  return [question, against].every(one => typeof one !== 'object' || one.segment.where?.kind === 'field')
}

/** Rows that tie stand in any order, and so do releases. */
function boardRows({ rows, ...rest }: FrustrationBoard): unknown {
  const told = rows.map(row => ({ ...row, releases: row.releases.toSorted() }))
  return { ...rest, rows: told.sort((a, b) => (`${a.kind} ${a.page}` < `${b.kind} ${b.page}` ? -1 : 1)) }
}

/** A session that came again: its tabs replace those of the same name, its fields all that were before. */
function merged(all: readonly MadeVisit[]): MadeVisit[] {
  const known = new Map<string, MadeVisit>()
  for (const visit of all) {
    const before = known.get(visit.session)
    known.set(visit.session, {
      ...visit,
      tabs: [...visit.tabs, ...(before?.tabs.slice(visit.tabs.length) ?? [])],
      goals: [...visit.goals, ...(before?.goals ?? [])],
    })
  }
  return [...known.values()]
}

function compare(answer: HeatAnswer, naive: ReturnType<typeof naiveHeatmap>): void {
  expect(answer.sides.map(one => one.sessions)).toEqual(naive.sessions)
  expect(answer.sides.map(one => one.clicks)).toEqual(naive.clicks)
  expect(answer.shown).toBe(naive.shown)
  const cells = new Map<string, number>()
  for (const [i, n] of answer.cells.n.entries()) {
    const x = answer.cells.x[i]
    const key = x === NONE ? 'none' : `${x} ${answer.cells.y[i]}`
    cells.set(key, (cells.get(key) ?? 0) + n)
  }
  expect(cells).toEqual(naive.cells)
  const within = { across: 0, down: 0, n: 0 }
  for (const [i, n] of answer.cells.n.entries()) {
    const across = answer.cells.across[i] ?? NONE
    if (across === NONE) continue
    within.across += (across * n * 256) / WITHIN_PARTS
    within.down += ((answer.cells.down[i] ?? 0) * n * 256) / WITHIN_PARTS
    within.n += n
  }
  expect(within.n).toBe(naive.within.n)
  // Each cell tells its mean, rounded.
  expect(Math.abs(within.across - naive.within.across)).toBeLessThanOrEqual(within.n / 50)
  expect(Math.abs(within.down - naive.within.down)).toBeLessThanOrEqual(within.n / 50)
  const lines = new Map(answer.elements.map(({ element, sides }) => [element, sides]))
  expect(lines).toEqual(naive.elements)
  for (const side of [0, 1] as const) {
    const bands = answer.reached[side]
    for (const [band, n] of bands.entries()) expect(n).toBe(naive.reached(band, side))
    expect(naive.reached(bands.length, side)).toBe(0)
  }
}

type Writes = Pick<Handlers<FactWriteName>, 'putBatch' | 'putEvents' | 'putDerived'>

/** Into either engine: SQLite's handlers answer at once, and are not waited for. */
async function put(store: Writes | Store, project: string, visit: MadeVisit): Promise<void> {
  const { session, release, clickCount, fidelity, from, tabs, found, goals } = visit
  // Whose it is does not change when it comes again.
  const who = { anonymousId: `of ${session}` }
  const events = goals.map((at, i) =>
    event({ messageId: `${session} ${i} ${at}`, event: GOAL, at, sessionId: session, ...who }),
  )
  const derived = {
    project,
    session,
    fields: {
      clickCount,
      ...(release === undefined ? {} : { release }),
      ...(fidelity === undefined ? {} : { fidelity }),
    },
    span: { from, to: from + 1_000 },
    verdict: { rules: 1, found: found ?? [] },
    tabs: tabs.map((facts, i) => ({
      tab: `tab-${i}`,
      facts,
      checked: [{ seq: 0, snapshot: true }],
      aside: [],
    })),
  }
  const batches = tabs.map((_, i) => batch({ session, tab: `tab-${i}`, startedAt: from, from, ...who }))
  await Promise.all([
    ...batches.map(one => store.putBatch({ ...one, project })),
    store.putEvents(project, events),
    store.putDerived(derived),
  ])
}
