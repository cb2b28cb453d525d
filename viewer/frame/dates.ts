/** The dates of the bar: `range=7d` counts back from now, `from=2026-11-01&to=2026-11-07` are whole local days. */
import { computed } from '@preact/signals'
import type { SessionQuery } from '../api.ts'
import { bar } from '../location.ts'

const DAY_MS = 86_400_000

export const RANGES = [
  { value: '1d', label: 'Last 24 hours', days: 1 },
  { value: '7d', label: 'Last 7 days', days: 7 },
  { value: '28d', label: 'Last 28 days', days: 28 },
  { value: '90d', label: 'Last 90 days', days: 90 },
] as const

export const datesLabel = computed(() => {
  const { range, from, to } = bar.value
  if (from || to) return `${from ?? '…'} – ${to ?? '…'}`
  return RANGES.find(one => one.value === range)?.label ?? 'All time'
})

/** What the bar asks of the session list. */
export function barQuery(now: number): SessionQuery {
  const { project, segment, definition, asOf, range, from, to } = bar.value
  const back = RANGES.find(one => one.value === range)
  const query: SessionQuery = {}
  if (project) query.project = project
  if (segment) query.segment = segment
  else if (definition) query.definition = definition
  if (asOf) query.asOf = asOf
  if (back) query.from = new Date(now - back.days * DAY_MS).toISOString()
  const begin = dayStart(from)
  const end = dayStart(to)
  if (begin !== null) query.from = new Date(begin).toISOString()
  if (end !== null) query.to = new Date(new Date(end).setDate(new Date(end).getDate() + 1)).toISOString()
  return query
}

/** Midnight where the analyst sits; null for what is no date. */
function dayStart(day: string | undefined): number | null {
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null
  const at = new Date(`${day}T00:00:00`).getTime()
  return Number.isNaN(at) ? null : at
}
