/** How many there are on the other side of a comparison. */
import type { List } from '../../contract/api.ts'
import { read } from '../api.ts'
import { bar, EVERYONE_ELSE } from '../location.ts'
import { load, remote } from '../remote.ts'
import { comparison } from './comparison.ts'
import { barQuery } from './dates.ts'

const ASKED_AT = { sessions: '/api/sessions', persons: '/api/persons' } as const
export type Compared = keyof typeof ASKED_AT

/** Null where nothing is compared, or dates narrow the list, which then is not counted. */
export const otherTotal = remote<number | null>()

export async function loadOtherTotal(of: Compared): Promise<void> {
  const other = comparison.peek()
  await load(otherTotal, () => (other === null ? Promise.resolve(null) : totalOf(of, other.value)), {
    keep: false,
  })
}

/** Everyone else are all but those in the segment. */
async function totalOf(of: Compared, other: string): Promise<number | null> {
  const { segment, definition, ...query } = barQuery(Date.now())
  const narrowed = of === 'sessions' && (query.from !== undefined || query.to !== undefined)
  if (narrowed) return null
  const { from: _, to: __, ...whole } = query
  const count = async (side: { segment?: string; definition?: string }) =>
    (await read<List<unknown>>(ASKED_AT[of], { ...whole, ...side, limit: 1 })).total ?? null
  if (other !== EVERYONE_ELSE) return count({ segment: other })
  const [all, these] = await Promise.all([
    count({}),
    count(segment ? { segment } : definition ? { definition } : {}),
  ])
  return all === null || these === null ? null : all - these
}

/** What asks anew. */
export function askedBy(): unknown {
  return [bar.value, comparison.value]
}
