/** How many there are on either side of a comparison, and in a list that does not tell it. */
import type { List } from '../../contract/api.ts'
import type { TrendAnswer, TrendInput } from '../../contract/behaviour/trend.ts'
import { address, read, send } from '../api.ts'
import { bar, EVERYONE_ELSE } from '../location.ts'
import { load, remote } from '../remote.ts'
import { comparison } from './comparison.ts'
import { barQuery } from './dates.ts'

const ASKED_AT = { sessions: '/api/sessions', persons: '/api/persons' } as const
export type Compared = keyof typeof ASKED_AT

interface Sides {
  /** Null where the list itself tells it. */
  own: number | null
  /** Null where nothing is compared. */
  other: number | null
}

/** Null where there is nothing to count. */
export const otherTotal = remote<Sides | null>()

export async function loadOtherTotal(of: Compared): Promise<void> {
  const other = comparison.peek()
  await load(otherTotal, () => totalOf(of, other?.value), { keep: false })
}

async function totalOf(of: Compared, other: string | undefined): Promise<Sides | null> {
  const { segment, definition, ...query } = barQuery(Date.now())
  if (of === 'sessions' && (query.from !== undefined || query.to !== undefined)) return inDates(other)
  if (other === undefined) return null
  const { from: _, to: __, ...whole } = query
  const count = async (side: { segment?: string; definition?: string }) =>
    (await read<List<unknown>>(ASKED_AT[of], { ...whole, ...side, limit: 1 })).total ?? null
  if (other !== EVERYONE_ELSE) return sidesOf(null, await count({ segment: other }))
  // Everyone else are all but those in the segment.
  const [all, these] = await Promise.all([
    count({}),
    count(segment ? { segment } : definition ? { definition } : {}),
  ])
  return all === null || these === null ? null : sidesOf(null, all - these)
}

/** A list narrowed by dates is not counted; what begins a session is. */
const BEGUN: TrendInput = { series: [{ measure: 'sessions', step: { kind: 'session' } }], unit: 'month' }

async function inDates(compare: string | undefined): Promise<Sides | null> {
  const asked = address('/api/behaviour/trend', { ...barQuery(Date.now()), compare })
  const { lines } = await send<TrendAnswer>('POST', asked, BEGUN)
  const total = (side: number) => lines.find(line => line.side === side)?.total ?? null
  const own = total(0)
  return compare === undefined ? (own === null ? null : { own, other: null }) : sidesOf(own, total(1))
}

function sidesOf(own: number | null, other: number | null): Sides | null {
  return other === null ? null : { own, other }
}

/** What asks anew. */
export function askedBy(): unknown {
  return [bar.value, comparison.value]
}
