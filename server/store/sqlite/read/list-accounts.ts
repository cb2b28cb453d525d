import type { Database } from 'better-sqlite3'
import type { JsonObject } from '../../../../contract/event.ts'
import { accountTraits, type GroupCall } from '../../account-traits.ts'
import { readCursor, writeCursor } from '../../cursor.ts'
import { accountRows } from '../compile/compile.ts'
import type { Answering } from '../lanes/answering.ts'
import type { Handlers } from '../protocol.ts'
import type { Sql } from '../sql.ts'

interface Found {
  id: string
  members: number
}

export function accountLists(db: Database, segments: Answering): Handlers<'accounts'> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const callsOf = db.prepare<
    { project: number; accounts: string; time: number },
    Omit<GroupCall, 'traits'> & { traits: string | null }
  >(
    `SELECT json_extract(own, '$.groupId') AS account, at, message AS messageId, json_extract(own, '$.traits') AS traits
     FROM event WHERE changes = 2 AND name = (SELECT key FROM event_name WHERE project = @project AND asked = 0 AND name = 'group')
       AND at <= @time AND account IN (SELECT value FROM json_each(@accounts))`,
  )
  return {
    accounts: (projectId, asked, { limit, cursor }) => {
      const project = projectKey.get(projectId)
      if (project === undefined) return { items: [], next: null }
      const after = cursor === undefined ? '' : readCursor(cursor).id
      const { text, params } = segments.moment().laid(accountRows(asked, project, after, limit + 1))
      const found = db.prepare<Sql['params'], Found>(text).all(...params)
      const rows = found.slice(0, limit)
      const accounts = JSON.stringify(rows.map(({ id }) => id))
      const calls = callsOf.all({ project, accounts, time: asked.time })
      const traits = accountTraits(
        calls.map(call => ({ ...call, traits: call.traits === null ? {} : readObject(call.traits) })),
      )
      const last = rows.at(-1)
      return {
        items: rows.map(({ id, members }) => ({ id, traits: traits.get(id) ?? {}, members })),
        next: found.length > limit && last ? writeCursor({ at: 0, id: last.id }) : null,
      }
    },
  }
}

function readObject(json: string): JsonObject {
  return JSON.parse(json)
}
