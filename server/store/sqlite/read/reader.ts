import { behaviourFolds } from '../../behaviour-port.ts'
import { sqliteKnown } from '../behaviour/known.ts'
import type { Files } from '../connection.ts'
import { answering } from '../lanes/answering.ts'
import { laneRetention } from '../lanes/retention.ts'
import type { Handlers, ReadName } from '../protocol.ts'
import { echoReads } from '../write/echoes.ts'
import { controlReads } from './control-read.ts'
import { differingReads } from './differing.ts'
import { eventReads } from './events.ts'
import { frustrationReads } from './frustration.ts'
import { heatmapReads } from './heatmap.ts'
import { historyReads } from './history.ts'
import { accountLists } from './list-accounts.ts'
import { liveReads } from './live.ts'
import { mergeReads } from './merges.ts'
import { personReads } from './persons.ts'
import { recordingReads } from './recordings.ts'
import { sessionReads } from './sessions.ts'
import { suggestReads } from './suggest.ts'
import { tallyReads } from './tallies.ts'
import { traceReads } from './traces.ts'
import { unreadReads } from './unread.ts'

export function reads(
  { facts, control, lanes }: Files,
  segments = answering(facts, lanes),
): Handlers<ReadName> {
  const known = sqliteKnown(facts, segments)
  const behaviour = behaviourFolds(known)
  const retention = laneRetention(facts, segments, known)
  return {
    ...recordingReads(facts),
    ...unreadReads(facts),
    ...echoReads(facts),
    ...sessionReads(facts, segments),
    ...eventReads(facts, segments),
    ...tallyReads(facts, segments),
    ...personReads(facts, segments),
    ...mergeReads(facts),
    ...historyReads(facts),
    ...liveReads(facts),
    ...differingReads(facts, segments),
    ...traceReads(facts),
    ...frustrationReads(facts, segments),
    ...heatmapReads(facts, segments),
    ...behaviour,
    retention: query => retention.tally(query) ?? behaviour.retention(query),
    retentionPeople: query => retention.people(query) ?? behaviour.retentionPeople(query),
    ...accountLists(facts, segments),
    ...suggestReads(facts, segments),
    ...controlReads(control),
  }
}
