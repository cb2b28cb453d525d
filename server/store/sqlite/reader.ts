import { behaviourFolds } from '../behaviour-port.ts'
import { sqliteKnown } from './behaviour/known.ts'
import type { Files } from './connection.ts'
import { controlReads } from './control-read.ts'
import { echoReads } from './echoes.ts'
import { answering } from './lanes/answering.ts'
import { laneRetention } from './lanes/retention.ts'
import { accountLists } from './list-accounts.ts'
import type { Handlers, ReadName } from './protocol.ts'
import { eventReads } from './read-events.ts'
import { frustrationReads } from './read-frustration.ts'
import { heatmapReads } from './read-heatmap.ts'
import { historyReads } from './read-history.ts'
import { liveReads } from './read-live.ts'
import { mergeReads } from './read-merges.ts'
import { personReads } from './read-persons.ts'
import { recordingReads } from './read-recordings.ts'
import { sessionReads } from './read-sessions.ts'
import { tallyReads } from './read-tallies.ts'
import { traceReads } from './read-traces.ts'
import { unreadReads } from './read-unread.ts'
import { suggestReads } from './suggest.ts'

export function reads({ facts, control, lanes }: Files): Handlers<ReadName> {
  const segments = answering(facts, lanes)
  const known = sqliteKnown(facts, segments)
  const behaviour = behaviourFolds(known)
  const retention = laneRetention(facts, segments, known.within)
  return {
    ...recordingReads(facts),
    ...unreadReads(facts),
    ...echoReads(facts),
    ...sessionReads(facts, segments),
    ...eventReads(facts),
    ...tallyReads(facts, segments),
    ...personReads(facts, segments),
    ...mergeReads(facts),
    ...historyReads(facts),
    ...liveReads(facts),
    ...traceReads(facts),
    ...frustrationReads(facts, segments),
    ...heatmapReads(facts, segments),
    ...behaviour,
    retention: query => retention(query) ?? behaviour.retention(query),
    ...accountLists(facts),
    ...suggestReads(facts),
    ...controlReads(control),
  }
}
