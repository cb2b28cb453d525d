import type { Database } from 'better-sqlite3'
import { type FeatureCount, type Known, TRAITS_OF_SESSIONS } from '../../../behaviour/deeds.ts'
import type { Answering } from '../lanes/answering.ts'
import { sliceOf } from '../lanes/slices.ts'
import { kindOf } from '../write/verdict.ts'
import { type Meetings, meetings, sortedBy } from './meetings.ts'

/** More sessions than this are found quicker by going through all findings. */
const FEW = 5_000

/** What sessions met, thing by thing, so that each unit is counted once of each. */
export function featureReader(db: Database, segments: Answering): Known['features'] {
  const names = db
    .prepare<[number], [number, string]>('SELECT key, name FROM event_name WHERE project = ? AND asked = 1')
    .raw()
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const patterns = db
    .prepare<[number], [number, string]>('SELECT key, text FROM pattern WHERE project = ?')
    .raw()
  const element = db.prepare<[number], { name: string; fingerprint: string }>(
    'SELECT name, fingerprint FROM element WHERE key = ?',
  )
  const found = db
    .prepare<[string], [session: number, kind: number, at: number]>(
      'SELECT f.session, f.kind, f.at FROM json_each(?) j JOIN finding f ON f.session = j.value',
    )
    .raw()
  const allFound = db
    .prepare<[number, number], [session: number, kind: number, at: number]>(
      'SELECT session, kind, at FROM finding WHERE session BETWEEN ? AND ?',
    )
    .raw()

  const events = (project: number, all: Meetings, keys: readonly number[]): FeatureCount[] => {
    const moment = segments.moment()
    const owners = moment.owners()
    const { person } = moment.sessions()
    const { heads } = all
    const slices = new Set(keys.map(key => sliceOf('session', key)))
    return names.all(project).map(([key, name]) => {
      const count = all.counter()
      for (const lane of moment.eventsIn(key, slices)) {
        const { session } = lane.cold()
        const { at, ident, base } = lane
        for (let i = 0; i < lane.count; i++) {
          const its = session[i]!
          if (heads[its]! > 0 && person[its] === owners[ident[i]!]) count.add(its, base + at[i]!)
        }
      }
      return { kind: 'event', name, detail: '', ...count.counts() }
    })
  }

  const pagesAndElements = (project: number, all: Meetings): FeatureCount[] => {
    const texts = new Map(patterns.all(project))
    const lanes = segments.viewLanes()
    const views = { key: [] as number[], session: [] as number[], at: [] as number[] }
    const presses = { key: [] as number[], session: [] as number[], at: [] as number[] }
    for (const { patterns, begins, first, base, session, at, starts, element, ms } of lanes) {
      for (const [nth, pattern] of patterns.entries()) {
        if (!texts.has(pattern)) continue
        for (let view = begins[nth]!; view < begins[nth + 1]!; view++) {
          const its = first + session[view]!
          if (!all.isAsked(its)) continue
          const begun = base + at[view]!
          views.key.push(pattern)
          views.session.push(its)
          views.at.push(begun)
          for (let i = starts[view]!; i < starts[view + 1]!; i++) {
            if (element[i] === 0) continue
            presses.key.push(element[i]!)
            presses.session.push(its)
            presses.at.push(begun + ms[i]!)
          }
        }
      }
    }
    const pages = countedBy(all, views).map(({ key, ...counts }): FeatureCount => {
      return { kind: 'page', name: texts.get(key)!, detail: '', ...counts }
    })
    const elements = countedBy(all, presses).flatMap(({ key, ...counts }): FeatureCount[] => {
      const row = element.get(key)
      return row ? [{ kind: 'element', name: row.name, detail: row.fingerprint, ...counts }] : []
    })
    return [...pages, ...elements]
  }

  const frustrations = (all: Meetings, keys: readonly number[]): FeatureCount[] => {
    const met = { key: [] as number[], session: [] as number[], at: [] as number[] }
    const [least, most] = [keys.reduce((a, b) => Math.min(a, b)), keys.reduce((a, b) => Math.max(a, b))]
    const rows = keys.length > FEW ? allFound.iterate(least, most) : found.iterate(JSON.stringify(keys))
    for (const [session, kind, at] of rows) {
      if (!all.isAsked(session)) continue
      met.key.push(kind)
      met.session.push(session)
      met.at.push(at)
    }
    return countedBy(all, met).map(({ key, ...counts }): FeatureCount => {
      return { kind: 'frustration', name: kindOf(key), detail: '', ...counts }
    })
  }

  const traits = (all: Meetings, keys: readonly number[]): FeatureCount[] =>
    segments
      .moment()
      .textsOf(TRAITS_OF_SESSIONS, keys)
      .flatMap(({ codes, texts }, i) => {
        const met = { key: codes, session: keys, at: null }
        return countedBy(all, met).flatMap(({ key, ...counts }): FeatureCount[] =>
          key === 0
            ? []
            : [{ kind: 'property', name: TRAITS_OF_SESSIONS[i]!, detail: texts[key]!, ...counts }],
        )
      })

  return (id, asked) => {
    const project = projectKey.get(id)
    if (project === undefined || asked.length === 0) return []
    const all = meetings(asked, segments.moment().sessions().length)
    const keys = [...new Set(Array.from(asked.session))]
    return [
      ...events(project, all, keys),
      ...frustrations(all, keys),
      ...traits(all, keys),
      ...pagesAndElements(project, all),
    ].filter(({ first, second }) => first + second > 0)
  }
}

interface Met {
  key: ArrayLike<number>
  session: ArrayLike<number>
  /** Null: from the beginning of the session. */
  at: ArrayLike<number> | null
}

/** Of each key the units that met it, key by key. */
function countedBy(all: Meetings, { key, session, at }: Met) {
  const { order, starts } = sortedBy(key)
  const counts: { key: number; first: number; second: number }[] = []
  for (let which = 0; which + 1 < starts.length; which++) {
    if (starts[which] === starts[which + 1]) continue
    const count = all.counter()
    for (let n = starts[which]!; n < starts[which + 1]!; n++) {
      const i = order[n]!
      count.add(session[i]!, at === null ? Number.NEGATIVE_INFINITY : at[i]!)
    }
    counts.push({ key: which, ...count.counts() })
  }
  return counts
}
