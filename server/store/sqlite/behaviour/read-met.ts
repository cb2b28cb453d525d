/** When sessions met one thing first, of what read-features.ts counts. */
import type { Database } from 'better-sqlite3'
import { FRUSTRATION_KINDS } from '../../../../contract/frustration/frustration.ts'
import { type Feature, type Known, TRAITS_OF_SESSIONS } from '../../../behaviour/deeds.ts'
import type { Answering } from '../lanes/answering.ts'
import type { SessionsMet } from '../lanes/met-lanes.ts'
import { keysOf, sliceOf } from '../lanes/slices.ts'

/** By place in `sessions`. */
type Times = Float64Array

export function metReader(db: Database, segments: Answering): Known['met'] {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const keyOf = (sql: string) => db.prepare<[number, string], number>(sql).pluck()
  const eventKey = keyOf('SELECT key FROM event_name WHERE project = ? AND name = ? AND asked = 1')
  const pageKey = keyOf('SELECT key FROM pattern WHERE project = ? AND text = ?')
  const elementKey = keyOf('SELECT key FROM element WHERE project = ? AND fingerprint = ?')

  const events = (key: number, sessions: ArrayLike<number>): Times => {
    const moment = segments.moment()
    const owners = moment.owners()
    const { person } = moment.sessions()
    const first = new Map<number, number>()
    for (let i = 0; i < sessions.length; i++) first.set(sessions[i]!, Number.NaN)
    const slices = new Set([...first.keys()].map(session => sliceOf('session', session)))
    for (const lane of moment.eventsIn(key, slices)) {
      const { session } = lane.cold()
      for (let i = 0; i < lane.count; i++) {
        const known = first.get(session[i]!)
        // An event of a session is of its person.
        if (known === undefined || person[session[i]!] !== owners[lane.ident[i]!]) continue
        const time = lane.base + lane.at[i]!
        if (!(known <= time)) first.set(session[i]!, time)
      }
    }
    return Float64Array.from(sessions, session => first.get(session)!)
  }

  const inSessions = (what: keyof SessionsMet, key: number, sessions: ArrayLike<number>): Times => {
    const moment = segments.moment()
    const lanes = new Map<number, SessionsMet>()
    return Float64Array.from(sessions, session => {
      const slice = sliceOf('session', session)
      const met = lanes.get(slice) ?? segments.met.sessions(slice, moment)
      lanes.set(slice, met)
      const { starts, thing, base, at } = met[what]
      const row = session - keysOf('session', slice)[0]
      for (let i = starts[row]!; i < starts[row + 1]!; i++) if (thing[i] === key) return base + at[i]!
      return Number.NaN
    })
  }

  const traits = ({ name, detail }: Feature, sessions: ArrayLike<number>): Times => {
    const field = TRAITS_OF_SESSIONS.find(one => one === name)
    if (field === undefined) return never(sessions)
    const { codes, texts } = segments.moment().textsOf([field], sessions)[0]!
    return Float64Array.from(codes, code =>
      code !== 0 && texts[code] === detail ? Number.NEGATIVE_INFINITY : Number.NaN,
    )
  }

  const timesOf = (project: number, feature: Feature, sessions: ArrayLike<number>): Times => {
    const { kind, name, detail } = feature
    const among = (what: keyof SessionsMet, key: number | undefined) =>
      key === undefined ? never(sessions) : inSessions(what, key, sessions)
    switch (kind) {
      case 'event': {
        const key = eventKey.get(project, name)
        return key === undefined ? never(sessions) : events(key, sessions)
      }
      case 'page':
        return among('pages', pageKey.get(project, name))
      case 'element':
        return among('elements', elementKey.get(project, detail))
      case 'frustration': {
        const key = FRUSTRATION_KINDS.map(String).indexOf(name)
        return among('findings', key === -1 ? undefined : key)
      }
      case 'property':
        return traits(feature, sessions)
    }
  }

  return (id, feature, sessions) => {
    const project = projectKey.get(id)
    return project === undefined ? never(sessions) : timesOf(project, feature, sessions)
  }
}

function never({ length }: ArrayLike<number>): Times {
  return new Float64Array(length).fill(Number.NaN)
}
