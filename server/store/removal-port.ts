import type { Source } from '../../contract/event.ts'

/** What is taken away for good; nothing of it is answered any more once the promise resolves. */
export interface RemovalStore {
  /** Sessions with recordings of which nothing can be read (yet, or ever), in order of id behind one; at most so many. */
  unread(project: string, after: string | null, limit: number): Promise<UnreadSession[]>
  /** Everything that came from a source: sessions, recordings, facts, events, links, persons left empty. */
  deleteSource(project: string, source: Source): Promise<{ sessions: number; events: number }>
  /** Recordings and facts; events that named the session stay, and so does what it said about who is who. */
  deleteSession(key: { project: string; session: string }): Promise<boolean>
  /**
   * All sessions and events of a person, every statement about their ids, and the ids where nobody else's data
   * names them. Null: there is no such person. What arrives later with the same ids is a person anew.
   */
  deletePerson(project: string, person: string): Promise<{ sessions: number; events: number } | null>
  /**
   * Events before a time, epoch ms; at most so many, and how many it were. What says who somebody is (identify,
   * group) stays until nothing else of the person is left.
   */
  deleteEventsBefore(project: string, time: number, limit: number): Promise<number>
  /** Makes the files hold nothing of what was removed. Writes wait meanwhile. */
  compact(): Promise<void>
}

/** A session no list has. */
export interface UnreadSession {
  session: string
  person: string
  /** Of its last batch, epoch ms. */
  receivedAt: number
  batches: number
  bytes: number
  /** Batches not looked into yet. */
  waiting: number
  /** Why the others were set aside, each reason once, sorted. */
  reasons: string[]
}
