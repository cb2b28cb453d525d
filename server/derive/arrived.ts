import type { TabRow } from '../store/port.ts'

/**
 * Share of a tab's recording that arrived and can be read, 0 to 1: gaps in its sequence and batches set aside take
 * away their part of the batches, what the recorder had to drop its part of the events.
 */
export function arrivedShare(
  { batches, fresh, aside, lost }: Pick<TabRow, 'batches' | 'fresh' | 'aside' | 'lost'>,
  events: number,
): number {
  const broken = new Set(aside.map(({ seq }) => seq))
  const known = [...batches.map(({ seq }) => seq), ...fresh]
  const readable = known.filter(seq => !broken.has(seq)).length
  const sent = 1 + Math.max(-1, ...known, ...broken)
  if (readable === 0 || events === 0) return 0
  return (readable / sent) * (events / (events + lost))
}
