import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ValueTest } from '../../../contract/segment/values.ts'
import type { Node, Question } from '../../../server/segment/question.ts'
import { openSqlite } from '../../../server/store/sqlite/open.ts'
import { makeFolder, removeFolder } from '../folder.ts'
import { batch, derived, event, PROJECT } from '../make.ts'

let folder: string
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(() => removeFolder(folder))

const open = () => openSqlite(folder, { readers: 1 })

test('[S19] what was stored is there after closing and opening again', async () => {
  const first = await open()
  const made = batch({ session: 'session-1' })
  await first.putBatch(made)
  await first.putDerived(derived(made, { country: 'AT' }))
  await first.putEvents(PROJECT, [event({ userId: 'ada', messageId: 'm1' })])
  await first.putSetting('colour', 'red')
  await first.close()
  const again = await open()
  expect((await again.sessions({ project: PROJECT, limit: 5 })).items).toHaveLength(1)
  expect(await again.putBatch(made)).toBe('duplicate')
  expect(await again.putEvents(PROJECT, [event({ messageId: 'm1' })])).toEqual(['duplicate'])
  expect(await again.setting('colour')).toBe('red')
  await again.close()
})

test('[S19] closing finishes what was begun; afterwards every call says that the store is closed', async () => {
  const store = await open()
  const answers = Array.from({ length: 50 }, (_, seq) => store.putBatch(batch({ session: 'session-1', seq })))
  const asked = store.count(PROJECT)
  await store.close()
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['stored']))
  await asked
  await expect(store.putBatch(batch({ session: 'session-1', seq: 99 }))).rejects.toMatchObject({
    code: 'unavailable',
  })
  await expect(store.count(PROJECT)).rejects.toMatchObject({ code: 'unavailable' })
  const again = await open()
  expect((await again.tabs({ project: PROJECT, session: 'session-1' }))[0]?.fresh).toHaveLength(50)
  await again.close()
})

test('[S48] what failed before failures had a table of their own is found, too', async () => {
  const first = await open()
  const made = batch({ session: 'session-1' })
  const answer = derived(made)
  const failed = { at: 0, kind: 'request' as const, message: 'GET /a: 404', status: 404, page: 0, click: -1 }
  await first.putBatch(made)
  await first.putDerived({
    ...answer,
    tabs: answer.tabs.map(tab => ({
      ...tab,
      facts: tab.facts && { ...tab.facts, failures: [failed, failed, { ...failed, source: '/a' }] },
    })),
  })
  await first.close()
  const db = new Sqlite(join(folder, 'facts.db'))
  // What this version and later ones added.
  const live = ['touched', 'live_place', 'live_line', 'live_person', 'membership', 'membership_change']
  for (const table of ['failure', 'failed', ...live, 'segment_size', 'announcement', 'session_tag'])
    db.exec(`DROP TABLE ${table}`)
  db.exec('DROP INDEX session_unread')
  db.exec('DROP INDEX event_of_account')
  db.exec('ALTER TABLE finding DROP COLUMN more')
  db.exec('DROP TABLE element_name')
  db.pragma('user_version = 2')
  db.close()
  const again = await open()
  const found = async (address: ValueTest, n: number) => {
    const where: Node<'failure'> = {
      ...{ kind: 'failure', of: ['request'], message: null, address },
      ...{ status: { op: 'is', values: [404] }, count: { op: 'exactly', n } },
    }
    const question: Question = { segment: { subject: 'session', where }, asOf: { kind: 'at', time: 0 } }
    return (await again.count(PROJECT, question)).sessions
  }
  expect(await found({ op: 'missing' }, 2)).toBe(1)
  expect(await found({ op: 'is', values: ['/a'] }, 1)).toBe(1)
  await again.close()
})

test.each(['facts', 'control'])('[S20] a %s file of a newer version is refused in a sentence', async kind => {
  await (await open()).close()
  const db = new Sqlite(join(folder, `${kind}.db`))
  db.pragma('user_version = 99')
  db.close()
  await expect(open()).rejects.toMatchObject({
    code: 'newer-data',
    message: expect.stringMatching(
      /^The data in .* was written by a newer Segreel \(version 99, .*SEGREEL_DATA\.$/,
    ),
  })
})

test('[S20] a folder that cannot be made, and a file that is no database, are refused in a sentence', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, 'not a folder')
  await expect(openSqlite(join(file, 'data'))).rejects.toMatchObject({ code: 'not-writable' })
  await writeFile(
    join(folder, 'facts.db'),
    'this is no database, but long enough to look like a header of one ....',
  )
  await expect(open()).rejects.toMatchObject({
    code: 'not-writable',
    message: expect.stringContaining('SEGREEL_DATA'),
  })
})

test.skipIf(process.getuid?.() === 0)('[S20] a read-only folder is refused in a sentence', async () => {
  await chmod(folder, 0o500)
  await expect(open()).rejects.toMatchObject({ code: 'not-writable' })
  await chmod(folder, 0o700)
})

test('[S21] a write that fails is undone alone; those beside it are stored', async () => {
  const store = await open()
  const good = (messageId: string) => event({ messageId, userId: 'ada', anonymousId: `anon-${messageId}` })
  // Properties that hold no JSON fail in the middle of their call.
  const bad = { ...good('bad'), at: Number.NaN }
  const answers = await Promise.allSettled([
    store.putEvents(PROJECT, [good('m1')]),
    store.putEvents('fresh-project', [good('m2'), bad]),
    store.putEvents('fresh-project', [good('m3')]),
    store.putEvents(PROJECT, [good('m4')]),
  ])
  expect(answers.map(answer => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  const stored = async (project: string) =>
    (await store.events({ project, limit: 9 })).items.map(one => one.messageId).sort()
  expect(await stored(PROJECT)).toEqual(['m1', 'm4'])
  expect(await stored('fresh-project')).toEqual(['m3'])
  expect(await store.putEvents('fresh-project', [good('m2')])).toEqual(['stored'])
  await store.close()
})

test('[S4] facts of an older version wait again when the store is opened', async () => {
  const store = await open()
  const made = batch({ session: 'session-1' })
  await store.putBatch(made)
  await store.putDerived(derived(made))
  await store.close()
  const db = new Sqlite(join(folder, 'facts.db'))
  db.exec('UPDATE tab SET version = version - 1')
  db.close()
  const again = await open()
  expect(await again.backlog(5)).toMatchObject([{ project: PROJECT, session: 'session-1' }])
  expect((await again.sessions({ project: PROJECT, limit: 5 })).items).toHaveLength(1)
  await again.close()
})
