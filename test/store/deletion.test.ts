import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Click } from '../../contract/facts.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import type { Store } from '../../server/store/port.ts'
import { openSqlite } from '../../server/store/sqlite/open.ts'
import { makeFolder, removeFolder } from './folder.ts'
import { batch, derived, event, facts, nextProject, PROJECT, putVisit, T0 } from './make.ts'

const user = fc.constantFrom('ada', 'bob', 'null')
const anonymous = fc.constantFrom('a', 'b', 'c')
const step = fc.oneof(
  fc.record({ kind: fc.constant('visit' as const), anonymous, user: fc.option(user, { nil: undefined }) }),
  fc.record({
    kind: fc.constant('event' as const),
    user: fc.option(user, { nil: undefined }),
    anonymous: fc.option(anonymous, { nil: undefined }),
    session: fc.option(fc.nat(5), { nil: undefined }),
    traits: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('alias' as const), anonymous, user }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function play(store: Store, steps: Step[]): Promise<void> {
  for (const [i, one] of steps.entries()) {
    const at = T0 + i * 1_000
    const messageId = `m-${i}`
    if (one.kind === 'visit') {
      await putVisit(
        store,
        batch({
          session: `session-${i}`,
          anonymousId: one.anonymous,
          from: at,
          ...(one.user ? { userId: one.user } : {}),
        }),
      )
    } else if (one.kind === 'alias') {
      const said = { type: 'alias' as const, userId: one.user, previousId: one.anonymous, messageId, at }
      await store.putEvents(PROJECT, [event(said)])
    } else {
      const ids = {
        ...(one.user ? { userId: one.user } : {}),
        ...(one.anonymous ? { anonymousId: one.anonymous } : {}),
        ...(one.session === undefined ? {} : { sessionId: `session-${one.session}` }),
      }
      const what = one.traits ? { type: 'identify' as const, traits: { nth: i } } : {}
      await store.putEvents(PROJECT, [event({ ...ids, ...what, messageId, at })])
    }
  }
}

async function everything(store: Store) {
  const [persons, sessions, events] = await Promise.all([
    store.members(PROJECT, undefined, { limit: 99 }),
    store.sessions({ project: PROJECT, limit: 99 }),
    store.events({ project: PROJECT, limit: 99 }),
  ])
  const histories = await Promise.all(
    persons.items.map(async ({ id }) => {
      const history = await store.history(PROJECT, id)
      return { traits: history?.traits, events: history?.events }
    }),
  )
  const merges = await Promise.all(persons.items.map(({ id }) => store.merges(PROJECT, id)))
  return { persons, sessions, events, histories, merges }
}

let folder = ''
let sqlite: Store
beforeAll(async () => {
  folder = await makeFolder()
  sqlite = await openSqlite(folder, { readers: 1 })
})
afterAll(async () => {
  await sqlite.close()
  await removeFolder(folder)
})

test('[S46] whoever is deleted, the rest is what the oracle says, and what comes later, too', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.nat(5),
      fc.array(step, { maxLength: 3 }),
      async (before, whom, after) => {
        nextProject()
        const memory = openMemory()
        for (const store of [memory, sqlite]) await play(store, before)
        const { items } = await memory.members(PROJECT, undefined, { limit: 99 })
        const person = items[whom % Math.max(1, items.length)]
        if (!person) return
        expect(await sqlite.deletePerson(PROJECT, person.id)).toEqual(
          await memory.deletePerson(PROJECT, person.id),
        )
        expect(await everything(sqlite)).toEqual(await everything(memory))
        for (const store of [memory, sqlite]) await play(store, after)
        expect(await everything(sqlite)).toEqual(await everything(memory))
      },
    ),
    { numRuns: 150 },
  )
})

test('[S47] after compaction no file of the data folder holds a word of whom was deleted', async () => {
  nextProject()
  const mail = 'mail-zanzibar@shop.test'
  await visit(sqlite, 'zanzibar', mail)
  await visit(sqlite, 'tanganyika')
  await sqlite.putEvents(PROJECT, [
    event({ type: 'identify', userId: mail, traits: { motto: 'trait-zanzibar' } }),
    event({
      userId: mail,
      properties: { note: 'property-zanzibar' },
      context: { campaign: 'context-zanzibar' },
    }),
  ])
  expect(await wordsIn(folder, 'zanzibar')).not.toEqual([])
  const person = await sqlite.findPerson(PROJECT, { user: mail })
  expect(await sqlite.deletePerson(PROJECT, person?.id ?? '')).toEqual({ sessions: 1, events: 2 })
  await sqlite.compact()
  expect(await wordsIn(folder, 'zanzibar')).toEqual([])
  expect(await wordsIn(folder, 'tanganyika')).not.toEqual([])
  await visit(sqlite, 'zanzibar')
  expect(await wordsIn(folder, 'zanzibar')).not.toEqual([])
  await sqlite.deleteSession({ project: PROJECT, session: 'session-zanzibar' })
  await sqlite.compact()
  for (const what of ['page', 'text', 'failure', 'source', 'element', 'name', 'spot']) {
    expect(await wordsIn(folder, `${what}-zanzibar`), what).toEqual([])
  }
  // What others have as well stays, under a key of its own.
  await visit(sqlite, 'zanzibar')
  expect(await sqlite.suggest(PROJECT, { of: 'path', prefix: '/page-', limit: 9 })).toHaveLength(2)
})

/** A visit in which everything that is kept once for many sessions carries the word. */
async function visit(store: Store, word: string, userId?: string): Promise<void> {
  const made = batch({
    session: `session-${word}`,
    anonymousId: `visitor-${word}`,
    ...(userId !== undefined && { userId }),
  })
  const path = `/page-${word}`
  const read = facts([{ at: T0, path }])
  const answer = derived(made)
  const [tab] = answer.tabs
  if (!tab) return
  await store.putBatch(made)
  await store.putDerived({
    ...answer,
    verdict: {
      rules: 1,
      found: [{ kind: 'rage', at: T0, page: path, element: `spot-${word}`, name: `spot-${word}` }],
    },
    tabs: [
      {
        ...tab,
        facts: {
          ...read,
          texts: [`text-${word}`],
          failures: [
            {
              at: T0,
              kind: 'uncaught',
              message: `failure-${word}`,
              source: `source-${word}`,
              page: 0,
              click: -1,
            },
          ],
          clicks: [clickOn(word)],
        },
      },
    ],
  })
}

function clickOn(word: string): Click {
  const size = { width: 1_280, height: 900 }
  return {
    ...{ at: T0, pointer: 'mouse', x: 5, y: 5, pageX: 5, pageY: 5, page: 0, travel: 0 },
    ...{ viewport: size, document: size, receipt: { watched: 0 } },
    target: {
      ...{ node: 1, fingerprint: `element-${word}`, name: `name-${word}`, role: 'button', tag: 'button' },
      ...{ expects: 'answer', leads: false },
    },
  }
}

async function wordsIn(path: string, word: string): Promise<string[]> {
  const files = await readdir(path)
  const found = await Promise.all(
    files.map(async file => ((await readFile(join(path, file))).includes(word) ? [file] : [])),
  )
  return found.flat()
}
