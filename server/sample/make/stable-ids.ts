import type { RecordedVisit } from '../visit-file.ts'

// The recorder's random ids become countable ones: the sample can be told apart, and removed again.
export function stableIds(visit: RecordedVisit): RecordedVisit {
  const tabs = new Map<string, string>()
  for (const { tab } of visit.batches) {
    if (!tabs.has(tab)) tabs.set(tab, `${visit.session}-tab-${tabs.size + 1}`)
  }
  const tabOf = (tab: string) => tabs.get(tab) ?? `${visit.session}-tab-1`
  return {
    ...visit,
    batches: visit.batches.map(batch => ({ ...batch, tab: tabOf(batch.tab) })),
    analytics: visit.analytics.map((event, index) => {
      const tabId = tabOf(event.tabId ?? '')
      const { groupId } = event
      return {
        ...event,
        messageId: `${visit.session}-event-${String(index + 1).padStart(3, '0')}`,
        tabId,
        ...(groupId !== undefined && { groupId: `sample-${groupId}` }),
        context: { ...event.context, segreel: { sessionId: visit.session, tabId } },
      }
    }),
  }
}
