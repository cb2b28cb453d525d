import type { Database } from 'better-sqlite3'
import { FRUSTRATION_KINDS } from '../../../../contract/frustration/frustration.ts'
import { type FeatureCount, type Known, TRAITS_OF_SESSIONS } from '../../../behaviour/deeds.ts'
import type { Answering } from '../lanes/answering.ts'
import type { SessionsMet } from '../lanes/met-lanes.ts'
import { keysOf, sliceOf } from '../lanes/slices.ts'
import { kindOf } from '../write/verdict.ts'
import { type Asking, askingFor, countByBits, type Rows } from './met-by-bits.ts'
import { type ByUnit, byUnit, type Counted, countCodes, countMet } from './met-by-units.ts'

/** Numbers of all kinds. */
const KINDS = FRUSTRATION_KINDS.map((_, kind) => kind)

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

  const events = (project: number, asking: Asking, slices: ReadonlySet<number>): FeatureCount[] => {
    const moment = segments.moment()
    const known = new Map(names.all(project))
    const owners = moment.owners()
    const { person } = moment.sessions()
    const rows = segments.met.events(slices, moment).map((lane): Rows => {
      const { session, ident } = lane
      // An event of a session is of its person.
      return {
        lane,
        session: row => (person[session[row]!] === owners[ident[row]!] ? session[row]! : 0),
      }
    })
    return named(countByBits(asking, rows, [...known.keys()]), key => {
      return { kind: 'event', name: known.get(key)!, detail: '' }
    })
  }

  const inSessions = (project: number, asking: Asking, slices: ReadonlySet<number>): FeatureCount[] => {
    const moment = segments.moment()
    const texts = new Map(patterns.all(project))
    const met = Array.from(slices, slice => ({ slice, ...segments.met.sessions(slice, moment) }))
    const rowsOf = (what: keyof SessionsMet) =>
      met.map(({ slice, [what]: lane }): Rows => {
        const [first] = keysOf('session', slice)
        return { lane, session: row => first + row }
      })
    const elements = countMet(asking.all, new Map(met.map(one => [one.slice, one.elements])))
    return [
      ...named(countByBits(asking, rowsOf('findings'), KINDS), key => {
        return { kind: 'frustration', name: kindOf(key), detail: '' }
      }),
      ...named(countByBits(asking, rowsOf('pages'), [...texts.keys()]), key => {
        return { kind: 'page', name: texts.get(key)!, detail: '' }
      }),
      ...named(elements, key => {
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
    const asking = askingFor(all, segments.moment().sessions().length)
    return [...events(project, asking, slices), ...traits(all), ...inSessions(project, asking, slices)]
  }
}

/** Null: it is nothing that is told. */
function named(counted: readonly Counted[], nameOf: (key: number) => Named | null): FeatureCount[] {
  return counted.flatMap(({ key, first, second }): FeatureCount[] => {
    const name = first + second > 0 ? nameOf(key) : null
    return name ? [{ ...name, first, second }] : []
  })
}
