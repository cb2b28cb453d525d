import type { Database } from 'better-sqlite3'
import type { Choice, Known } from '../../../behaviour/deeds.ts'
import { nameWith } from '../../element-names.ts'
import { CLICK_NUMBERS } from '../../heat/view.ts'
import { readClicks } from '../write/heat.ts'
import { namedElements } from './named-elements.ts'

/** Elements are counted in the newest views: enough to rank them, and bounded. */
const VIEWS_COUNTED = 20_000

export function choiceReader(db: Database): Known<number>['choices'] {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const pages = db.prepare<[number], { value: string; count: number }>(
    `SELECT p.text AS value, count(*) AS count FROM pattern p JOIN heat h ON h.pattern = p.key
     JOIN session s ON s.key = h.session AND s.listed = 1 WHERE p.project = ? GROUP BY p.key`,
  )
  const views = db
    .prepare<[number], Uint8Array>(
      `SELECT h.body FROM pattern p JOIN heat h ON h.pattern = p.key JOIN session s ON s.key = h.session AND s.listed = 1
       WHERE p.project = ? AND h.clicks > 0 LIMIT ${VIEWS_COUNTED}`,
    )
    .pluck()

  return (id, of, search, limit) => {
    const project = projectKey.get(id)
    if (project === undefined) return []
    let all: Choice[]
    if (of === 'page') all = pages.all(project).map(one => ({ ...one, name: one.value }))
    else {
      const counts = new Map<number, number>()
      for (const body of views.iterate(project)) {
        const clicks = readClicks(body)
        for (let i = 3; i < clicks.length; i += CLICK_NUMBERS) {
          const key = clicks[i]! >> 2
          counts.set(key, (counts.get(key) ?? 0) + 1)
        }
      }
      all = [...namedElements(db, project)].flatMap(([key, { element: value, names }]) => {
        const count = counts.get(key)
        const name = nameWith(names, search)
        return count === undefined || name === null ? [] : [{ value, name, count }]
      })
    }
    return all
      .filter(({ name }) => nameWith([name], search) !== null)
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, limit)
  }
}
