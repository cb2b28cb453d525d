import { availableParallelism } from 'node:os'
import type { Store } from '../port.ts'
import { keepingWorkedOut } from '../worked-out.ts'
import type { Answer, Arguments, ReadName, WriteName } from './protocol.ts'
import type { Patience } from './read/limits.ts'
import { readerPool } from './read/reader-pool.ts'
import { startThread } from './thread.ts'
import { workedOutFiles } from './worked-out.ts'

const MOST_READERS = 4

/** The default engine: two SQLite files in `folder`, one thread that writes, `readers` that answer. */
export async function openSqlite(
  folder: string,
  options: { readers?: number; patience?: Patience } = {},
): Promise<Store> {
  const readers = options.readers ?? Math.min(MOST_READERS, Math.max(2, availableParallelism() - 1))
  const writer = await startThread<WriteName>('write/writer-thread', { folder })
  const checkpoints = await startThread<never>('checkpoint-thread', { folder })
  const packer = await startThread<never>('lanes/packer-thread', { folder })
  const pool = await readerPool(folder, readers, options.patience)
  const write =
    <N extends WriteName>(name: N) =>
    (...args: Arguments<N>): Promise<Answer<N>> =>
      writer.ask(name, args)
  const read =
    <N extends ReadName>(name: N) =>
    (...args: Arguments<N>): Promise<Answer<N>> =>
      pool.ask(name, args)

  const removing = {
    deleteSource: write('deleteSource'),
    deleteSession: write('deleteSession'),
    deletePerson: write('deletePerson'),
    deleteEventsBefore: write('deleteEventsBefore'),
    compact: write('compact'),
    unread: read('unread'),
    replaceEvents: write('replaceEvents'),
  }
  return {
    ...keepingWorkedOut(removing, workedOutFiles(folder)),
    putBatch: write('putBatch'),
    putEvents: write('putEvents'),
    putDerived: write('putDerived'),
    deriveAgain: write('deriveAgain'),
    putVerdicts: write('putVerdicts'),
    replaceBatch: write('replaceBatch'),
    replaceEchoes: write('replaceEchoes'),
    beginLine: write('beginLine'),
    endLine: write('endLine'),
    fillLine: write('fillLine'),
    sweepLines: write('sweepLines'),
    putJudged: write('putJudged'),
    ripen: write('ripen'),
    putProject: write('putProject'),
    putSegment: write('putSegment'),
    deleteSegment: write('deleteSegment'),
    putSetting: write('putSetting'),
    putDocument: write('putDocument'),
    deleteDocument: write('deleteDocument'),
    addOutcomes: write('addOutcomes'),
    addAudit: write('addAudit'),
    backlog: read('backlog'),
    lag: read('lag'),
    tabBatches: read('tabBatches'),
    tabs: read('tabs'),
    toDerive: read('toDerive'),
    echoes: read('echoes'),
    sessions: read('sessions'),
    session: read('session'),
    batch: read('batch'),
    facts: read('facts'),
    eventNames: read('eventNames'),
    events: read('events'),
    feed: read('feed'),
    feedEnd: read('feedEnd'),
    eventTallies: read('eventTallies'),
    eventsNamed: read('eventsNamed'),
    person: read('person'),
    persons: read('persons'),
    findPerson: read('findPerson'),
    merges: read('merges'),
    history: read('history'),
    count: read('count'),
    accounts: read('accounts'),
    members: read('members'),
    touched: read('touched'),
    touchedEnd: read('touchedEnd'),
    liveState: read('liveState'),
    judgedPersons: read('judgedPersons'),
    duePersons: read('duePersons'),
    differing: read('differing'),
    histories: read('histories'),
    alive: read('alive'),
    announcements: read('announcements'),
    announcement: read('announcement'),
    announcementsEnd: read('announcementsEnd'),
    membershipChanges: read('membershipChanges'),
    segmentSizes: read('segmentSizes'),
    sessionTags: read('sessionTags'),
    unjudged: read('unjudged'),
    countUnjudged: read('countUnjudged'),
    newestTraces: read('newestTraces'),
    frustrationBoard: read('frustrationBoard'),
    grievances: read('grievances'),
    heatPages: read('heatPages'),
    heatmap: read('heatmap'),
    heatScenes: read('heatScenes'),
    heatClicks: read('heatClicks'),
    heatSessions: read('heatSessions'),
    funnel: read('funnel'),
    funnelPeople: read('funnelPeople'),
    funnelContrast: read('funnelContrast'),
    retention: read('retention'),
    retentionPeople: read('retentionPeople'),
    trend: read('trend'),
    trendPeople: read('trendPeople'),
    paths: read('paths'),
    pathPeople: read('pathPeople'),
    compareGroups: read('compareGroups'),
    groupsContrast: read('groupsContrast'),
    firstDeed: read('firstDeed'),
    stepChoices: read('stepChoices'),
    suggest: read('suggest'),
    projects: read('projects'),
    segments: read('segments'),
    setting: read('setting'),
    documents: read('documents'),
    document: read('document'),
    outcomes: read('outcomes'),
    audit: read('audit'),
    close: async () => {
      await pool.close()
      await packer.close()
      await checkpoints.close()
      await writer.close()
    },
  }
}
