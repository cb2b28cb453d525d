/**
 * Fills a data folder as the store itself would have, row by row through its own insert of events, and writes the same
 * as text for the other engine: node fill.ts FOLDER SCALE (1: everything, 0.05: a twentieth).
 */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject, NewEvent } from '../../../contract/event.ts'
import { personId } from '../../../server/identity/person-id.ts'
import { eventName } from '../../../server/segment/event-name.ts'
import { closeFiles, openForWriting } from '../../../server/store/sqlite/connection.ts'
import { dictionary, sourceKey } from '../../../server/store/sqlite/dictionary.ts'
import { packer } from '../../../server/store/sqlite/lanes/pack.ts'
import { FOREVER } from '../../../server/store/sqlite/people/folding.ts'
import { type Contexts, nameOf, shortHash } from '../../../server/store/sqlite/write/contexts.ts'
import { eventAdder } from '../../../server/store/sqlite/write/events.ts'
import { idOfMessage } from '../../../server/store/sqlite/write/message-id.ts'
import { BEGIN, FULL, PAGES, PROJECT, people, type Scale, sessions } from './data.ts'

const folder = process.argv[2]!
const part = Number(process.argv[3] ?? 1)
const scale: Scale = {
  persons: Math.round(FULL.persons * part),
  sessions: Math.round(FULL.sessions * part),
  events: Math.round(FULL.events * part),
}

mkdirSync(folder, { recursive: true })
const files = openForWriting(folder)
const db = files.facts
db.pragma('synchronous = OFF')
db.pragma('cache_size = -1000000')
db.pragma('wal_autocheckpoint = 100000')

const indexes = db
  .prepare<[], { name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('event', 'page') AND sql IS NOT NULL",
  )
  .all()
for (const { name } of indexes) db.exec(`DROP INDEX ${name}`)

const names = dictionary(db)
const project = names.project(PROJECT)
const shared = bulkContexts()
const addEvent = eventAdder(db, shared)
const identity = db.prepare(
  'INSERT INTO identity (key, project, kind, id, vouched, person, named, named_at, named_message, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
)
const link = db.prepare(
  'INSERT INTO link (anonymous, user, alias, source, at, message) VALUES (?, ?, 0, ?, ?, ?)',
)
const person = db.prepare('INSERT INTO person (key, project, id, identity, present) VALUES (?, ?, ?, ?, 1)')
const trait = db.prepare('INSERT INTO trait (person, name, nth, at, until, value) VALUES (?, ?, 0, ?, ?, ?)')
const session = db.prepare(
  `INSERT INTO session (key, project, id, person, ident, anonymous, user, source, begun, started, ended, offset, spanned, batches, tabs, listed, judged,
     field_country, field_browser, field_os, field_device, field_language, field_entryPath, field_exitPath, field_source,
     field_duration, field_activeTime, field_pageCount, field_clickCount, field_viewportWidth)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, 1, 1, 1, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
)
const tab = db.prepare('INSERT INTO tab (key, session, id, version) VALUES (?, ?, ?, NULL)')
const page = db.prepare('INSERT INTO page (session, tab, at, path, until) VALUES (?, ?, ?, ?, ?)')
const heat = db.prepare(
  `INSERT INTO heat (pattern, session, tab, nth, at, until, width, height, document, seen, clicks, body, views, moves)
   VALUES (?, ?, ?, ?, ?, ?, ?, 900, 2400, ?, ?, ?, '[]', NULL)`,
)

/** Tab-separated text, in large pieces. */
function writer(name: string) {
  const file = openSync(join(folder, `${name}.tsv`), 'w')
  let lines: string[] = []
  const flush = () => {
    if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`)
    lines = []
  }
  return {
    add: (...values: (string | number)[]) => {
      if (lines.push(values.join('\t')) >= 20_000) flush()
    },
    close: () => {
      flush()
      closeSync(file)
    },
  }
}
const text = {
  events: writer('events'),
  sessions: writer('sessions'),
  persons: writer('persons'),
  clicks: writer('clicks'),
}

const persons = people(scale)
const anonymousKey = (key: number) => key * 2 - 1
const userKey = (key: number) => key * 2
const patterns = PAGES.map(text => names.pattern(project, text))
const paths = PAGES.map(text => names.path(project, text))
const element = db.prepare(
  'INSERT INTO element (key, project, fingerprint, name, role) VALUES (?, ?, ?, ?, ?)',
)

db.transaction(() => {
  for (let i = 1; i <= PAGES.length * 30; i++) element.run(i, project, `button "B${i}"`, `B${i}`, 'button')
  for (const { key, user, anonymous, plan, company, seats, country } of persons) {
    const anon = anonymousKey(key)
    const named = user === null ? null : userKey(key)
    const id = personId(
      PROJECT,
      user === null ? { kind: 'anonymous', id: anonymous } : { kind: 'user', id: user },
    )
    const at = BEGIN - 1
    identity.run(
      anon,
      project,
      0,
      anonymous,
      0,
      named === null ? key : null,
      named,
      named && at,
      named && `link-${key}`,
      named,
    )
    if (user !== null) {
      identity.run(userKey(key), project, 1, user, 2, key, null, null, null, null)
      link.run(anon, userKey(key), sourceKey('segment'), at, `link-${key}`)
    }
    person.run(key, project, id, named ?? anon)
    const traits: JsonObject = { plan, company, seats, country }
    for (const [name, value] of Object.entries(traits)) {
      trait.run(key, names.traitName(project, name), at, FOREVER, JSON.stringify(value))
    }
    // What the traits are worked out from.
    const event: NewEvent = {
      ...{
        messageId: `traits-${key}`,
        type: 'identify',
        anonymousId: anonymous,
        properties: {},
        traits,
        context: {},
      },
      ...{ at, receivedAt: at, source: 'segment' },
    }
    const name = names.eventName(project, 0, 'identify')
    addEvent(
      {
        ...{ name, person: key, ident: named ?? anon, anonymous: anon, session: null },
        id: idOfMessage(event.messageId),
      },
      event,
    )
    text.persons.add(key, id, plan, company, seats, country)
  }
})()
let begun = performance.now()
let views = 0
let clicks = 0
const counts = new Map<number, number>()
const all = sessions(scale, persons)
for (let more = true; more; ) {
  db.transaction(() => {
    for (let i = 0; i < 5_000; i++) {
      const { value: one, done } = all.next()
      if (done || !one) {
        more = false
        return
      }
      put(one)
    }
  })()
  if (process.stderr.isTTY) process.stderr.write('.')
}
shared.write()
for (const [name, count] of counts)
  db.prepare('UPDATE event_name SET count = ? WHERE key = ?').run(count, name)
const s = () => `${((performance.now() - begun) / 1000).toFixed(0)} s`
console.log(`rows ${s()}`)
begun = performance.now()
for (const { sql } of indexes) db.exec(sql)
console.log(`indexes ${s()}`)
db.exec('ANALYZE')
db.pragma('wal_checkpoint(TRUNCATE)')
begun = performance.now()
const pack = packer(db, files.lanes)
while (pack());
files.lanes.pragma('wal_checkpoint(TRUNCATE)')
console.log(`lanes ${s()}`)
console.log(`${views} views, ${clicks} clicks`)
closeFiles(files)
for (const one of Object.values(text)) one.close()

function put(one: ReturnType<typeof sessions> extends Generator<infer T> ? T : never): void {
  const { key, id, started, ended, early } = one
  const who = persons[one.person - 1]!
  const anon = anonymousKey(who.key)
  const named = who.user === null ? null : userKey(who.key)
  const ident = early || named === null ? anon : named
  const width = one.views[0]?.width ?? 1440
  const device = width < 600 ? 'phone' : 'desktop'
  const paged = one.views.map(view => PAGES[view.page]!)
  const clicked = one.views.reduce((sum, view) => sum + view.clicks.length, 0)
  session.run(
    ...[
      key,
      project,
      id,
      who.key,
      ident,
      anon,
      early ? null : named,
      sourceKey('recorder'),
      started,
      started,
      ended,
    ],
    ...[one.country, one.browser, one.os, device, 'en', paged[0] ?? null, paged.at(-1) ?? null, 'recorder'],
    ...[ended - started, Math.floor((ended - started) * 0.6), paged.length, clicked, width],
  )
  text.sessions.add(
    key,
    id,
    who.key,
    started,
    one.country,
    one.browser,
    device,
    ended - started,
    paged.length,
  )
  tab.run(key, key, one.tab)
  for (const [nth, view] of one.views.entries()) {
    const numbers = Int32Array.from(view.clicks.flatMap(({ ms, x, y, element }) => [ms, x, y, element << 2]))
    const pattern = patterns[view.page]!
    heat.run(
      pattern,
      key,
      key,
      nth,
      view.at,
      view.at + 20_000,
      view.width,
      900 + nth,
      view.clicks.length,
      Buffer.from(numbers.buffer),
    )
    page.run(key, key, view.at, paths[view.page]!, view.at + 20_000)
    views += 1
    for (const { ms, x, y, element } of view.clicks) {
      clicks += 1
      text.clicks.add(PAGES[view.page]!, view.at + ms, key, who.key, view.width, x, y, element)
    }
  }
  for (const event of one.events) {
    const asked = eventName(event)!
    const name = names.eventName(project, 1, asked)
    counts.set(name, (counts.get(name) ?? 0) + 1)
    addEvent(
      {
        ...{ name, person: who.key, ident, anonymous: anon, session: key },
        id: idOfMessage(event.messageId),
      },
      event,
    )
    text.events.add(asked, event.at, who.key, key, event.messageId, JSON.stringify(event.properties))
  }
}

/** As the store's own, but remembers everything, and writes it at the end. */
function bulkContexts(): Contexts & { write(): void } {
  const known = new Map<string, { key: number; text: string; client: number | null }>()
  const once = new Set<string>()
  const use = (text: string, client: number | null = null): number => {
    const name = nameOf(text, client)
    const one = known.get(name) ?? { key: known.size + 1, text, client }
    known.set(name, one)
    return one.key
  }
  return {
    use: text => use(text),
    ofTab: (tab, client) =>
      tab === null && client === null ? null : use(tab ?? '', client === null ? null : use(client)),
    share: text => {
      if (known.has(text) || once.delete(text)) return use(text)
      once.add(text)
      return text
    },
    forget: () => {},
    write: () => {
      const add = db.prepare('INSERT INTO context (key, mark, client, text) VALUES (?, ?, ?, ?)')
      db.transaction(() => {
        for (const [name, { key, text, client }] of known) add.run(key, shortHash(name), client, text)
      })()
    },
  }
}
