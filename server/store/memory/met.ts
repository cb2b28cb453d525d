/** What sessions met: each meeting of each thing, from whole histories. */
import {
  type Encounters,
  type Feature,
  type FeatureCount,
  TRAITS_OF_SESSIONS,
} from '../../behaviour/deeds.ts'
import { CLICK_NUMBERS } from '../heat/view.ts'
import type { ViewsOf } from './deeds.ts'
import { type State, sessionOf } from './state.ts'
import type { World } from './world.ts'

export interface Meeting {
  feature: Feature
  /** epoch ms; -Infinity: it is known of the session from its beginning. */
  at: number
}

/** By session of a project; elements by their keys. */
export function metReader(
  state: State,
  project: string,
  { histories, sessions }: World,
  viewsOf: ViewsOf,
  elements: ReadonlyMap<number, { name: string; element: string }>,
): (session: string) => Meeting[] {
  return session => {
    const { person, fields } = sessions.get(session)!
    const events = histories.get(person)!.events.filter(one => one.sessionId === session)
    const views = viewsOf(project, session)
    const found = sessionOf(state, { project, session })?.verdict?.found ?? []
    return [
      ...events.map(({ name, at }) => meeting('event', name, '', at)),
      ...views.map(({ pattern, at }) => meeting('page', pattern, '', at)),
      ...views.flatMap(({ clicks, at }) =>
        Array.from({ length: clicks.length / CLICK_NUMBERS }, (_, i) => i * CLICK_NUMBERS).flatMap(i => {
          const element = elements.get(clicks[i + 3]! >> 2)
          return element ? [meeting('element', element.name, element.element, at + clicks[i]!)] : []
        }),
      ),
      ...found.map(({ kind, at }) => meeting('frustration', kind, '', at)),
      ...TRAITS_OF_SESSIONS.flatMap(name => {
        const value = fields[name]
        return value === undefined ? [] : [meeting('property', name, value, Number.NEGATIVE_INFINITY)]
      }),
    ]
  }
}

function meeting(kind: Feature['kind'], name: string, detail: string, at: number): Meeting {
  return { feature: { kind, name, detail }, at }
}

/** Texts that tell two things apart. */
export function featureKey({ kind, name, detail }: Feature): string {
  return JSON.stringify(
    kind === 'element' ? [kind, detail] : kind === 'property' ? [kind, name, detail] : [kind, name],
  )
}

/** Of each feature the units that met it. */
export function counting(asked: Encounters) {
  const met = new Map<string, { feature: Feature; sides: [Set<number>, Set<number>] }>()
  return {
    tell: (place: number, feature: Feature) => {
      const key = featureKey(feature)
      const one = met.get(key) ?? { feature, sides: [new Set<number>(), new Set<number>()] }
      met.set(key, one)
      one.sides[asked.side[place] === 0 ? 0 : 1].add(asked.unit[place]!)
    },
    counts: (): FeatureCount[] =>
      [...met.values()].map(({ feature, sides: [a, b] }) => ({ ...feature, first: a.size, second: b.size })),
  }
}
