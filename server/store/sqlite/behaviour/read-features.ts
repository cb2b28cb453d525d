import type { Database } from 'better-sqlite3'
import { type FeatureCount, type Known, TRAITS_OF_SESSIONS } from '../../../behaviour/deeds.ts'
import type { Answering } from '../lanes/answering.ts'
import { sliceOf } from '../lanes/slices.ts'
import { kindOf } from '../write/verdict.ts'
import { countedBy, type Meetings, meetings } from './meetings.ts'
import { elementsMet, pagesMet } from './page-features.ts'

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

  const events = (project: number, all: Meetings): FeatureCount[] => {
    const moment = segments.moment()
    const owners = moment.owners()
    const { person } = moment.sessions()
    const slices = new Set(all.keys.map(key => sliceOf('session', key)))
    return names.all(project).map(([key, name]) => {
      const count = all.counter()
      for (const lane of moment.eventsIn(key, slices)) count.addEvents(lane, owners, person)
      return { kind: 'event', name, detail: '', ...count.counts() }
    })
  }

  const pagesAndElements = (project: number, all: Meetings): FeatureCount[] => {
    const texts = new Map(patterns.all(project))
    const lanes = segments.viewLanes()
    const pages = pagesMet(lanes, texts, all).map(({ key, ...counts }): FeatureCount => {
      return { kind: 'page', name: texts.get(key)!, detail: '', ...counts }
    })
    const elements = elementsMet(lanes, texts, all).flatMap(({ key, ...counts }): FeatureCount[] => {
      const row = element.get(key)
      return row ? [{ kind: 'element', name: row.name, detail: row.fingerprint, ...counts }] : []
    })
    return [...pages, ...elements]
  }

  const frustrations = (all: Meetings): FeatureCount[] => {
    const { keys, heads } = all
    const met = { key: [] as number[], session: [] as number[], at: [] as number[] }
    const rows =
      keys.length > FEW
        ? allFound.iterate(keys[0]!, keys.at(-1)!)
        : found.iterate(JSON.stringify(Array.from(keys)))
    for (const [session, kind, at] of rows) {
      if (!(heads[session]! > 0)) continue
      met.key.push(kind)
      met.session.push(session)
      met.at.push(at)
    }
    return countedBy(all, met).map(({ key, ...counts }): FeatureCount => {
      return { kind: 'frustration', name: kindOf(key), detail: '', ...counts }
    })
  }

  const traits = (all: Meetings): FeatureCount[] =>
    segments
      .moment()
      .textsOf(TRAITS_OF_SESSIONS, all.keys)
      .flatMap(({ codes, texts }, i) => {
        const met = { key: codes, session: all.keys, at: null }
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
    return [
      ...events(project, all),
      ...frustrations(all),
      ...traits(all),
      ...pagesAndElements(project, all),
    ].filter(({ first, second }) => first + second > 0)
  }
}
