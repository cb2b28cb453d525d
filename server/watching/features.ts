/** What one visit is like, as far as it tells visits apart. */
import type { SessionFields } from '../../contract/fields.ts'
import { counted, spoken } from './words.ts'

export interface Candidate {
  session: string
  fields: SessionFields
  /** Names of its events. */
  events: string[]
}

export interface Feature {
  /** How much a full difference counts. */
  weight: number
  /** 0: alike, 1: as different as can be. */
  distance: (a: Candidate, b: Candidate) => number
  /** What sets `one` apart from all of these, in words. */
  says: (one: Candidate, others: Candidate[]) => string
}

const HURTS = [
  ['rageClicks', 'rage clicks'],
  ['deadClicks', 'dead clicks'],
  ['errorClicks', 'clicks that failed'],
  ['slowClicks', 'slow answers'],
  ['quickBacks', 'quick returns'],
  ['uTurns', 'U-turns'],
  ['thrashes', 'a thrashed cursor'],
  ['formStruggles', 'a struggle with a form'],
  ['excessiveScrolls', 'scrolling up and down'],
  ['failureCount', 'failures'],
] as const

function hurtsOf({ fields }: Candidate): string[] {
  return HURTS.flatMap(([field, words]) => ((fields[field] ?? 0) > 0 ? [words] : []))
}

const eventsOf = (one: Candidate) => one.events

/** Share of what only one of them has in what either has. */
function unshared(a: string[], b: string[]): number {
  const all = new Set([...a, ...b])
  if (all.size === 0) return 0
  const other = new Set(b)
  return 1 - a.filter(one => other.has(one)).length / all.size
}

function set(weight: number, of: (one: Candidate) => string[], has: string, lacks: string): Feature {
  return {
    weight,
    distance: (a, b) => unshared(of(a), of(b)),
    says: (one, others) => {
      const known = new Set(others.flatMap(of))
      const own = of(one)
      if (own.length === 0) return lacks
      const unknown = own.filter(name => !known.has(name))
      // Else it is the mix that none of the others has.
      return has + (unknown.length > 0 ? unknown : own).slice(0, 2).join(' and ')
    },
  }
}

function text(weight: number, field: 'entryPath' | 'exitPath' | 'device', words: string): Feature {
  const of = ({ fields }: Candidate) => folded(fields[field] ?? '')
  return {
    weight,
    distance: (a, b) => (of(a) === of(b) ? 0 : 1),
    says: one => (of(one) === '' ? 'tells little of itself' : `${words} ${one.fields[field]}`),
  }
}

/** Paths that differ in a number alone are of one kind. */
function folded(path: string): string {
  return path.replace(/\d+/g, '0')
}

/** Each doubling counts the same: 10 s and 20 s differ as 10 and 20 minutes do. `SPREAD` doublings are a full difference. */
const SPREAD = 6
function amount(weight: number, field: 'activeTime' | 'pageCount', unit: number): Feature {
  const of = ({ fields }: Candidate) => Math.log2(1 + (fields[field] ?? 0) / unit)
  return {
    weight,
    distance: (a, b) => Math.min(1, Math.abs(of(a) - of(b)) / SPREAD),
    says: (one, others) => {
      const value = one.fields[field] ?? 0
      const told = field === 'pageCount' ? counted(value, 'page') : spoken(value)
      return others.every(other => of(one) < of(other)) ? `only ${told}` : told
    },
  }
}

export const FEATURES: Feature[] = [
  set(2, hurtsOf, 'has ', 'went without trouble'),
  set(2, eventsOf, 'did ', 'sent no event'),
  text(1, 'entryPath', 'begins at'),
  text(1, 'exitPath', 'ends at'),
  text(1, 'device', 'on a'),
  amount(1.5, 'activeTime', 1_000),
  amount(0.5, 'pageCount', 1),
]
