/**
 * As a day begins at the full size: how long until all who enter or leave by it are in history and announced, and what
 * one touched person costs: midnight.ts FOLDER (a copy: it is written to).
 */
import { look } from '../../../server/live/look.ts'
import { liveSegment } from '../../../server/live/segments.ts'
import { unitStart } from '../../../server/segment/calendar.ts'
import type { ResolvedCondition } from '../../../server/segment/question.ts'
import { openSqlite } from '../../../server/store/sqlite/open.ts'
import { NAMES, NOW, PROJECT } from './data.ts'

const ZONE = 'Europe/Berlin'
/** Segments that go by days; those who change are in the first few. */
const SEGMENTS = 3
const PAGE = 1_000

const store = await openSqlite(process.argv[2]!)
const where = (i: number): ResolvedCondition => ({
  ...{ kind: 'event', event: NAMES[i * 3]!, where: [], count: { op: 'at-least', n: 1 } },
  window: { kind: 'calendar', unit: 'day', back: i % 7, whole: i % 2 === 1 },
})
const segments = Array.from({ length: SEGMENTS }, (_, i) =>
  liveSegment({
    ...{ id: `midnight-${i}`, name: `Midnight ${i}`, zone: ZONE, problems: [] },
    segment: { subject: 'person', where: where(i) },
  }),
)
const midnight = unitStart(NOW, ZONE, 'day', 0)
let now = midnight - 60_000

await timed('filling', async () => void (await toTheEnd()))
const before = await places()
now = midnight + 1_000
await timed('midnight', async () => void (await toTheEnd()))
const changes = await Promise.all(
  segments.map(async ({ id }) => {
    let found = 0
    for (let cursor: string | undefined; ; ) {
      const page = await store.membershipChanges({
        project: PROJECT,
        segment: id,
        limit: PAGE,
        ...(cursor && { cursor }),
      })
      found += page.items.filter(({ noticedAt }) => noticedAt === now).length
      if (page.next === null || page.items.at(-1)!.noticedAt < now) return found
      cursor = page.next
    }
  }),
)
const announced = (await places()) - before
console.log(
  `changes by segment: ${changes.join(' ')}; together ${changes.reduce((a, b) => a + b)}, announced ${announced}`,
)
now += 61_000
await timed('those who left are told', async () => {
  while ((await store.ripen(PROJECT, now, 2_000)) === 2_000);
})
console.log(`announced in all: ${(await places()) - before}`)
await store.close()

async function toTheEnd(): Promise<void> {
  let looks = 1
  while (await look(store, PROJECT, segments, () => now)) looks += 1
  console.log(`${looks} looks`)
}

async function places(): Promise<number> {
  return store.announcementsEnd(PROJECT)
}

async function timed(what: string, work: () => Promise<void>): Promise<void> {
  const begun = performance.now()
  const cpu = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  const s = (ms: number) => (ms / 1_000).toFixed(1)
  console.log(`${what}: ${s(performance.now() - begun)} s, ${s((user + system) / 1_000)} s of CPU`)
}
