/** The moments of acts as lanes, and whose they are: events by identity; views of pages and visits by session. */
import type { Database } from 'better-sqlite3'
import type { PropertyTest, ValueTest } from '../../../../contract/segment/values.ts'
import { RANK } from '../../../segment/moments.ts'
import type { ResolvedAct, ResolvedCondition } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import type { Members } from './count.ts'
import type { Lane } from './lane.ts'
import { type Asked, type Moment, ofAll, type Span } from './moment.ts'
import { passing } from './passing.ts'

export interface Acted {
  lanes: Lane[]
  /** Of what the lanes name as `ident`: the person; 0: it does not count. */
  owners: Int32Array
}

export interface Acting {
  /** Every event of the name at the span that passes, and some beyond. `slices`: in a session of these, and some others. */
  events(
    event: string,
    where: readonly PropertyTest[],
    asked: Asked,
    span: Span,
    slices?: ReadonlySet<number>,
  ): Lane[]
  /** Every moment of the act at the span, and some beyond. `slices`: as above, and of events alone. */
  of(act: ResolvedAct, asked: Asked, span: Span, slices?: ReadonlySet<number>): Acted
}

type PageAct = Extract<ResolvedAct, { act: 'page' }>

/** `sessionsWhere`: by key of a session, whether a condition holds of it. */
export function acting(
  facts: Database,
  sessionsWhere: (node: ResolvedCondition, asked: Asked) => Members,
): Acting {
  const nameKey = facts
    .prepare<[number, string], number>(
      'SELECT key FROM event_name WHERE project = ? AND asked = 1 AND name = ?',
    )
    .pluck()
  const namesOf = facts
    .prepare<[number], number>('SELECT key FROM event_name WHERE project = ? AND asked = 1')
    .pluck()
  const pathsOf = facts
    .prepare<[number], [number, string]>('SELECT key, text FROM path WHERE project = ?')
    .raw()
  const idOf = facts.prepare<[number], string>('SELECT id FROM session WHERE key = ?').pluck()
  const those = passing(facts)
  let numbered = new Uint32Array(0)

  const named = (name: number, { moment }: Asked, { from, to }: Span, slices?: ReadonlySet<number>) =>
    slices ? moment.eventsIn(name, slices) : moment.events(name, from, to)

  const events: Acting['events'] = (event, where, asked, span, slices) => {
    const name = nameKey.get(asked.project, event)
    return name === undefined ? [] : those(named(name, asked, span, slices), where, asked.time, span)
  }

  /** A moment of every session. `passes`: which sessions count; null: all. */
  const ofSessions = (
    { moment, project }: Asked,
    at: Float64Array,
    passes: ((key: number) => boolean) | null,
    tie: (key: number) => string,
  ): Acted => {
    const owners = visitors(moment, project)
    const { length } = owners
    if (passes) for (let key = 0; key < length; key++) if (owners[key] !== 0 && !passes(key)) owners[key] = 0
    if (numbered.length < length) {
      numbered = new Uint32Array(length)
      for (let key = 0; key < length; key++) numbered[key] = key
    }
    return { lanes: [laneOf({ slice: 0, count: length, base: 0, at, ident: numbered, tie })], owners }
  }

  const viewed = ({ path, seconds }: PageAct, asked: Asked): Acted => {
    const { moment, project, time } = asked
    const texts = new Map(pathsOf.all(project).filter(([, text]) => testValue(path, text, time)))
    const least = seconds * 1_000
    const lanes: Lane[] = []
    for (const { first, session, path, base, at, seen } of moment.pages()) {
      const places = new Uint32Array(session.length)
      let count = 0
      for (let i = 0; i < session.length; i++) {
        if (seen[i]! >= least && texts.has(path[i]!)) places[count++] = i
      }
      if (count === 0) continue
      const times = new Float64Array(count)
      const ident = new Uint32Array(count)
      for (let n = 0; n < count; n++) {
        times[n] = at[places[n]!]!
        ident[n] = first + session[places[n]!]!
      }
      const tie = (n: number) => `${RANK.page}${idOf.get(ident[n]!)!} ${texts.get(path[places[n]!]!)!}`
      lanes.push(laneOf({ slice: first, count, base, at: times, ident, tie }))
    }
    return { lanes, owners: visitors(moment, project) }
  }

  /** The first or last page of a session. */
  const atEnds = ({ path, how }: PageAct, asked: Asked): Acted => {
    const { moment, time } = asked
    const { codes, texts } = moment.text(how === 'entered' ? 'entryPath' : 'exitPath')
    const passes = textsPassing(path, texts, time)
    const at = how === 'entered' ? moment.sessions().started : moment.ended()
    const tie = (key: number) => `${RANK.page}${idOf.get(key)!} ${texts[codes[key]!]!}`
    return ofSessions(asked, at, key => passes[codes[key]!] === 1, tie)
  }

  return {
    events,
    of: (act, asked, span, slices) => {
      const { moment, project } = asked
      switch (act.act) {
        case 'event':
          return { lanes: events(act.event, act.where, asked, span, slices), owners: moment.owners() }
        case 'any': {
          const lanes = namesOf.all(project).flatMap(name => named(name, asked, span, slices))
          return { lanes, owners: moment.owners() }
        }
        case 'page':
          return act.how === 'viewed' ? viewed(act, asked) : atEnds(act, asked)
        case 'session': {
          const holds = act.where === null ? null : sessionsWhere(act.where, ofAll(asked))
          const tie = (key: number) => `${RANK.session}${idOf.get(key)!}`
          return ofSessions(asked, moment.sessions().started, holds && (key => holds[key] === 1), tie)
        }
      }
    },
  }
}

/** Of the texts of a column; the first stands for none. */
function textsPassing(test: ValueTest, texts: string[], asOf: number): Uint8Array {
  return Uint8Array.from(texts, (text, code) => Number(code !== 0 && testValue(test, text, asOf)))
}

/** By key of a session whose it is; 0 unless it is listed. */
function visitors(moment: Moment, wanted: number): Int32Array {
  const { project, person } = moment.sessions()
  const owners = new Int32Array(person.length)
  for (let key = 0; key < owners.length; key++) if (project[key] === wanted) owners[key] = person[key]!
  return owners
}

const NO_SOURCE = new Uint8Array(0)
const NOBODY = { session: new Uint32Array(0), place: new Uint16Array(0) }

/** Of moments that are no events, and say nothing. */
function laneOf(lane: Omit<Lane, 'cold' | 'said' | 'sources'>): Lane {
  return { ...lane, cold: () => NOBODY, said: () => NOBODY.session, sources: () => NO_SOURCE }
}
