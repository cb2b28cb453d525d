/** Which acts the steps of an order are, each once, and their lanes as of one list of owners. */
import type { Node, ResolvedAct } from '../../../segment/question.ts'
import type { Acted } from './acted.ts'
import type { Lane } from './lane.ts'

export interface StepPlan {
  acts: ResolvedAct[]
  /** For each step the places in `acts` of its act, and of what must not stand before it. */
  doers: number[]
  breakers: number[][]
}

/** Null: a moment might be several of the acts at once, which lanes would take for several moments. */
export function stepPlan(node: Node<'sequence' | 'funnel'>): StepPlan | null {
  const acts: ResolvedAct[] = []
  let told = true
  const placeOf = (act: ResolvedAct): number => {
    const place = acts.findIndex(one => mayBeOne(one, act))
    if (place === -1) return acts.push(act) - 1
    // An event that does one act in two steps is one event; visits and views may be there twice.
    if (act.act !== 'event' || JSON.stringify(acts[place]) !== JSON.stringify(act)) told = false
    return place
  }
  const doers = node.steps.map(step => placeOf('do' in step ? step.do : step))
  const breakers = node.steps.map(step => ('do' in step ? step.without.map(placeOf) : []))
  return told ? { acts, doers, breakers } : null
}

/** Whether one moment may be both. */
function mayBeOne(a: ResolvedAct, b: ResolvedAct): boolean {
  if (a.act === 'event' && b.act === 'event') return a.event === b.event
  if (a.act === 'page' && b.act === 'page') {
    if (a.path.op !== 'is' || b.path.op !== 'is') return true
    const { values } = b.path
    return a.path.values.some(value => values.includes(value))
  }
  const isEvent = (act: ResolvedAct) => act.act === 'event' || act.act === 'any'
  return a.act === b.act || (isEvent(a) && isEvent(b))
}

/** The owners of all behind each other, and lanes that point there. */
export function sideBySide(all: readonly Acted[]): { lanes: Lane[][]; owners: Int32Array } {
  const lists = [...new Set(all.map(({ owners }) => owners))]
  const begins = new Map<Int32Array, number>()
  let length = 0
  for (const list of lists) {
    begins.set(list, length)
    length += list.length
  }
  if (lists.length === 1) return { lanes: all.map(({ lanes }) => lanes), owners: lists[0]! }
  const owners = new Int32Array(length)
  for (const list of lists) owners.set(list, begins.get(list)!)
  const lanes = all.map(({ lanes, owners }) => {
    const begin = begins.get(owners)!
    return begin === 0 ? lanes : lanes.map(lane => moved(lane, begin))
  })
  return { lanes, owners }
}

function moved(lane: Lane, by: number): Lane {
  const { slice, count, base, at, tie } = lane
  const ident = new Uint32Array(count)
  for (let i = 0; i < count; i++) ident[i] = lane.ident[i]! + by
  return {
    ...{ slice, count, base, at, ident, cold: () => lane.cold(), said: () => lane.said() },
    sources: () => lane.sources(),
    ...(tie && { tie }),
  }
}
