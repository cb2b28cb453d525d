import type { Breakdown } from '../../../contract/behaviour/step.ts'
import {
  type Choice,
  type Deed,
  type DeedQuery,
  type Encounter,
  type Feature,
  type Known,
  type PlaceName,
  RANK,
  type Standing,
  TRAITS_OF_SESSIONS,
  type Whom,
} from '../../behaviour/deeds.ts'
import { kindsOf, maskOf, passesClick, passesEvent, passesPage, valueText } from '../../behaviour/steps.ts'
import type { PersonHistory, SessionHistory } from '../../segment/history.ts'
import { matchPerson, matchSession } from '../../segment/match.ts'
import { traitsAsOf } from '../../segment/traits.ts'
import { valueAt } from '../../segment/value.ts'
import { compareTexts } from '../../text-order.ts'
import { nameWith } from '../element-names.ts'
import { CLICK_NUMBERS, type HeatView } from '../heat/view.ts'
import { type State, sessionOf } from './state.ts'
import type { World } from './world.ts'

type Ranked = Deed<string> & { rank: number; tie: string }

/** Asks whole histories: what the other engines must agree with. */
export function memoryKnown(state: State, world: (project: string) => World): Known<string> {
  const viewsOf = (project: string, session: string): HeatView[] =>
    [...(sessionOf(state, { project, session })?.heat.values() ?? [])].flat()
  const elements = () => new Map([...state.elements.values()].map(one => [one.key, one]))

  const deedsOf = (query: DeedQuery, history: PersonHistory): Ranked[] => {
    const { project, steps, others, property, from, to } = query
    const kinds = kindsOf(steps)
    const known = elements()
    const all: Ranked[] = []
    const add = (
      kind: keyof typeof RANK,
      at: number,
      mask: number,
      rest: Omit<Ranked, 'at' | 'mask' | 'rank'>,
    ) => {
      if ((mask !== 0 || (others && kinds.has(kind))) && at >= from && at < to) {
        all.push({ at, mask, rank: RANK[kind], ...rest })
      }
    }
    const own = new Set(history.sessions.map(({ id }) => id))
    for (const { at, messageId, name, properties, sessionId } of history.events) {
      const mask = maskOf(steps, step => step.kind === 'event' && passesEvent(step, { name, properties, at }))
      const session = sessionId !== undefined && own.has(sessionId) ? sessionId : null
      const value = property === null ? null : valueText(valueAt(properties, property))
      add('event', at, mask, { session, value, tie: messageId })
    }
    for (const { id: session, startedAt } of history.sessions) {
      const begins = maskOf(steps, step => step.kind === 'session')
      add('session', startedAt, begins, { session, value: null, tie: '' })
      for (const view of viewsOf(project, session)) {
        const mask = maskOf(steps, step => step.kind === 'page' && passesPage(step, view.pattern))
        add('page', view.at, mask, { session, value: null, tie: view.pattern })
        for (let i = 0; i < view.clicks.length; i += CLICK_NUMBERS) {
          const element = known.get(view.clicks[i + 3]! >> 2)
          if (!element) continue
          const names = [element.name, ...element.others]
          const click = { element: element.element, names, page: view.pattern }
          const pressed = maskOf(steps, step => step.kind === 'click' && passesClick(step, click))
          add('click', view.at + view.clicks[i]!, pressed, { session, value: null, tie: click.element })
        }
      }
    }
    return all.sort(
      (a, b) =>
        a.at - b.at ||
        a.rank - b.rank ||
        compareTexts(a.tie, b.tie) ||
        compareTexts(a.session ?? '', b.session ?? ''),
    )
  }

  const sessionIn = (history: PersonHistory | undefined, id: string | null): SessionHistory | undefined =>
    history?.sessions.find(one => one.id === id)

  const within = (
    project: string,
    { question, others = false, judged }: Whom,
    per: 'person' | 'session',
    standings: readonly Standing<string>[],
  ): boolean[] => {
    if (!question) return standings.map(() => !others)
    const { histories } = world(project)
    const { segment } = question
    return standings.map(({ person, session, at }) => {
      const history = histories.get(person)
      const own = sessionIn(history, session)
      if (!history) return others
      if (per === 'session') {
        const asOf = judged === 'start' ? ({ kind: 'session' } as const) : question.asOf
        return (own !== undefined && matchSession({ ...question, asOf }, history, own)) !== others
      }
      if (judged === 'asked') return matchPerson(question, history) !== others
      const inside =
        segment.subject === 'session'
          ? own !== undefined && matchSession({ ...question, asOf: { kind: 'session' } }, history, own)
          : matchPerson({ ...question, asOf: { kind: 'at', time: at } }, history)
      return inside !== others
    })
  }

  return {
    *deeds(query) {
      for (const history of world(query.project).histories.values()) {
        const deeds = deedsOf(query, history)
        if (deeds.length > 0) yield { person: history.id, deeds }
      }
    },
    within,
    visits: ({ project, whom, from, to, fields }) => {
      const all = world(project).listed.filter(row => row.startedAt >= from && row.startedAt < to)
      const standings = all.map(({ person, session, startedAt }) => ({ person, session, at: startedAt }))
      const inside = within(project, whom, 'session', standings)
      const rows = all.filter((_, i) => inside[i])
      return {
        length: rows.length,
        person: rows.map(row => row.person),
        session: rows.map(row => row.session),
        at: rows.map(row => row.startedAt),
        fields: fields.map(field =>
          rows.map(row => {
            const value = row.fields[field]
            return typeof value === 'number' ? value : Number.NaN
          }),
        ),
      }
    },
    values: (project, by: Exclude<Breakdown, { by: 'property' }>, standings) => {
      const { histories } = world(project)
      return standings.map(({ person, session, at }) => {
        const history = histories.get(person)
        if (!history) return null
        if (by.by === 'trait') return valueText(valueAt(traitsAsOf(history, at), [by.trait]))
        const field = sessionIn(history, session)?.fields[by.field]
        return field === undefined ? null : String(field)
      })
    },
    features: (project, asked) => {
      const { tell, counts } = counting(asked)
      const { histories, sessions: rows } = world(project)
      const known = elements()
      for (const [place, { session, until }] of asked.entries()) {
        const person = rows.get(session)!.person
        const events = histories
          .get(person)!
          .events.filter(one => one.sessionId === session && one.at <= until)
        for (const name of new Set(events.map(one => one.name)))
          tell(place, { kind: 'event', name, detail: '' })
        const views = viewsOf(project, session).filter(view => view.at <= until)
        for (const name of new Set(views.map(view => view.pattern)))
          tell(place, { kind: 'page', name, detail: '' })
        const pressed = views.flatMap(({ clicks, at }) =>
          Array.from({ length: clicks.length / CLICK_NUMBERS }, (_, i) => i * CLICK_NUMBERS).flatMap(i =>
            at + clicks[i]! <= until ? [clicks[i + 3]! >> 2] : [],
          ),
        )
        for (const key of new Set(pressed)) {
          const element = known.get(key)
          if (element) tell(place, { kind: 'element', name: element.name, detail: element.element })
        }
        const { fields } = rows.get(session)!
        for (const name of TRAITS_OF_SESSIONS) {
          if (fields[name] !== undefined) tell(place, { kind: 'property', name, detail: fields[name] })
        }
        const found = sessionOf(state, { project, session })?.verdict?.found ?? []
        const kinds = found.filter(one => one.at <= until).map(one => one.kind)
        for (const name of new Set(kinds)) tell(place, { kind: 'frustration', name, detail: '' })
      }
      return counts()
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
      for (const session of Array.from(sessions)) {
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
    personId: key => key,
    sessionId: key => key,
  }
}

/** Of each feature the units that met it. */
function counting(asked: readonly Encounter<string>[]) {
  const met = new Map<string, { feature: Feature; sides: [Set<number>, Set<number>] }>()
  return {
    tell: (place: number, feature: Feature) => {
      const key = JSON.stringify([feature.kind, feature.name, feature.detail])
      const one = met.get(key) ?? { feature, sides: [new Set<number>(), new Set<number>()] }
      met.set(key, one)
      const { unit, side } = asked[place]!
      one.sides[side].add(unit)
    },
    counts: () =>
      [...met.values()].map(({ feature, sides: [a, b] }) => ({ ...feature, first: a.size, second: b.size })),
  }
}
