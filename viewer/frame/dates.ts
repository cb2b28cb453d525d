/**
 * The dates of the bar: `range=7d` counts back from now, `from=2026-11-01&to=2026-11-07` are whole local days, and
 * `from=2026-11-01T14:00:00.000Z` is that very moment; as `to`, nothing from then on.
 */
import { computed } from '@preact/signals'
import type { SessionQuery } from '../api.ts'
import { bar } from '../location.ts'
import { dayAndTime } from '../ui/words.ts'
import { asOfQuery } from './as-of.ts'
import { dayStart, instant, nextDay } from './days.ts'

const DAY_MS = 86_400_000

export const RANGES = [
  { value: '1d', label: 'Last 24 hours', days: 1 },
  { value: '7d', label: 'Last 7 days', days: 7 },
  { value: '28d', label: 'Last 28 days', days: 28 },
  { value: '90d', label: 'Last 90 days', days: 90 },
] as const

export const datesLabel = computed(() => {
  const { range, from, to } = bar.value
  if (from || to) return `${edgeWords(from)} – ${edgeWords(to)}`
  return RANGES.find(one => one.value === range)?.label ?? 'All time'
})

/** What the bar asks of the session list. */
export function barQuery(now: number): SessionQuery {
  const { project, segment, definition, range, from, to } = bar.value
  const asOf = asOfQuery(now)
  const back = RANGES.find(one => one.value === range)
  const query: SessionQuery = {}
  if (project) query.project = project
  if (segment) query.segment = segment
  else if (definition) query.definition = definition
  if (asOf) query.asOf = asOf
  if (back) query.from = new Date(now - back.days * DAY_MS).toISOString()
  const begin = instant(from) ?? dayStart(from)
  const lastDay = dayStart(to)
  const end = instant(to) ?? (lastDay === null ? null : nextDay(lastDay))
  if (begin !== null) query.from = new Date(begin).toISOString()
  if (end !== null) query.to = new Date(end).toISOString()
  return query
}

function edgeWords(text: string | undefined): string {
  const at = instant(text)
  return at === null ? (text ?? '…') : dayAndTime(at, Date.now())
}
