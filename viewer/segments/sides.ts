/** How much of the two segments of the bar is in each other segment. */
import { computed } from '@preact/signals'
import type { SegmentOverlap } from '../../contract/segment/overlap.ts'
import { comparison, subjectName } from '../frame/comparison.ts'
import { bar, EVERYONE_ELSE } from '../location.ts'
import { load, remote } from '../remote.ts'
import { calls } from './calls.ts'

export interface SideShare {
  name: string
  /** Of so many people of the side, those who are in the segment too. */
  both: number
  of: number
}

const overlap = remote<SegmentOverlap | null>()
export const sidesProblem = computed(() => overlap.value.problem)
export const sidesKnown = computed(() => overlap.value.value ?? null)

export async function loadSides(): Promise<void> {
  const { segment, project } = bar.peek()
  const isAsked = segment !== undefined || comparison.peek() !== null
  await load(overlap, () => (isAsked ? calls.overlap(project) : Promise.resolve(null)))
}

/** Of the segment of the bar and what it is compared with, as far as they are saved. */
export function sidesIn(row: string): SideShare[] {
  const known = overlap.value.value
  const size = known?.segments.find(one => one.id === row)?.persons
  if (!known || size === undefined) return []
  const { segment: first } = bar.value
  const second = comparison.value
  const own = first ? sideOf(known, first, subjectName.value, row) : null
  const sides = [own]
  if (second?.value === EVERYONE_ELSE) {
    sides.push(own && { name: second.name, both: size - own.both, of: known.persons - own.of })
  } else if (second) sides.push(sideOf(known, second.value, second.name, row))
  return sides.filter(one => one !== null)
}

function sideOf(
  { segments, pairs }: SegmentOverlap,
  id: string,
  name: string,
  row: string,
): SideShare | null {
  const of = segments.find(one => one.id === id)?.persons
  if (of === undefined) return null
  if (id === row) return { name, both: of, of }
  const pair = pairs.find(({ a, b }) => (a === id && b === row) || (a === row && b === id))
  return pair ? { name, both: pair.both, of } : null
}
