import type { Breakdown } from '../../../contract/behaviour/step.ts'
import {
  AFTER_ANOTHER,
  type Choice,
  type Known,
  type PlaceName,
  RANK,
  type StepQuery,
  type Stood,
} from '../../behaviour/deeds.ts'
import { visitorsOf } from '../../behaviour/group.ts'
import { valueText } from '../../behaviour/steps.ts'
import type { PersonHistory, SessionHistory } from '../../segment/history.ts'
import { matchPerson, matchSession } from '../../segment/match.ts'
import { traitsAsOf } from '../../segment/traits.ts'
import { valueAt } from '../../segment/value.ts'
import { compareTexts } from '../../text-order.ts'
import { nameWith } from '../element-names.ts'
import { CLICK_NUMBERS } from '../heat/view.ts'
import { type Ranked, rankedDeeds, type ViewsOf } from './deeds.ts'
import { counting, featureKey, metReader } from './met.ts'
import { type State, sessionOf } from './state.ts'
import { totalsOf } from './totals.ts'
import type { World } from './world.ts'

/** Asks whole histories: what the other engines must agree with. */
export function memoryKnown(state: State, world: (project: string) => World): Known {
  const people = numbering()
  const visited = numbering()
  const viewsOf: ViewsOf = (project, session) =>
    [...(sessionOf(state, { project, session })?.heat.values() ?? [])].flat()
  const elements = () => new Map([...state.elements.values()].map(one => [one.key, one]))

  const deedsOf = (query: StepQuery, history: PersonHistory): Ranked[] =>
    rankedDeeds(query, history, elements(), viewsOf)

  const sessionIn = (history: PersonHistory | undefined, id: string): SessionHistory | undefined =>
    history?.sessions.find(one => one.id === id)

  const within: Known['within'] = (project, { question, others = false, judged }, per, stood) => {
    if (!question) return Array.from({ length: stood.length }, () => !others)
    const { histories } = world(project)
    const { segment } = question
    return Array.from({ length: stood.length }, (_, i) => {
      const history = histories.get(people.idOf(stood.person[i]!))
      const own = sessionIn(history, visited.idOf(stood.session[i]!))
      if (!history) return others
      if (per === 'session') {
        const asOf = judged === 'start' ? ({ kind: 'session' } as const) : question.asOf
        return (own !== undefined && matchSession({ ...question, asOf }, history, own)) !== others
      }
      if (judged === 'asked') return matchPerson(question, history) !== others
      const inside =
        segment.subject === 'session'
          ? own !== undefined && matchSession({ ...question, asOf: { kind: 'session' } }, history, own)
          : matchPerson({ ...question, asOf: { kind: 'at', time: stood.at[i]! } }, history)
      return inside !== others
    })
  }

  /** Of a person, or of each of the person's sessions. */
  const unitsOf = (deeds: Ranked[], per: 'person' | 'session'): Ranked[][] => {
    if (per === 'person') return [deeds]
    return [...Map.groupBy(deeds, ({ session }) => session)].flatMap(([id, own]) => (id === '' ? [] : [own]))
  }

  const metIn = (project: string) => metReader(state, project, world(project), viewsOf, elements())

  const known: Known = {
    deeds: query => {
      const person: number[] = []
      const starts = [0]
      const all: Ranked[] = []
      for (const history of world(query.project).histories.values()) {
        for (const unit of unitsOf(deedsOf(query, history), query.per)) {
          for (const [i, deed] of unit.entries()) {
            if (deed.mask === 0) continue
            const another = query.others !== null && unit[i - 1]?.mask === 0
            all.push({ ...deed, mask: deed.mask | (another ? AFTER_ANOTHER : 0) })
          }
          if (all.length === starts.at(-1)) continue
          person.push(people.numberOf(history.id))
          starts.push(all.length)
        }
      }
      return {
        ...{ person, starts },
        at: all.map(({ at }) => at),
        mask: all.map(({ mask }) => mask),
        value: query.property === null ? null : all.map(({ value }) => value),
        session: place => visited.numberOf(all[place]!.session),
      }
    },
    happenings: query => {
      const all = [...world(query.project).histories.values()].flatMap(history =>
        deedsOf(query, history)
          .filter(({ mask }) => mask !== 0)
          .map(deed => ({
            ...deed,
            person: people.numberOf(history.id),
            session: visited.numberOf(deed.session),
          })),
      )
      const inside = within(query.project, query.whom, 'person', stoodAt(all))
      const chosen = all.filter((_, i) => inside[i])
      const stood = stoodAt(chosen)
      return {
        ...stood,
        session: query.sessions ? stood.session : chosen.map(() => 0),
        mask: chosen.map(({ mask }) => mask),
        value: query.property === null ? null : chosen.map(({ value }) => value),
      }
    },
    within,
    visits: (project, fields, asked) =>
      asked.map(({ whom, from, to }) => {
        const all = world(project)
          .listed.filter(row => row.startedAt >= from && row.startedAt < to)
          .map(row => ({
            ...{ row, at: row.startedAt },
            person: people.numberOf(row.person),
            session: visited.numberOf(row.session),
          }))
        const inside = within(project, whom, 'session', stoodAt(all))
        const chosen = all.filter((_, i) => inside[i])
        return {
          ...stoodAt(chosen),
          fields: fields.map(field =>
            chosen.map(({ row }) => {
              const value = row.fields[field]
              return typeof value === 'number' ? value : Number.NaN
            }),
          ),
        }
      }),
    visitors: (project, asked) => known.visits(project, [], asked).map(visitorsOf),
    totals: (project, fields, { session, starts }) => {
      const { sessions: rows } = world(project)
      const own = Array.from(session, key => rows.get(visited.idOf(key))!.fields)
      return fields.map(field =>
        totalsOf(
          own.map(one => one[field]),
          starts,
        ),
      )
    },
    values: (project, by: Exclude<Breakdown, { by: 'property' }>, { length, person, session, at }) => {
      const { histories } = world(project)
      return Array.from({ length }, (_, i) => {
        const history = histories.get(people.idOf(person[i]!))
        if (!history) return null
        if (by.by === 'trait') return valueText(valueAt(traitsAsOf(history, at[i]!), [by.trait]))
        const field = sessionIn(history, visited.idOf(session[i]!))?.fields[by.field]
        return field === undefined ? null : String(field)
      })
    },
    features: (project, asked) => {
      const { tell, counts } = counting(asked)
      const all = metIn(project)
      for (let place = 0; place < asked.length; place++) {
        const until = asked.until?.[place] ?? Number.POSITIVE_INFINITY
        for (const { at, feature } of all(visited.idOf(asked.session[place]!)))
          if (at <= until) tell(place, feature)
      }
      return counts()
    },
    met: (project, feature, sessions) => {
      const all = metIn(project)
      const wanted = featureKey(feature)
      return Array.from(sessions, key => {
        const times = all(visited.idOf(key)).flatMap(one =>
          featureKey(one.feature) === wanted ? [one.at] : [],
        )
        return times.length === 0 ? Number.NaN : times.reduce((a, b) => Math.min(a, b))
      })
    },
    places: (project, sessions, isWanted) => {
      const { histories, sessions: rows } = world(project)
      const names: PlaceName[] = []
      const known = new Map<string, number>()
      const placeOf = (one: PlaceName): number => {
        const key = `${one.kind} ${one.name}`
        const place = known.get(key) ?? names.push(one) - 1
        known.set(key, place)
        return place
      }
      const starts = [0]
      const at: number[] = []
      const what: number[] = []
      for (const session of Array.from(sessions, key => visited.idOf(key))) {
        const history = histories.get(rows.get(session)!.person)!
        const events = history.events.filter(one => one.sessionId === session)
        const all: (PlaceName & { at: number; tie: string })[] = [
          ...viewsOf(project, session).map(({ at, pattern }) => {
            return { at, name: pattern, kind: 'page' as const, tie: pattern }
          }),
          ...events.map(({ at, name, messageId }) => ({ at, name, kind: 'event' as const, tie: messageId })),
        ]
        all.sort((a, b) => a.at - b.at || RANK[a.kind] - RANK[b.kind] || compareTexts(a.tie, b.tie))
        for (const { kind, name, at: time } of all) {
          if (!isWanted({ kind, name })) continue
          at.push(time)
          what.push(placeOf({ kind, name }))
        }
        starts.push(at.length)
      }
      return { starts, at, what, names }
    },
    first: project => {
      const { events, listed } = world(project)
      const times = [...events.map(({ at }) => at), ...listed.map(({ startedAt }) => startedAt)]
      return times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b))
    },
    choices: (project, of, search, limit) => {
      const views = world(project).listed.flatMap(({ session }) => viewsOf(project, session))
      const counts = new Map<string, Choice>()
      const count = (value: string, name: string) => {
        const choice = counts.get(value) ?? { value, name, count: 0 }
        counts.set(value, choice)
        choice.count += 1
      }
      const known = elements()
      for (const { pattern, clicks } of views) {
        if (of === 'page') count(pattern, pattern)
        for (let i = 3; of === 'element' && i < clicks.length; i += CLICK_NUMBERS) {
          const element = known.get(clicks[i]! >> 2)
          const name = element && nameWith([element.name, ...element.others], search)
          if (element && name != null) count(element.element, name)
        }
      }
      return [...counts.values()]
        .filter(({ name }) => nameWith([name], search) !== null)
        .sort((a, b) => b.count - a.count || compareTexts(a.value, b.value))
        .slice(0, limit)
    },
    personId: people.idOf,
    sessionId: visited.idOf,
  }
  return known
}

/** Numbers of ids, from 1; 0 is ''. */
function numbering() {
  const ids = ['']
  const numbers = new Map([['', 0]])
  return {
    idOf: (number: number): string => ids[number]!,
    numberOf: (id: string): number => {
      const number = numbers.get(id) ?? ids.push(id) - 1
      numbers.set(id, number)
      return number
    },
  }
}

function stoodAt(all: readonly { person: number; session: number; at: number }[]): Stood {
  return {
    length: all.length,
    person: all.map(({ person }) => person),
    session: all.map(({ session }) => session),
    at: all.map(({ at }) => at),
  }
}
