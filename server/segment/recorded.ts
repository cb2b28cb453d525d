/** What of a recording segments ask for, in the order histories keep. */

import type { TabFacts } from '../../contract/facts.ts'
import type { Grievance } from '../../contract/frustration/verdict.ts'
import { compareTexts } from '../text-order.ts'
import type { SessionFailure, SessionFinding, SessionHistory } from './history.ts'

type Recorded = Pick<SessionHistory, 'pages' | 'failures' | 'texts'>

export function recordedOf(tabs: readonly Pick<TabFacts, 'pages' | 'failures' | 'texts'>[]): Recorded {
  const pages = tabs.flatMap(tab => tab.pages).map(({ at, until, path }) => ({ at, until, path }))
  return {
    pages: pages.sort((a, b) => a.at - b.at || compareTexts(a.path, b.path) || a.until - b.until),
    failures: tabs.flatMap(failuresOf).sort((a, b) => a.at - b.at || compareTexts(a.message, b.message)),
    texts: [...new Set(tabs.flatMap(tab => tab.texts))].sort(),
  }
}

export function failuresOf({ failures }: Pick<TabFacts, 'failures'>): SessionFailure[] {
  return failures.map(({ at, kind, message, source, status }) => ({
    at,
    kind,
    message,
    ...(source === undefined ? {} : { address: source }),
    ...(status === undefined ? {} : { status }),
  }))
}

export function findingsOf(found: readonly Omit<Grievance, 'name'>[]): SessionFinding[] {
  return found
    .map(({ at, kind, page, element }) => ({ at, kind, page, element }))
    .sort(
      (a, b) =>
        a.at - b.at ||
        compareTexts(a.kind, b.kind) ||
        compareTexts(a.page, b.page) ||
        compareTexts(a.element, b.element),
    )
}
