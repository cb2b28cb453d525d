import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MAX_ANONYMOUS_IDS } from '../../server/identity/owner.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import type { Store } from '../../server/store/port.ts'
import { closeFiles, type Files, openForWriting } from '../../server/store/sqlite/connection.ts'
import { reads } from '../../server/store/sqlite/read/reader.ts'
import { factWrites } from '../../server/store/sqlite/write/writer.ts'
import { type Data, data } from '../segment/generated.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'
import { event, PROJECT, T0 } from '../store/make.ts'

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
  const { items } = await store.members(project, undefined, { limit: 300 })
  return {
    persons: items,
    histories: await Promise.all(items.map(person => store.history(project, person.id))),
    accounts: await Promise.all(
      items.map(async ({ id }) => {
        const { accounts = [] } = (await store.history(project, id, true)) ?? {}
        return accounts.map(({ since, account }) => ({
          ...{ since, id: account.id, traits: account.traits },
          users: account.users.map(user => [user.since, user.person.id]),
        }))
      }),
    ),
    merges: await Promise.all(items.map(person => store.merges(project, person.id))),
    sessions: (await store.sessions({ project, limit: 300 })).items.map(({ session, person }) => [
      session,
      person,
    ]),
    events: (await store.events({ project, limit: 300 })).items.map(({ messageId, person }) => [
      messageId,
      person,
    ]),
  }
}

let made = 0

async function inSqlite({ arrivals }: Data) {
  made += 1
  const project = `${PROJECT}-${made}`
  const writes = factWrites(files).handlers
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

/** Of one user more ids than may be theirs; aliases, also of users, before and after it is known that they are. */
const crowd = fc
  .tuple(
    fc.array(fc.nat(40), {
      minLength: MAX_ANONYMOUS_IDS + 1,
      maxLength: MAX_ANONYMOUS_IDS + 12,
      size: 'max',
    }),
    fc.array(
      fc.record({
        id: fc.constantFrom('a0', 'a7', 'a99', 'a100', 'a104', 'bob', 'cid', 'anonymous', '0'),
        user: fc.constantFrom('ada', 'bob', 'cid', 'null'),
        at: fc.nat(40),
        alias: fc.boolean(),
        traits: fc.boolean(),
      }),
      { maxLength: 25, size: 'max' },
    ),
  )
  .map(([times, more]): Data => {
    const seen = times.map((at, i) =>
      event({
        anonymousId: `a${i}`,
        userId: 'ada',
        at: T0 + at,
        messageId: `s${i}`,
        type: 'identify',
        traits: { i },
      }),
    )
    const said = more.map(({ id, user, at, alias, traits }, i) => {
      const when = { at: T0 + at, messageId: `t${i}` }
      if (alias) return event({ ...when, type: 'alias', previousId: id, userId: user })
      const ids = { anonymousId: id, ...(traits ? {} : { userId: user }) }
      return event({ ...when, ...ids, ...(traits ? { type: 'identify', traits: { late: i } } : {}) })
    })
    return { arrivals: [...seen, ...said].map(one => ({ event: one })) }
  })
  .chain(({ arrivals }) =>
    fc.tuple(
      fc.constant<Data>({ arrivals }),
      fc
        .shuffledSubarray(arrivals, { minLength: arrivals.length })
        .map((other): Data => ({ arrivals: other })),
    ),
  )

test('[I9] nor where a user has more ids than the limit, and aliases name users', async () => {
  const property = fc.asyncProperty(crowd, async ([one, other]) => {
    const answer = await inSqlite(other)
    expect(answer).toEqual(await inMemory(one, `${PROJECT}-${made}`))
    const ada = answer.persons.find(({ userIds }) => userIds.includes('ada'))
    expect(ada?.anonymousIds.length).toBeLessThanOrEqual(MAX_ANONYMOUS_IDS)
    for (const { userIds } of answer.persons) expect(userIds.length).toBeLessThanOrEqual(1)
  })
  await fc.assert(property, { numRuns: 12, interruptAfterTimeLimit: 12_000 })
})
