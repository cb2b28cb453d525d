import type { Database } from 'better-sqlite3'
import { type FeatureCount, type Known, TRAITS_OF_SESSIONS } from '../../../behaviour/deeds.ts'
import type { Answering } from '../lanes/answering.ts'
import type { SessionsMet } from '../lanes/met-lanes.ts'
import { sliceOf } from '../lanes/slices.ts'
import { kindOf } from '../write/verdict.ts'
import { type ByUnit, byUnit, type Counted, countCodes, countEvents, countMet } from './met-by-units.ts'

type Named = Pick<FeatureCount, 'kind' | 'name' | 'detail'>

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

  const events = (project: number, all: ByUnit, slices: ReadonlySet<number>): FeatureCount[] => {
    const moment = segments.moment()
    const known = new Map(names.all(project))
    const met = segments.met.events(slices, moment)
    return named(countEvents(all, met, moment.owners(), moment.sessions().person), key => {
      const name = known.get(key)
      return name === undefined ? null : { kind: 'event', name, detail: '' }
    })
  }

  const inSessions = (project: number, all: ByUnit, slices: ReadonlySet<number>): FeatureCount[] => {
    const moment = segments.moment()
    const texts = new Map(patterns.all(project))
    const met = Array.from(slices, slice => [slice, segments.met.sessions(slice, moment)] as const)
    const of = (what: keyof SessionsMet) =>
      countMet(all, new Map(met.map(([slice, one]) => [slice, one[what]])))
    return [
      ...named(of('findings'), key => ({ kind: 'frustration', name: kindOf(key), detail: '' })),
      ...named(of('pages'), key => {
        const name = texts.get(key)
        return name === undefined ? null : { kind: 'page', name, detail: '' }
      }),
      ...named(of('elements'), key => {
        const row = element.get(key)
        return row ? { kind: 'element', name: row.name, detail: row.fingerprint } : null
      }),
    ]
  }

  const traits = (all: ByUnit): FeatureCount[] =>
    segments
      .moment()
      .textsOf(TRAITS_OF_SESSIONS, all.session)
      .flatMap(({ codes, texts }, i) =>
        named(countCodes(all, codes, texts.length - 1), code => {
          return { kind: 'property', name: TRAITS_OF_SESSIONS[i]!, detail: texts[code]! }
        }),
      )

  return (id, asked) => {
    const project = projectKey.get(id)
    if (project === undefined || asked.length === 0) return []
    const all = byUnit(asked)
    const slices = new Set<number>()
    for (let i = 0; i < all.length; i++) slices.add(sliceOf('session', all.session[i]!))
    return [...events(project, all, slices), ...traits(all), ...inSessions(project, all, slices)]
  }
}

/** Null: it is nothing that is told. */
function named(counted: readonly Counted[], nameOf: (key: number) => Named | null): FeatureCount[] {
  return counted.flatMap(({ key, first, second }): FeatureCount[] => {
    const name = nameOf(key)
    return name ? [{ ...name, first, second }] : []
  })
}
