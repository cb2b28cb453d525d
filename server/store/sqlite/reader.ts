import type { Files } from './connection.ts'
import { controlReads } from './control-read.ts'
import type { Handlers, ReadName } from './protocol.ts'
import { eventReads } from './read-events.ts'
import { frustrationReads } from './read-frustration.ts'
import { heatmapReads } from './read-heatmap.ts'
import { historyReads } from './read-history.ts'
import { mergeReads } from './read-merges.ts'
import { personReads } from './read-persons.ts'
import { recordingReads } from './read-recordings.ts'
import { sessionReads } from './read-sessions.ts'
import { tallyReads } from './read-tallies.ts'
import { traceReads } from './read-traces.ts'
import { suggestReads } from './suggest.ts'

export function reads({ facts, control }: Files): Handlers<ReadName> {
  return {
    ...recordingReads(facts),
    ...sessionReads(facts),
    ...eventReads(facts),
    ...tallyReads(facts),
    ...personReads(facts),
    ...mergeReads(facts),
    ...historyReads(facts),
    ...traceReads(facts),
    ...frustrationReads(facts),
    ...heatmapReads(facts),
    ...suggestReads(facts),
    ...controlReads(control),
  }
}
