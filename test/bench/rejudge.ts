/**
 * How long a changed threshold takes over many sessions: `node test/bench/rejudge.ts [SESSIONS]`. The sample visits
 * are derived and stored as ever, then copied inside the database until there are enough.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { DEFAULT_RULES, type FrustrationRules } from '../../contract/frustration/frustration.ts'
import { ruleSettingName, rulesKey } from '../../server/derive/frustration/rules-in-force.ts'
import { DeriveLoop } from '../../server/derive/worker/loop.ts'
import { sampleWrites } from '../../server/sample/load.ts'
import type { Store } from '../../server/store/port.ts'
import { openSqlite } from '../../server/store/sqlite/open.ts'

const PROJECT = 'shop'
const wanted = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'segreel-rejudge-'))

try {
  let store = await openSqlite(folder)
  await store.putProject({ id: PROJECT, name: 'Shop', writeKey: 'key', createdAt: 0 })
  for await (const { batches } of sampleWrites(Date.now())) {
    for (const batch of batches) await store.putBatch({ ...batch, project: PROJECT, source: 'sample' })
  }
  let loop = new DeriveLoop(store)
  await loop.idle()
  await loop.close()
  await store.close()
  multiply()

  store = await openSqlite(folder)
  loop = new DeriveLoop(store)
  const size = statSync(join(folder, 'facts.db')).size
  console.log(`${wanted} sessions, ${(size / 1e6).toFixed(0)} MB`)
  const { rage, dead } = DEFAULT_RULES
  await judge(store, loop, 'rage: 4 clicks', { rage: { ...rage, clicks: 4 } })
  await judge(store, loop, 'dead: off', { dead: { ...dead, on: false } })
  await judge(store, loop, 'our own again', {})
  for (const what of ['board', 'board again']) {
    const began = performance.now()
    const board = await store.frustrationBoard({ project: PROJECT, limit: 1_000 })
    told(`${what}: ${board.total} cases`, began)
  }
  await loop.close()
  await store.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Copies sessions, tabs, traces and findings; facts and recordings are not looked at and stay one of a kind. */
function multiply(): void {
  const db = new Sqlite(join(folder, 'facts.db'))
  const columns = db
    .prepare<[], string>(`SELECT name FROM pragma_table_info('session') WHERE name NOT IN ('key', 'id')`)
    .pluck()
    .all()
    .join(', ')
  const lastOf = (table: string) => db.prepare<[], number>(`SELECT max(key) FROM ${table}`).pluck().get() ?? 0
  const [last, tabs] = [lastOf('session'), lastOf('tab')]
  db.transaction(() => {
    for (let copy = 1; copy * last < wanted; copy++) {
      const by = copy * last
      db.exec(`INSERT INTO session (key, id, ${columns}) SELECT key + ${by}, id || '-${copy}', ${columns}
                 FROM session WHERE key <= ${last} AND key + ${by} <= ${wanted};
               INSERT INTO tab (key, session, id, version) SELECT key + ${copy * tabs}, session + ${by}, id, version
                 FROM tab WHERE key <= ${tabs} AND session + ${by} <= ${wanted};
               INSERT INTO trace (tab, body) SELECT tab + ${copy * tabs}, body FROM trace WHERE tab <= ${tabs};
               INSERT INTO finding (session, at, kind, spot) SELECT session + ${by}, at, kind, spot
                 FROM finding WHERE session <= ${last} AND session + ${by} <= ${wanted};`)
    }
  })()
  db.close()
}

async function judge(
  store: Store,
  loop: DeriveLoop,
  what: string,
  rules: Partial<FrustrationRules>,
): Promise<void> {
  const after = { ...DEFAULT_RULES, ...rules }
  await store.putSetting(ruleSettingName(PROJECT), after)
  const many = await store.countUnjudged(PROJECT, rulesKey(after))
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  await loop.rejudge.idle()
  const { user, system } = process.cpuUsage(cpu)
  told(`${what}: ${many} sessions judged again, ${((user + system) / 1e6).toFixed(2)} s of all cores,`, began)
}

function told(what: string, began: number): void {
  console.log(`${what} in ${((performance.now() - began) / 1000).toFixed(2)} s`)
}
