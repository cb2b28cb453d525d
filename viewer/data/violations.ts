/** What is wrong with what arrived, by kind and event. */
import { signal } from '@preact/signals'
import type { ViolationKind } from '../../contract/plan.ts'
import { barQuery } from '../frame/dates.ts'
import { query } from '../location.ts'
import { load, remote } from '../remote.ts'
import { calls, type Violations } from './calls.ts'

const PAGE = 50
/** The server lists no more at once. */
const MOST = 1_000

export const violations = remote<Violations>()
export const shown = signal(PAGE)

export async function loadViolations(): Promise<void> {
  const chosen: { kind?: string; event?: string; damages?: string } = {}
  for (const name of ['kind', 'event', 'damages'] as const) {
    const value = query.peek().get(name)
    if (value) chosen[name] = value
  }
  const asked = { ...barQuery(Date.now()), ...chosen, limit: shown.peek() }
  clearTimeout(again)
  const found = await load(violations, () => calls.violations(asked))
  if (found?.reading) again = setTimeout(() => void loadViolations(), AGAIN_MS)
}

/** Until all events were read; ends when the screen is left. */
export function stopLoading(): void {
  clearTimeout(again)
}

/** The server takes its time before it answers with what it has. */
const AGAIN_MS = 500
let again: ReturnType<typeof setTimeout> | undefined

export async function showMore(): Promise<void> {
  shown.value = Math.min(MOST, shown.value * 4)
  await loadViolations()
}

const WORDS = {
  'unplanned-event': 'Not in the plan',
  'near-miss-name': 'Misspelt name',
  'missing-required': 'Missing property',
  'wrong-type': 'Wrong type',
  'value-not-permitted': 'Value not permitted',
  'unplanned-property': 'Property not in the plan',
  'late-identity': 'Identity lost',
  'early-identity': 'Identity too early',
  'repeated-event': 'Sent twice',
  'absurd-clock': 'Impossible time',
} satisfies Record<ViolationKind, string>

export function kindWords(kind: ViolationKind): string {
  return WORDS[kind]
}
