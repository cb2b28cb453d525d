import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMemory } from '../../server/store/memory/open.ts'
import type { Store } from '../../server/store/port.ts'
import { closeFiles, type Files, openForWriting } from '../../server/store/sqlite/connection.ts'
import { reads } from '../../server/store/sqlite/reader.ts'
import { factWrites } from '../../server/store/sqlite/writer.ts'
import { type Data, data } from '../segment/generated.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'
import { PROJECT } from '../store/make.ts'

let folder: string
let files: Files
beforeAll(async () => {
  folder = await makeFolder()
  files = openForWriting(folder)
  files.facts.pragma('synchronous = OFF')
})
afterAll(async () => {
  closeFiles(files)
  await removeFolder(folder)
})

/** Everything said about people. */
async function people(
  store: Pick<Store, 'members' | 'history' | 'merges' | 'sessions' | 'events'>,
  project: string,
) {
  const { items } = await store.members(project, undefined, { limit: 100 })
  return {
    persons: items,
    histories: await Promise.all(items.map(person => store.history(project, person.id))),
    merges: await Promise.all(items.map(person => store.merges(project, person.id))),
    sessions: (await store.sessions({ project, limit: 100 })).items.map(({ session, person }) => [
      session,
      person,
    ]),
    events: (await store.events({ project, limit: 100 })).items.map(({ messageId, person }) => [
      messageId,
      person,
    ]),
  }
}

let made = 0

async function inSqlite({ arrivals }: Data) {
  made += 1
  const project = `${PROJECT}-${made}`
  const writes = factWrites(files.facts).handlers
  const read = reads(files)
  files.facts.transaction(() => {
    for (const arrival of arrivals) {
      if ('event' in arrival) writes.putEvents(project, [arrival.event])
      else {
        writes.putBatch({ ...arrival.visit.batch, project })
        if (arrival.visit.derived) writes.putDerived({ ...arrival.visit.derived, project })
      }
    }
  })()
  return people(
    {
      members: async (...args) => read.members(...args),
      history: async (...args) => read.history(...args),
      merges: async (...args) => read.merges(...args),
      sessions: async query => read.sessions(query),
      events: async query => read.events(query),
    },
    project,
  )
}

async function inMemory({ arrivals }: Data, project: string) {
  const store = openMemory()
  for (const arrival of arrivals) {
    if ('event' in arrival) await store.putEvents(project, [arrival.event])
    else {
      await store.putBatch({ ...arrival.visit.batch, project })
      if (arrival.visit.derived) await store.putDerived({ ...arrival.visit.derived, project })
    }
  }
  return people(store, project)
}

const shuffledData = data.chain(({ arrivals }) =>
  fc.tuple(
    fc.constant<Data>({ arrivals }),
    fc.shuffledSubarray(arrivals, { minLength: arrivals.length }).map((other): Data => ({ arrivals: other })),
  ),
)

test('[I9] no order of arrival gives other persons, in any engine', async () => {
  const property = fc.asyncProperty(shuffledData, async ([one, other]) => {
    const answer = await inSqlite(other)
    const project = `${PROJECT}-${made}`
    expect(answer).toEqual(await inMemory(one, project))
    expect(await inMemory(other, project)).toEqual(await inMemory(one, project))
  })
  await fc.assert(property, { numRuns: 60, interruptAfterTimeLimit: 12_000 })
})
