import type { Database } from 'better-sqlite3'
import { CLICK_NUMBERS } from '../../heat/view.ts'
import { readClicks } from '../write/heat.ts'

/**
 * Addresses, names, texts, messages and what events said may tell who someone is: they are kept once for many sessions and
 * events, and go with the last that has them.
 */
export function dropUnused(db: Database): void {
  for (const statement of [
    'DELETE FROM path WHERE key NOT IN (SELECT path FROM page)',
    'DELETE FROM pattern WHERE key NOT IN (SELECT pattern FROM heat)',
    'DELETE FROM spot WHERE key NOT IN (SELECT spot FROM finding)',
    'DELETE FROM phrase WHERE key NOT IN (SELECT phrase FROM said)',
    'DELETE FROM failure WHERE key NOT IN (SELECT failure FROM failed)',
    'DELETE FROM trait_name WHERE key NOT IN (SELECT name FROM trait)',
    'DELETE FROM event_name WHERE count <= 0',
    'DELETE FROM context WHERE client IS NOT NULL AND key NOT IN (SELECT tab FROM event WHERE tab IS NOT NULL)',
    `DELETE FROM context WHERE key NOT IN (
       SELECT page FROM event WHERE page IS NOT NULL UNION SELECT client FROM context WHERE client IS NOT NULL
       UNION SELECT tab FROM event WHERE tab IS NOT NULL UNION SELECT given FROM event WHERE typeof(given) = 'integer')`,
  ]) {
    db.prepare(statement).run()
  }
  const used = clicked(db)
  const drop = db.prepare<[number]>('DELETE FROM element WHERE key = ?')
  for (const key of db.prepare<[], number>('SELECT key FROM element').pluck().all()) {
    if (!used.has(key)) drop.run(key)
  }
  db.prepare('DELETE FROM element_name WHERE element NOT IN (SELECT key FROM element)').run()
}

/** Elements are named in packed clicks alone. */
function clicked(db: Database): Set<number> {
  const used = new Set<number>()
  const bodies = db.prepare<[], Uint8Array>('SELECT body FROM heat WHERE clicks > 0').pluck()
  for (const body of bodies.iterate()) {
    const clicks = readClicks(body)
    for (let i = CLICK_NUMBERS - 1; i < clicks.length; i += CLICK_NUMBERS) used.add(clicks[i]! >> 2)
  }
  return used
}
