import type { Database } from 'better-sqlite3'
import { type Feature, type Known, TRAITS_OF_SESSIONS } from '../../../behaviour/deeds.ts'
import { CLICK_NUMBERS } from '../../heat/view.ts'
import { columnOf } from '../session-columns.ts'
import { readClicks } from '../write/heat.ts'
import { kindOf } from '../write/verdict.ts'

/** What sessions met: of each thing its first time, so that it can be told whether that was early enough. */
export function featureReader(db: Database): Known<number>['features'] {
  const asked = 'FROM json_each(?) j JOIN session s ON s.key = j.value'
  const events = db.prepare<[string], [number, number, number]>(
    `SELECT s.key, e.name, min(e.at) ${asked} JOIN event e ON e.session = s.key AND e.person = s.person GROUP BY 1, 2`,
  )
  const names = db.prepare<[], [number, string]>('SELECT key, name FROM event_name WHERE asked = 1')
  const views = db.prepare<[string], [number, number, number, Uint8Array]>(
    `SELECT s.key, h.pattern, h.at, h.body ${asked} JOIN tab t ON t.session = s.key JOIN heat h ON h.tab = t.key`,
  )
  const patterns = db.prepare<[], [number, string]>('SELECT key, text FROM pattern')
  const element = db.prepare<[number], { name: string; fingerprint: string }>(
    'SELECT name, fingerprint FROM element WHERE key = ?',
  )
  const found = db.prepare<[string], [number, number, number]>(
    `SELECT s.key, f.kind, min(f.at) ${asked} JOIN finding f ON f.session = s.key GROUP BY 1, 2`,
  )

  const traits = db.prepare<[string], [number, ...(string | null)[]]>(
    `SELECT s.key, ${TRAITS_OF_SESSIONS.map(name => `s.${columnOf(name)}`).join(', ')} ${asked}`,
  )

  return (_project, sessions, tell) => {
    const places = Map.groupBy(sessions.keys(), place => sessions[place]!.session)
    const keys = JSON.stringify([...places.keys()])
    const met = (session: number, first: number, feature: Feature) => {
      for (const place of places.get(session)!) if (first <= sessions[place]!.until) tell(place, feature)
    }
    const nameOf = new Map(names.raw().all())
    for (const [session, name, first] of events.raw().iterate(keys)) {
      const text = nameOf.get(name)
      if (text !== undefined) met(session, first, { kind: 'event', name: text, detail: '' })
    }
    for (const [session, kind, first] of found.raw().iterate(keys)) {
      met(session, first, { kind: 'frustration', name: kindOf(kind), detail: '' })
    }
    for (const [session, ...values] of traits.raw().iterate(keys)) {
      for (const [i, detail] of values.entries()) {
        const name = TRAITS_OF_SESSIONS[i]!
        if (detail !== null) met(session, Number.NEGATIVE_INFINITY, { kind: 'property', name, detail })
      }
    }
    const textOf = new Map(patterns.raw().all())
    const pages = new Map<string, number>()
    const pressed = new Map<string, number>()
    for (const [session, pattern, at, body] of views.raw().iterate(keys)) {
      earliest(pages, `${session} ${pattern}`, at)
      const clicks = readClicks(body)
      for (let i = 0; i < clicks.length; i += CLICK_NUMBERS) {
        const key = clicks[i + 3]! >> 2
        if (key !== 0) earliest(pressed, `${session} ${key}`, at + clicks[i]!)
      }
    }
    for (const [key, first] of pages) {
      const [session, pattern] = numbersOf(key)
      met(session, first, { kind: 'page', name: textOf.get(pattern)!, detail: '' })
    }
    const called = new Map<number, Feature>()
    for (const [key, first] of pressed) {
      const [session, number] = numbersOf(key)
      const known = called.get(number)
      const row = known ? undefined : element.get(number)!
      const feature = known ?? { kind: 'element', name: row!.name, detail: row!.fingerprint }
      called.set(number, feature)
      met(session, first, feature)
    }
  }
}

function earliest(known: Map<string, number>, key: string, at: number): void {
  known.set(key, Math.min(at, known.get(key) ?? at))
}

function numbersOf(key: string): [number, number] {
  const [first, second] = key.split(' ')
  return [Number(first), Number(second)]
}
