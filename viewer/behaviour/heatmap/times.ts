/** How often the kind of click that is shown was made on each element: all of them are in the cells. */
import { computed } from '@preact/signals'
import type { HeatKind } from '../../../contract/behaviour/heat.ts'
import { kind } from './address.ts'
import { unpack } from './columns.ts'
import { map } from './model.ts'

/** Kinds that are some of the clicks; every element knows how often it was clicked at all. */
const SOME_CLICKS: readonly HeatKind[] = ['taps', 'rage', 'dead', 'error', 'first', 'last']

/** By fingerprint; null where all clicks are shown, or no clicks. */
export const times = computed((): ReadonlyMap<string, number> | null => {
  const now = map.value.value
  if (!now || !SOME_CLICKS.includes(kind.value)) return null
  const { count, element, n } = unpack(now.cells)
  const found = new Map<string, number>()
  for (let i = 0; i < count; i++) {
    const name = now.elements[element[i] ?? -1]?.element
    if (name !== undefined) found.set(name, (found.get(name) ?? 0) + (n[i] ?? 0))
  }
  return found
})
