import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pathFlowSchema } from '../../contract/behaviour/path-flow.ts'
import { RETENTION_WHICH, retentionSchema } from '../../contract/behaviour/retention.ts'
import { trendSchema } from '../../contract/behaviour/trend.ts'
import { beginnings } from '../../server/behaviour/calendar.ts'
import type { BehaviourStore } from '../../server/store/behaviour-port.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import type { Files } from '../../server/store/sqlite/connection.ts'
import { columnPacker, packer } from '../../server/store/sqlite/lanes/pack.ts'
import { reads } from '../../server/store/sqlite/read/reader.ts'
import { factWrites } from '../../server/store/sqlite/write/writer.ts'
import { openFiles } from '../store/open-files.ts'
import { funnel, type Happened, HOUR, happened, NOON, step, whom } from './generated.ts'

const RUNS = Number(process.env.ORACLE_RUNS ?? 150)
const SECONDS = Number(process.env.ORACLE_SECONDS ?? 20)

let files: Files
let close: () => Promise<void>
let made = 0

beforeAll(async () => {
  ;({ files, close } = await openFiles())
})
afterAll(() => close())

const range = fc.constantFrom({ from: 0, to: NOON + 400 * HOUR }, { from: NOON + HOUR, to: NOON + 48 * HOUR })
const zone = fc.constantFrom('UTC', 'Europe/Vienna', 'America/New_York')

const trend = fc
  .record({
    series: fc.array(
      fc.oneof(
        fc.record({ measure: fc.constantFrom('events', 'persons', 'sessions'), step }),
        fc.record({
          measure: fc.constant('fact'),
          field: fc.constant('activeTime'),
          how: fc.constantFrom('mean', 'median', 'sum'),
        }),
      ),
      { minLength: 1, maxLength: 2 },
    ),
    breakdown: fc.constantFrom(
      null,
      { by: 'field', field: 'country' },
      { by: 'trait', trait: 'plan' },
      { by: 'property', path: ['p'] },
    ),
  })
  .map(one => trendSchema.parse(one))

const retention = fc
  .record({
    begin: step,
    back: step,
    unit: fc.constantFrom('day', 'week'),
    clock: fc.constantFrom('calendar', 'rolling'),
    kind: fc.constantFrom('n', 'unbounded', 'bracket'),
    periods: fc.constantFrom(1, 4),
    firstEver: fc.boolean(),
  })
  .map(one => retentionSchema.parse(one))

const flow = fc
  .record({
    anchor: fc.constantFrom(null, { kind: 'page', name: '/cart' }, { kind: 'event', name: 'A' }),
    direction: fc.constantFrom('after', 'before'),
    of: fc.constantFrom('pages', 'events', 'both'),
    columns: fc.constantFrom(2, 4),
    top: fc.constantFrom(1, 3),
  })
  .map(one => pathFlowSchema.parse(one))

test(
  '[U10] every engine answers behaviour exactly alike, the people behind each number included',
  async () => {
    const writes = factWrites(files).handlers
    const read = reads(files)
    const packOne = packer(files.facts, files.lanes)
    const packColumns = columnPacker(files.facts, files.lanes)
    // A slice of events has room for 65,536: now and then it is left, so that it can be packed.
    const skip = files.facts.prepare("UPDATE sqlite_sequence SET seq = seq + 70000 WHERE name = 'event'")
    const packAll = () => {
      skip.run()
      while (packOne());
      // What did not change from one look to the next.
      packColumns()
      packColumns()
    }
    const property = fc.asyncProperty(
      happened,
      fc.array(fc.record({ funnel, retention, trend, flow, whom, other: whom, range, zone }), {
        minLength: 4,
        maxLength: 4,
      }),
      async (data, questions) => {
        made += 1
        const project = `project-${made}`
        const memory = openMemory()
        await fill(memory, writes, project, data)
        if (made % 2 === 0) packAll()
        for (const one of questions) await compare(memory, read, project, one)
      },
    )
    await fc.assert(property, { numRuns: RUNS, interruptAfterTimeLimit: SECONDS * 1_000 })
    const pieces = files.lanes.prepare<[], number>('SELECT count(DISTINCT kind) FROM piece').pluck().get()
    expect(pieces).toBeGreaterThanOrEqual(6)
  },
  (SECONDS + 60) * 1_000,
)

type Asked =
  typeof range extends fc.Arbitrary<infer R>
    ? {
        funnel: import('../../contract/behaviour/funnel.ts').Funnel
        retention: import('../../contract/behaviour/retention.ts').Retention
        trend: import('../../contract/behaviour/trend.ts').Trend
        flow: import('../../contract/behaviour/path-flow.ts').PathFlow
        whom: import('../../server/behaviour/deeds.ts').Whom
        other: import('../../server/behaviour/deeds.ts').Whom
        range: R
        zone: string
      }
    : never

type Reads = {
  [N in keyof BehaviourStore]: (
    ...args: Parameters<BehaviourStore[N]>
  ) => Awaited<ReturnType<BehaviourStore[N]>>
}

async function compare(memory: BehaviourStore, read: Reads, project: string, asked: Asked): Promise<void> {
  const { funnel, retention, trend, flow, whom, other, range, zone } = asked
  const now = NOON + 100 * HOUR
  const spans = beginnings(zone, 'day', Math.max(range.from, NOON), NOON + 400 * HOUR)
  const page = { offset: 0, limit: 50 }

  const asks = { project, funnel, whom, ...range, now, spans }
  const tally = await memory.funnel(asks)
  expect(read.funnel(asks)).toEqual(tally)
  for (let step = 0; step < funnel.steps.length; step++) {
    const reached = await memory.funnelPeople({ ...asks, step, which: 'reached', ...page })
    expect(read.funnelPeople({ ...asks, step, which: 'reached', ...page })).toEqual(reached)
    // The people add up to the number.
    expect(reached.total).toBe(tally.counts[step])
    const dropped = await memory.funnelPeople({ ...asks, step, which: 'dropped', ...page })
    expect(read.funnelPeople({ ...asks, step, which: 'dropped', ...page })).toEqual(dropped)
    expect(dropped.total).toBe(
      (tally.counts[step] ?? 0) - (tally.counts[step + 1] ?? tally.counts[step] ?? 0),
    )
  }
  const contrast = await memory.funnelContrast({ ...asks, step: 0 })
  expect(sorted(read.funnelContrast({ ...asks, step: 0 }))).toEqual(sorted(contrast))
  for (const which of ['dropped', 'went-on'] as const) {
    const recorded = { ...asks, step: 0, which, recorded: true, ...page }
    const visits = await memory.funnelPeople(recorded)
    expect(visits.total).toBe(which === 'dropped' ? contrast.first : contrast.second)
    expect(read.funnelPeople(recorded)).toEqual(visits)
  }
  // Each kind in turn, so that there is time for many.
  const kinds = Object.values(Object.groupBy(contrast.features, ({ kind }) => kind))
  for (const met of kinds.flatMap(all => all?.[made % all.length] ?? [])) {
    for (const [which, number] of [
      ['dropped', met.first],
      ['went-on', met.second],
      ['reached', met.first + met.second],
    ] as const) {
      const behind = { ...asks, step: 0, which, met, ...page }
      const visits = await memory.funnelPeople(behind)
      expect(visits.total).toBe(number)
      expect(read.funnelPeople(behind)).toEqual(visits)
    }
  }

  const unit = retention.unit
  const periods = beginnings(zone, unit, Math.max(range.from, NOON), now + 24 * HOUR)
  const kept = { project, retention, whom, ...range, from: Math.max(range.from, NOON), now, periods }
  expect(read.retention(kept)).toEqual(await memory.retention(kept))
  for (const which of RETENTION_WHICH) {
    for (const [column, cohort] of [
      [0, null],
      [1, null],
      [1, periods[0]!],
    ] as const) {
      const behind = { ...kept, cohort, column, which, ...page }
      expect(read.retentionPeople(behind)).toEqual(await memory.retentionPeople(behind))
    }
  }

  const counted = { project, trend, whom, ...range, spans }
  expect(read.trend(counted)).toEqual(await memory.trend(counted))
  const happened = { ...counted, series: 0, offset: 0, limit: 500 }
  expect(read.trendPeople(happened)).toEqual(await memory.trendPeople(happened))

  const walked = { project, flow, whom, ...range }
  const paths = await memory.paths(walked)
  expect(read.paths(walked)).toEqual(paths)
  for (const [node, { sessions }] of (paths.columns[1] ?? []).entries()) {
    const people = await memory.pathPeople({ ...walked, column: 1, node, ...page })
    expect(people.total).toBe(sessions)
    expect(read.pathPeople({ ...walked, column: 1, node, ...page })).toEqual(people)
  }

  const groups = {
    project,
    sides: [
      { whom, ...range },
      { whom: other, ...range },
    ] as const,
  }
  expect(read.compareGroups(groups)).toEqual(await memory.compareGroups(groups))
  const [mine, right] = [read.groupsContrast(groups), await memory.groupsContrast(groups)]
  expect({ ...mine, features: [] }).toEqual({ ...right, features: [] })
  expect(sorted(mine)).toEqual(sorted(right))
}

function sorted({ features }: { features: object[] }): string[] {
  return features.map(feature => JSON.stringify(feature, Object.keys(feature).sort())).sort()
}

async function fill(
  memory: ReturnType<typeof openMemory>,
  writes: ReturnType<typeof factWrites>['handlers'],
  project: string,
  { events, visits }: Happened,
): Promise<void> {
  await memory.putEvents(project, events)
  files.facts.transaction(() => writes.putEvents(project, events))()
  for (const visit of visits) {
    const batch = { ...visit.batch, project }
    const derived = { ...visit.derived, project }
    await memory.putBatch(batch)
    await memory.putDerived(derived)
    files.facts.transaction(() => {
      writes.putBatch(batch)
      writes.putDerived(derived)
    })()
  }
}
