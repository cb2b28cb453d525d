/** The definition and SQLite side by side, with the same people in both. */
import type { Question } from '../../server/segment/question.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import type { Store } from '../../server/store/port.ts'
import { closeFiles, openForWriting } from '../../server/store/sqlite/connection.ts'
import { reads } from '../../server/store/sqlite/read/reader.ts'
import { factWrites } from '../../server/store/sqlite/write/writer.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'
import { PROJECT } from '../store/make.ts'
import { DAY, type Data, NOW } from './generated.ts'

export type Asked = Pick<
  Store,
  'sessions' | 'members' | 'count' | 'history' | 'person' | 'merges' | 'accounts'
>

export async function openEngines() {
  const folder = await makeFolder()
  const files = openForWriting(folder)
  // Durability is proven elsewhere; here it would only be slow.
  files.facts.pragma('synchronous = OFF')
  const writes = factWrites(files).handlers
  const read = reads(files)
  const sqlite: Asked = {
    sessions: async query => read.sessions(query),
    members: async (...args) => read.members(...args),
    count: async (...args) => read.count(...args),
    history: async (...args) => read.history(...args),
    person: async (...args) => read.person(...args),
    merges: async (...args) => read.merges(...args),
    accounts: async (...args) => read.accounts(...args),
  }
  let made = 0
  return {
    sqlite,
    writes,
    files,
    /** Puts what arrives into a project of its own. */
    play: async ({ arrivals }: Data) => {
      made += 1
      const project = `${PROJECT}-${made}`
      const memory = openMemory()
      for (const arrival of arrivals) await put(arrival, project, memory)
      files.facts.transaction(() => {
        for (const arrival of arrivals) {
          if ('event' in arrival) writes.putEvents(project, [arrival.event])
          else {
            writes.putBatch({ ...arrival.visit.batch, project })
            if (arrival.visit.derived) writes.putDerived({ ...arrival.visit.derived, project })
          }
        }
      })()
      return { project, memory }
    },
    close: async () => {
      closeFiles(files)
      await removeFolder(folder)
    },
  }
}

async function put(arrival: Data['arrivals'][number], project: string, store: Store): Promise<void> {
  if ('event' in arrival) await store.putEvents(project, [arrival.event])
  else {
    await store.putBatch({ ...arrival.visit.batch, project })
    if (arrival.visit.derived) await store.putDerived({ ...arrival.visit.derived, project })
  }
}

export async function answers(store: Asked, project: string, question: Question) {
  const sessions = await store.sessions({ project, question, limit: 100 })
  const newest = await store.sessions({ project, question, limit: 2 })
  // The newest are left out: few are asked of, who are not all.
  const earlier = await store.sessions({ project, question, limit: 1, to: NOW - 2 * DAY })
  const members = await store.members(project, question, { limit: 100 })
  const { segment, asOf, zone } = question
  const asked = segment.subject === 'account' && asOf.kind === 'at'
  const accounts = asked
    ? await store.accounts(
        project,
        { where: segment.where, time: asOf.time, ...(zone !== undefined && { zone }) },
        { limit: 100 },
      )
    : null
  return {
    accounts: accounts?.items,
    sessions: sessions.items.map(session => session.session),
    newest: newest.items.map(session => session.session),
    earlier: earlier.items.map(session => session.session),
    members: members.items.map(person => person.id),
  }
}
