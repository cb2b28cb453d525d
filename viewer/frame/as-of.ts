/**
 * As of when membership in the bar's segment is judged: now; `asOf=session`, when each session began; `asOf=2026-11-05`,
 * at the end of that day where the analyst sits; `asOf=2026-11-05T14:00:00.000Z`, then.
 */
import { computed } from '@preact/signals'
import { bar } from '../location.ts'
import { dayAndTime, dayOnly } from '../ui/words.ts'
import { dayOf, dayStart, instant, nextDay } from './days.ts'

export type AsOfChoice = 'now' | 'session' | 'day'

export const asOfChoice = computed((): AsOfChoice => {
  const { asOf } = bar.value
  if (asOf === 'session') return 'session'
  return asOf && momentOf(asOf) !== null ? 'day' : 'now'
})

/** Empty: no day is chosen. */
export const asOfDay = computed(() => (asOfChoice.value === 'day' ? dayOf(bar.value.asOf) : ''))

/** `now`, `when recorded`, `at the end of 5 Nov`, `at 5 Nov, 14:02`, in the words of the segment's menu. */
export const judgedWords = computed(() => {
  const { asOf = '' } = bar.value
  if (asOf === 'session') return 'when recorded'
  const at = instant(asOf)
  if (at !== null) return `at ${dayAndTime(at, Date.now())}`
  const begins = dayStart(asOf)
  return begins === null ? 'now' : `at the end of ${dayOnly(begins, Date.now())}`
})

/** What is asked of the server; a day that is not over yet is now. */
export function asOfQuery(now: number): string | undefined {
  const { asOf } = bar.value
  if (!asOf || asOf === 'session') return asOf
  const at = momentOf(asOf)
  // What is no time is refused where it is asked.
  if (at === null) return asOf
  return at > now ? undefined : new Date(at).toISOString()
}

function momentOf(asOf: string): number | null {
  const at = instant(asOf)
  if (at !== null) return at
  const begins = dayStart(asOf)
  return begins === null ? null : nextDay(begins) - 1
}
