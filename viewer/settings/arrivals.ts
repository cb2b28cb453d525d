/** What the server did with everything that reached it. */
import type { Outcome } from '../../contract/api.ts'
import { api } from '../api.ts'
import { bar } from '../location.ts'
import { load, remote } from '../remote.ts'

export const arrivals = remote<Outcome[]>()

export async function loadArrivals(): Promise<void> {
  await load(arrivals, async () => (await api.outcomes(bar.peek().project)).items)
}

const WORDS: Record<Outcome['outcome'], string> = {
  stored: 'Stored',
  duplicate: 'Sent again, stored once',
  drop: 'Left out',
  refuse: 'Refused',
  aside: 'Set aside',
}

export function outcomeWords(outcome: Outcome): string {
  return WORDS[outcome.outcome]
}
