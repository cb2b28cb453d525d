import type { Database } from 'better-sqlite3'
import { type Known, type Place, RANK } from '../../../behaviour/deeds.ts'

/** Sessions asked for at once: what is held of them at one time stays small. */
const AT_ONCE = 2_000

export function placeReader(db: Database): Known<number>['places'] {
  const asked = 'FROM json_each(?) j JOIN session s ON s.key = j.value'
  const views = db.prepare<[string], { place: number; at: number; name: string; tie: string }>(
    `SELECT j.key AS place, h.at, p.text AS name, p.text AS tie ${asked}
     JOIN tab t ON t.session = s.key JOIN heat h ON h.tab = t.key JOIN pattern p ON p.key = h.pattern`,
  )
  const events = db.prepare<[string], { place: number; at: number; name: string; tie: string }>(
    `SELECT j.key AS place, e.at, n.name, e.message AS tie ${asked}
     JOIN event e ON e.session = s.key AND e.person = s.person JOIN event_name n ON n.key = e.name AND n.asked = 1`,
  )

  return (_project, sessions, of, tell) => {
    const all = Array.from(sessions)
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = all.slice(from, from + AT_ONCE)
      const keys = JSON.stringify(some)
      const places: (Place & { tie: string })[][] = some.map(() => [])
      const add = (rows: { place: number; at: number; name: string; tie: string }[], kind: Place['kind']) => {
        for (const { place, at, name, tie } of rows) places[place]!.push({ at, name, kind, tie })
      }
      if (of.pages) add(views.all(keys), 'page')
      if (of.events) add(events.all(keys), 'event')
      for (const [i, own] of places.entries()) {
        own.sort(
          (a, b) =>
            a.at - b.at || RANK[a.kind] - RANK[b.kind] || (a.tie < b.tie ? -1 : a.tie > b.tie ? 1 : 0),
        )
        tell(
          from + i,
          own.map(({ at, name, kind }) => ({ at, name, kind })),
        )
      }
    }
  }
}
