/** Counts that can be had before the exact ones: among some people only. */

import type { Counted, HowCounted } from '../../../contract/counted.ts'
import { type Question, type ResolvedCondition, rootOf } from '../../segment/question.ts'
import type { Interval } from '../../statistics/interval.ts'
import { wilson } from '../../statistics/interval.ts'
import type { Store } from '../../store/port.ts'

/** A share of so many is known to 2.2 points either way at worst. */
const SAMPLED = 2_000
/** With fewer people everyone is counted at once. */
const WORTH_SAMPLING = 20_000

export interface Figures {
  sessions: number
  persons: number
  /** Of the shares; 95 %. */
  intervals: { sessions: Interval; persons: Interval }
  /** Counted among so many people only; null: exact. */
  ofSample: number | null
}

type CountingStore = Pick<Store, 'count' | 'members'>
interface Whole {
  sessions: number
  persons: number
}

/** `sample`: among some people only, where there are many. */
export function countFor(
  store: CountingStore,
  project: string,
  question: Question,
  whole: Whole,
  sample: boolean,
): Promise<Figures> {
  const counting = sample && whole.persons >= WORTH_SAMPLING ? countAbout : countExactly
  return counting(store, project, question, whole)
}

export async function countExactly(
  store: CountingStore,
  project: string,
  question: Question,
  whole: Whole,
): Promise<Figures> {
  const found = await store.count(project, question)
  return { ...found, intervals: intervalsOf(found, whole, whole.persons), ofSample: null }
}

/**
 * Among the first people by id: these are hashes of what names a person (identity/person-id.ts), so that nothing a
 * person does decides whether it is one of them.
 */
export async function countAbout(
  store: CountingStore,
  project: string,
  question: Question,
  whole: Whole,
): Promise<Figures> {
  const drawn = await store.members(project, undefined, { limit: SAMPLED, order: 'id' })
  const ids = drawn.items.map(person => person.id)
  const among: ResolvedCondition = { kind: 'ids', of: 'person', ids }
  const everyone: Question = { ...question, segment: { subject: 'person', where: among } }
  const [found, all] = await Promise.all([
    store.count(project, narrowed(question, among)),
    store.count(project, everyone),
  ])
  const scaled = (part: number, of: number, to: number) => (of === 0 ? 0 : Math.round((part / of) * to))
  return {
    sessions: scaled(found.sessions, all.sessions, whole.sessions),
    persons: scaled(found.persons, all.persons, whole.persons),
    intervals: intervalsOf(found, all, all.persons),
    ofSample: ids.length,
  }
}

/** Sessions of one person are alike: there are only as many independent observations as people. */
function intervalsOf(found: Whole, all: Whole, people: number): Figures['intervals'] {
  const share = all.sessions === 0 ? 0 : found.sessions / all.sessions
  return { sessions: wilson(share * people, people), persons: wilson(found.persons, all.persons) }
}

interface Total {
  total?: number
  counted?: Counted
}

/** The total of a list, with how sure it is: `about` first where there are many people, `exact` after. */
export async function totalOf(
  store: CountingStore,
  project: string,
  question: Question | undefined,
  how: HowCounted,
  of: 'sessions' | 'persons',
): Promise<Total> {
  if (how === 'none') return {}
  const whole = await store.count(project)
  if (how === 'exact' || question === undefined || whole.persons < WORTH_SAMPLING) {
    const total = (question === undefined ? whole : await store.count(project, question))[of]
    return { total, counted: { sampled: false, of: whole.persons, low: total, high: total } }
  }
  const { intervals, ofSample, ...about } = await countAbout(store, project, question, whole)
  const [low, high] = [Math.floor(intervals[of].low * whole[of]), Math.ceil(intervals[of].high * whole[of])]
  return { total: about[of], counted: { sampled: true, of: ofSample ?? whole.persons, low, high } }
}

function narrowed(question: Question, among: ResolvedCondition): Question {
  const { segment } = question
  const subject = segment.subject === 'session' ? 'session' : 'person'
  return { ...question, segment: { subject, where: { kind: 'and', of: [rootOf(segment), among] } } }
}
